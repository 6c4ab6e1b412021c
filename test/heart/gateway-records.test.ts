import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { startGateway } from '@oblys/gateway';
import { askGateway, confinedTo, createRecordingLogger, seedRecord, startTestGateway } from '../support/index.js';
import type { GraphQLAnswer, TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const kostanay = '390000000';
let gateway: TestGateway;

/** One record of every kind in Burabay, tied together as kinds are. */
async function seed(database: Database): Promise<void> {
  const at = { area_code: burabay };
  const organization_id = await seedRecord(database, 'primary_organization', { ...at, name: 'Достық' });
  const roadmap_item_id = await seedRecord(database, 'roadmap_item', {
    ...at,
    number: '7',
    body_code: 'akmola-akimat',
  });
  const meeting_id = await seedRecord(database, 'meeting', { ...at, organization_id, attendees: 31 });
  await database.query(
    `insert into meeting_roadmap_item (meeting_id, roadmap_item_id, region_code) values ($1, $2, $3)`,
    [meeting_id, roadmap_item_id, akmola],
  );
  await database.query(
    `insert into heard_report (region_code, meeting_id, speaker, speaker_name) values ($1, $2, 'AKIM', 'Ерлан')`,
    [akmola, meeting_id],
  );
  await seedRecord(database, 'monitoring_visit', { ...at, roadmap_item_id, finding: 'Жұмыс жүріп жатыр' });
  const reception_id = await seedRecord(database, 'meeting', {
    ...at,
    kind_code: 'mobile-reception',
    held_on: '2025-03-01',
  });
  await seedRecord(database, 'appeal', {
    ...at,
    channel: 'MOBILE',
    reception_id,
    received_on: '2025-03-01',
    outcome: 'POSITIVE',
    closed_on: '2025-03-20',
  });
  const faction_id = await seedRecord(database, 'faction', at);
  const session_id = await seedRecord(database, 'faction_session', { ...at, faction_id });
  await seedRecord(database, 'proposal', { ...at, session_id, executed_on: '2025-05-01' });
  await seedRecord(database, 'akim_election', at);
  await seedRecord(database, 'programme_event', { ...at, programme_code: 'womens-wing' });
  await seedRecord(database, 'funded_project', {
    ...at,
    programme_code: 'auyl-amanaty',
    amount: '9999999999999999.99',
  });
  await seedRecord(database, 'course_group', {
    ...at,
    programme_code: 'qaryzsyz-qogam',
    completed_on: '2025-03-01',
    graduates: 25,
  });
  await seedRecord(database, 'commission_plan_item', { ...at, programme_code: 'zher-amanaty' });
  await seedRecord(database, 'legal_aid_case', at);
  await seedRecord(database, 'facility', { ...at, commissioned_on: '2025-10-01' });
  await seedRecord(database, 'correspondence', {
    area_code: akmola,
    kind: 'INQUIRY',
    counterpart_code: 'mazhilis-deputies',
  });
  await seedRecord(database, 'correspondence', { area_code: kostanay });
}

beforeAll(async () => {
  gateway = await startTestGateway({ seed, now: () => new Date('2025-11-05T06:00:00Z') });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

const connections = [
  'primaryOrganizations',
  'roadmapItems',
  'meetings',
  'akimElections',
  'factions',
  'factionSessions',
  'proposals',
  'monitoringVisits',
  'programmeEvents',
  'fundedProjects',
  'courseGroups',
  'commissionPlanItems',
  'appeals',
  'legalAidCases',
  'facilities',
  'correspondence',
];

describe.each(connections)('%s', (name) => {
  it('gives every scalar of its records, from the tree, the region and the district alike, with one statement each', async () => {
    const fields = await scalarFields(name);
    const { all, region, district } = await gateway.askData(
      `fragment Whole on ${fields.type} { ${fields.names.join(' ')} region { code } district { code } area { code __typename } }
       { all: ${name}(filter: { region: "${akmola}" }) { totalCount edges { node { ...Whole } } }
         region(code: "${akmola}") { ${name} { totalCount edges { node { ...Whole } } } }
         district(code: "${burabay}") { ${name} { totalCount edges { node { ...Whole } } } } }`,
    );
    // The words of appeals lie apart, sealed.
    expect(gateway.statements.filter((text) => !text.includes('/* persons:'))).toHaveLength(3);
    expect(all.totalCount).toBeGreaterThan(0);
    expect(all.edges).toHaveLength(all.totalCount);
    expect(region[name]).toEqual(all);
    const ofDistrict = all.edges.filter(({ node }: { node: { district: unknown } }) => node.district !== null);
    expect(district[name].edges).toEqual(ofDistrict);
    for (const { node } of all.edges) {
      expect(node).toMatchObject({ isSynthetic: false, version: 1, region: { code: akmola } });
      expect(node.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  it('finds each of its records again by the global id', async () => {
    const data = await gateway.askData(`{ ${name}(first: 1) { edges { node { __typename id } } } }`);
    const [{ node: given }] = data[name].edges;
    const { node } = await gateway.askData(
      `query ($id: ID!) { node(id: $id) { __typename id ... on AreaRecord { region { code } } } }`,
      { id: given.id },
    );
    expect(node).toMatchObject(given);
    expect(node.region.code).toMatch(/^\d{9}$/);
  });
});

describe('the keys between kinds', () => {
  it('lead from an item to its visits and meetings, and on, with one statement', async () => {
    const { roadmapItems } = await gateway.askData(
      `{ roadmapItems(first: 10) { edges { node {
           number body { code name(locale: RU) }
           visits { edges { node { finding roadmapItem { number } } } }
           meetings { edges { node {
             attendees kind { code } counterpart { code }
             organization { name meetings { totalCount } }
             heardReports { speaker speakerName }
             roadmapItems { edges { node { number } } }
           } } }
      } } } }`,
    );
    expect(roadmapItems.edges).toMatchObject([
      {
        node: {
          number: '7',
          body: { code: 'akmola-akimat' },
          visits: { edges: [{ node: { finding: 'Жұмыс жүріп жатыр', roadmapItem: { number: '7' } } }] },
          meetings: {
            edges: [
              {
                node: {
                  attendees: 31,
                  kind: { code: 'primary-meeting' },
                  counterpart: null,
                  organization: { name: 'Достық', meetings: { totalCount: 1 } },
                  heardReports: [{ speaker: 'AKIM', speakerName: 'Ерлан' }],
                  roadmapItems: { edges: [{ node: { number: '7' } }] },
                },
              },
            ],
          },
        },
      },
    ]);
    expect(gateway.statements).toHaveLength(1);
  });

  it('lead from a reception to its appeals, from a faction to its sessions and proposals', async () => {
    const { meetings, factions } = await gateway.askData(
      `{ meetings(first: 1) { edges { node { kind { code } appeals { edges { node { channel topic { code } reception { kind { code } } } } } } } }
         factions(first: 10) { edges { node { sessions { edges { node { faction { name } proposals { edges { node { session { agenda } } } } } } } } } } }`,
    );
    expect(meetings.edges[0].node).toEqual({
      kind: { code: 'mobile-reception' },
      appeals: {
        edges: [
          { node: { channel: 'MOBILE', topic: { code: 'roads' }, reception: { kind: { code: 'mobile-reception' } } } },
        ],
      },
    });
    expect(factions.edges[0].node.sessions.edges[0].node).toEqual({
      faction: { name: 'Фракция' },
      proposals: { edges: [{ node: { session: { agenda: 'Бюджет' } } }] },
    });
  });

  it('lead from a programme to what belongs to it', async () => {
    const { programmes } = await gateway.askData(
      `{ programmes { edges { node { code name(locale: RU) events { totalCount } courses { totalCount } projects { totalCount } planItems { totalCount } } } } }`,
    );
    const counts = Object.fromEntries(
      programmes.edges.map(
        ({
          node: { code, events, courses, projects, planItems },
        }: {
          node: Record<string, { totalCount: number }>;
        }) => [code, [events, courses, projects, planItems].map((connection) => connection?.totalCount)],
      ),
    );
    expect(counts).toEqual({
      'womens-wing': [1, 0, 0, 0],
      'qaryzsyz-qogam': [0, 1, 0, 0],
      'auyl-amanaty': [0, 0, 1, 0],
      'zher-amanaty': [0, 0, 0, 1],
      'quqyqtyq-komek': [0, 0, 0, 0],
    });
  });
});

describe('a computed field', () => {
  it('takes the business day when no day is given, and every alias its own day', async () => {
    const { roadmapItems, appeals, facilities, proposals } = await gateway.askData(
      `{ roadmapItems(first: 10) { edges { node {
           today: status isOverdue before: status(asOf: "2025-01-09") early: status(asOf: "2025-02-28") on: isOverdue(asOf: "2025-06-30")
         } } }
         appeals { edges { node { today: status open: status(asOf: "2025-03-19") } } }
         facilities { edges { node { status stalled: status(asOf: "2025-09-30") planned: status(asOf: "2020-09-01") } } }
         proposals { edges { node { status open: status(asOf: "2025-04-30") } } } }`,
    );
    expect(roadmapItems.edges[0].node).toEqual({
      today: 'IN_PROGRESS',
      isOverdue: true,
      before: null,
      early: 'NOT_DUE',
      on: false,
    });
    expect(appeals.edges[0].node).toEqual({ today: 'POSITIVE', open: 'IN_PROGRESS' });
    expect(facilities.edges[0].node).toEqual({ status: 'COMMISSIONED', stalled: 'STALLED', planned: 'PLANNED' });
    expect(proposals.edges[0].node).toEqual({ status: 'EXECUTED', open: 'IN_PROGRESS' });
  });

  it('keeps money exact to the last place', async () => {
    const { fundedProjects } = await gateway.askData(
      `{ fundedProjects { edges { node { amount { amount currency } } } } }`,
    );
    expect(fundedProjects.edges[0].node.amount).toEqual({ amount: '9999999999999999.99', currency: 'KZT' });
  });
});

describe('what is private', () => {
  it.each(['person { id }', 'personId', 'sealedText', 'sourceRef', 'importId', 'branchCode'])(
    'has no field %s',
    async (field) => {
      const { errors } = await gateway.ask(`{ appeals { edges { node { ${field} } } } }`);
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(gateway.statements).toEqual([]);
    },
  );
});

describe('the scope of a viewer', () => {
  it('holds at every level of a statement', async () => {
    const query = `{
      correspondence { totalCount edges { node { subject } } }
      regions { edges { node { code correspondence { totalCount } } } }
    }`;
    const everything = await gateway.askData(query);
    expect(everything.correspondence.totalCount).toBe(2);
    const scoped = await startTestGateway({
      seed,
      viewer: confinedTo([kostanay], 'Қостанай'),
    });
    try {
      const { correspondence, regions } = await scoped.askData(query);
      expect(correspondence.totalCount).toBe(1);
      expect(correspondence.edges).toHaveLength(1);
      const counts = regions.edges.map(
        ({ node }: { node: { code: string; correspondence: { totalCount: number } } }) => [
          node.code,
          node.correspondence.totalCount,
        ],
      );
      expect(Object.fromEntries(counts)).toMatchObject({ [akmola]: 0, [kostanay]: 1 });
    } finally {
      await scoped.end();
    }
  });
});

describe('a report that was heard', () => {
  it('is seen by whoever sees its meeting, and by nobody else', async () => {
    const query = `{ meetings { edges { node { heardReports { id speakerName } } } } }`;
    const [heard] = heardIn(await gateway.ask(query));
    const ask = `{ node(id: "${heard?.id}") { id } }`;
    await asViewerOf(burabay, async (url) => {
      expect(heardIn(await askGateway(url, query))).toEqual([{ id: heard?.id, speakerName: 'Ерлан' }]);
      expect(await askGateway(url, ask)).toEqual({ data: { node: { id: heard?.id } } });
    });
    await asViewerOf(kostanay, async (url) => {
      expect(heardIn(await askGateway(url, query))).toEqual([]);
      expect(await askGateway(url, ask)).toEqual({ data: { node: null } });
    });
  });

  function heardIn({ data }: GraphQLAnswer): { id: string; speakerName: string }[] {
    return data.meetings.edges.flatMap(({ node }: { node: { heardReports: unknown[] } }) => node.heardReports);
  }

  /** Another gateway over the same records. */
  async function asViewerOf(areaCode: string, work: (url: string) => Promise<void>): Promise<void> {
    const { logger } = createRecordingLogger();
    const viewer = confinedTo([areaCode], areaCode);
    const scoped = await startGateway({ database: gateway.database, port: 0, logger, viewer });
    try {
      await work(scoped.url);
    } finally {
      await scoped.stop();
    }
  }
});

/** The fields of a connection's records that are neither objects nor take arguments, as the schema itself says. */
async function scalarFields(connection: string): Promise<{ type: string; names: string[] }> {
  const { __schema } = await gateway.askData(
    `{ __schema { queryType { fields { name type { ofType { name } } } } types { name fields { name args { name } type { kind ofType { kind } } } } } }`,
  );
  const query = __schema.queryType.fields.find(({ name }: { name: string }) => name === connection);
  const type = query.type.ofType.name.replace(/Connection$/, '');
  const { fields } = __schema.types.find(({ name }: { name: string }) => name === type);
  const isScalar = (field: { args: unknown[]; type: { kind: string; ofType: { kind: string } | null } }) =>
    field.args.length === 0 && ['SCALAR', 'ENUM'].includes(field.type.ofType?.kind ?? field.type.kind);
  return { type, names: fields.filter(isScalar).map(({ name }: { name: string }) => name) };
}
