import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import type { Viewer } from '@oblys/access';
import { refresh } from '@oblys/rollups';
import { askGateway, confinedTo, createRecordingLogger, seedRecord, startTestGateway } from '../support/index.js';
import type { GraphQLAnswer, TestGateway } from '../support/index.js';
import { mutationOf, writtenKinds } from '../support/mutations.js';
import type { WrittenKind } from '../support/mutations.js';

const akmola = '110000000';
const kokshetau = '111000000';
const burabay = '117000000';
const kostanay = '390000000';
const country = '000000000';
const absent = '01900000-0000-7000-8000-000000000000';
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => new Date('2025-11-05T06:00:00Z') });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
  gateway.log.length = 0;
});

type Input = Readonly<Record<string, unknown>>;
type Ask = (query: string, variables?: Record<string, unknown>) => Promise<GraphQLAnswer>;

interface Fault {
  path: string[];
  code: string;
  message: string;
}

/** What a mutation that must succeed gives under its only field. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function write(operation: Operation, type: string, input: Input, key?: string, selection = ''): Promise<any> {
  const data = await gateway.askData(mutationOf(operation, type, selection), { input, key });
  return data[`${operation}${type}`];
}

type Operation = 'create' | 'update' | 'delete';

function attempt(
  operation: Operation,
  type: string,
  input: Input,
  { key, ask = gateway.ask }: { key?: string; ask?: Ask } = {},
): Promise<GraphQLAnswer> {
  return ask(mutationOf(operation, type), { input, key });
}

/** The one error of an answer, with all that it carries. */
function errorOf({ errors }: GraphQLAnswer): { code: string; message: string; faults?: Fault[] } & Input {
  expect(errors).toHaveLength(1);
  const [{ message, extensions }] = errors as unknown as [{ message: string; extensions: { code: string } }];
  return { message, ...extensions };
}

async function faultsOf(operation: Operation, type: string, input: Input, ask?: Ask): Promise<string[]> {
  const { code, faults } = errorOf(await attempt(operation, type, input, ask && { ask }));
  expect(code).toBe('INVALID_INPUT');
  for (const { message } of faults ?? []) {
    expect(message).toMatch(/\.$/);
    expect(message).not.toMatch(/constraint|violates|relation|_|select|insert/i);
  }
  return (faults ?? []).map(({ path, code: ofFault }) => `${path.join('.')} ${ofFault}`).sort();
}

function idOf(type: string, id: string, region = akmola): string {
  return Buffer.from(`${type}:${region}:${id}`).toString('base64url');
}

async function countRows(table: string): Promise<number> {
  const [row] = await gateway.database.query<{ count: number }>(`select count(*)::integer as count from ${table}`);
  return row!.count;
}

const appeal: Input = { area: burabay, channel: 'ONLINE', topic: 'roads', receivedOn: '2025-02-01' };
const project: Input = {
  area: burabay,
  title: 'Жылыжай',
  recipientKind: 'farm',
  sector: 'crops',
  fundedOn: '2025-02-01',
  amount: '1250000.00',
};
const item: Input = {
  area: burabay,
  number: '1',
  text: 'Су құбырын тарту',
  adoptedOn: '2025-01-10',
  startsOn: '2025-03-01',
  dueOn: '2025-06-30',
};

describe.each(writtenKinds)('$type', (kind) => {
  it('is created, updated and deleted, each with its marks and its history', async () => {
    const { type, table, topic, selection, counted = 'ALWAYS' } = kind;
    const input = { area: burabay, ...kind.input, ...(await createLinked(kind)) };
    await takeMarkedTopics();
    const created = await write('create', type, input, undefined, `${selection} district { code }`);
    const record = recordIn(created, type);
    expect(created).toMatchObject({ version: 1, isRepeat: false });
    expect(record).toMatchObject({ version: 1, district: { code: burabay }, ...kind.created });
    expect(await takeMarkedTopics()).toEqual(counted === 'ALWAYS' ? [topic] : []);

    const change = { id: record.id, version: 1, ...kind.change };
    const updated = await write('update', type, change, undefined, `${selection} ${historySelection}`);
    expect(updated).toMatchObject({ version: 2, isRepeat: false });
    const changed = recordIn(updated, type);
    expect(await takeMarkedTopics()).toEqual(counted === 'NEVER' ? [] : [topic]);
    expect(changed).toMatchObject({ id: record.id, version: 2, ...kind.changed });
    const [update, creation, ...others] = changesIn(changed);
    expect(others).toEqual([]);
    expect(update).toMatchObject({ version: 2, change: 'UPDATED', changedBy: 'developer' });
    expect(update.fields.map(({ field }: { field: string }) => field).sort()).toEqual(Object.keys(kind.change).sort());
    expect(creation).toMatchObject({ version: 1, change: 'CREATED', changedBy: 'developer' });
    const told = creation.fields.map(({ field }: { field: string }) => field);
    expect(told).toEqual(
      expect.arrayContaining(['region', 'district', 'area', 'sourceRef', ...Object.keys(kind.input)]),
    );

    const { deletedId } = await write('delete', type, { id: record.id, version: 2 });
    expect(deletedId).toBe(record.id);
    expect(await takeMarkedTopics()).toEqual(counted === 'NEVER' ? [] : [topic]);
    const { node } = await gateway.askData(`query ($id: ID!) { node(id: $id) { id } }`, { id: record.id });
    expect(node).toBeNull();
    const [last] = await gateway.database.query(
      `select change, version, changed_by, old_values ->> 'area_code' as area from record_change where record_table = $1 and change = 'DELETED' order by id desc limit 1`,
      [table],
    );
    expect(last).toEqual({ change: 'DELETED', version: 3, changed_by: 'developer', area: burabay });
    expect(gateway.log).toEqual([]);
  });

  it('refuses an area that is none, an empty text and an id of another kind, all at once', async () => {
    const texts = Object.entries(kind.input).filter(
      ([name, value]) => typeof value === 'string' && ['name', 'text', 'title', 'agenda', 'subject'].includes(name),
    );
    const emptied = Object.fromEntries(texts.map(([name]) => [name, ' ']));
    const links = Object.fromEntries(Object.keys(kind.links ?? {}).map((name) => [name, idOf('Region', akmola, '')]));
    const input = { ...kind.input, ...emptied, ...links, area: '999999999' };
    expect(await faultsOf('create', kind.type, input)).toEqual(
      [
        'input.area UNKNOWN',
        ...Object.keys(emptied).map((name) => `input.${name} EMPTY`),
        ...Object.keys(links).map((name) => `input.${name} INVALID_ID`),
      ].sort(),
    );
    expect(await faultsOf('update', kind.type, { id: idOf('Region', akmola, ''), version: 1, ...links })).toEqual(
      ['input.id INVALID_ID', ...Object.keys(links).map((name) => `input.${name} INVALID_ID`)].sort(),
    );
    expect(await faultsOf('delete', kind.type, { id: 'x', version: 1 })).toEqual(['input.id INVALID_ID']);
  });

  /** The records that its links name, each made anew, by the field of the input. */
  async function createLinked({ links = {} }: WrittenKind): Promise<Record<string, string>> {
    const ids: Record<string, string> = {};
    for (const [field, type] of Object.entries(links)) {
      const linked = writtenKinds.find((known) => known.type === type)!;
      const input = { area: burabay, ...linked.input, ...(await createLinked(linked)) };
      ids[field] = recordIn(await write('create', type, input), type).id;
    }
    return ids;
  }
});

// The shape is what the test asked for.
/* eslint-disable @typescript-eslint/no-explicit-any */
function recordIn(payload: any, type: string): any {
  return payload[`${type.charAt(0).toLowerCase()}${type.slice(1)}`];
}

const historySelection =
  'history { totalCount edges { node { version change changedAt changedBy fields { field oldValue newValue } } } }';

function changesIn(record: any): any[] {
  expect(record.history.totalCount).toBe(record.history.edges.length);
  return record.history.edges.map(({ node }: { node: any }) => node);
}
/* eslint-enable @typescript-eslint/no-explicit-any */

async function takeMarkedTopics(): Promise<string[]> {
  const rows = await gateway.database.query<{ topic: string }>(`delete from mark returning topic`);
  return [...new Set(rows.map(({ topic }) => topic))].sort();
}

describe('a summary', () => {
  const ask = `{ district(code: "${kokshetau}") { summary(period: { grain: YEAR, start: "2025-01-01" }) {
    source appeal { received positive inProgress } funding { projectsFunded amount { amount } }
  } } }`;

  it('is another after a mutation and a refresh', async () => {
    await refresh(gateway.database, { asOf: '2025-11-01' });
    const read = async () => {
      await refresh(gateway.database, { asOf: '2025-11-01' });
      const { source, ...figures } = (await gateway.askData(ask)).district.summary;
      expect(source).toBe('STORED');
      return figures;
    };
    const appeals = (received: number, positive: number) => ({
      received,
      positive,
      inProgress: received - positive,
    });
    // Nobody has reported yet, so nothing is known.
    const unknown = { received: null, positive: null, inProgress: null };
    expect((await read()).appeal).toEqual(unknown);
    const { id } = recordIn(await write('create', 'Appeal', { ...appeal, area: kokshetau }), 'Appeal');
    await write('create', 'FundedProject', { ...project, area: kokshetau });
    expect(await read()).toEqual({
      appeal: appeals(1, 0),
      funding: { projectsFunded: 1, amount: { amount: '1250000.00' } },
    });
    await write('update', 'Appeal', { id, version: 1, outcome: 'POSITIVE', closedOn: '2025-03-01' });
    expect((await read()).appeal).toEqual(appeals(1, 1));
    await write('delete', 'Appeal', { id, version: 2 });
    expect((await read()).appeal).toEqual(appeals(0, 0));
  });
});

describe('the faults of an input', () => {
  it('are told all at once, each with its path', async () => {
    const input = {
      ...item,
      area: country,
      number: '',
      text: 'a\0b',
      body: 'no-such-body',
      startsOn: '2025-07-01',
      withdrawnOn: '2025-01-09',
      sourceRef: 'x'.repeat(201),
    };
    const answer = await attempt('create', 'RoadmapItem', input);
    const { code, message, faults } = errorOf(answer);
    expect(code).toBe('INVALID_INPUT');
    expect(message).toMatch(/7 faults/);
    expect(faults).toEqual(
      expect.arrayContaining([
        { path: ['input', 'number'], code: 'EMPTY', message: expect.stringContaining('"number"') },
        { path: ['input', 'dueOn'], code: 'OUT_OF_ORDER', message: expect.stringContaining('2025-07-01') },
      ]),
    );
    expect(await faultsOf('create', 'RoadmapItem', input)).toEqual([
      'input.area NOT_PLACED',
      'input.body UNKNOWN',
      'input.dueOn OUT_OF_ORDER',
      'input.number EMPTY',
      'input.sourceRef TOO_LONG',
      'input.text NOT_TEXT',
      'input.withdrawnOn OUT_OF_ORDER',
    ]);
    expect(answer.data).toEqual({ createRoadmapItem: null });
    expect(gateway.log).toEqual([]);
  });

  const valid = new Map(writtenKinds.map(({ type, input }) => [type, input]));

  it.each<[string, Input, string[]]>([
    ['FundedProject', { amount: '0' }, ['input.amount OUT_OF_RANGE']],
    ['FundedProject', { amount: '-0.01' }, ['input.amount OUT_OF_RANGE']],
    ['FundedProject', { amount: '10000000000000000' }, ['input.amount OUT_OF_RANGE']],
    ['FundedProject', { amount: '1'.repeat(5_000) }, ['input.amount OUT_OF_RANGE']],
    ['FundedProject', { amount: '1.005' }, ['input.amount TOO_PRECISE']],
    ['FundedProject', { sector: "' or true --" }, ['input.sector UNKNOWN']],
    ['FundedProject', { sector: 'a\0' }, ['input.sector NOT_TEXT']],
    ['FundedProject', { programme: 'x'.repeat(20_000) }, ['input.programme TOO_LONG']],
    ['FundedProject', { title: 'x'.repeat(10_001) }, ['input.title TOO_LONG']],
    ['FundedProject', { title: '\ud800' }, ['input.title NOT_TEXT']],
    ['FundedProject', { area: '11000000' }, ['input.area UNKNOWN']],
    ['FundedProject', { area: 'a\0' }, ['input.area NOT_TEXT']],
    ['FundedProject', { area: '100000000', fundedOn: '2020-01-01' }, ['input.area NOT_PLACED']],
    ['FundedProject', { sourceRef: '' }, ['input.sourceRef EMPTY']],
    ['FundedProject', { sourceRef: null }, ['input.sourceRef REQUIRED']],
    ['PrimaryOrganization', { memberCount: -1 }, ['input.memberCount OUT_OF_RANGE']],
    ['PrimaryOrganization', { dissolvedOn: '2025-01-09' }, ['input.dissolvedOn OUT_OF_ORDER']],
    ['Meeting', { attendees: -1 }, ['input.attendees OUT_OF_RANGE']],
    ['Meeting', { attendees: null }, ['input.attendees REQUIRED']],
    ['Meeting', { organization: idOf('PrimaryOrganization', absent) }, ['input.organization UNKNOWN']],
    ['AkimElection', { candidateCount: 0 }, ['input.candidateCount OUT_OF_RANGE']],
    [
      'Faction',
      { memberCount: 0, dissolvedOn: '2023-03-31' },
      ['input.dissolvedOn OUT_OF_ORDER', 'input.memberCount OUT_OF_RANGE'],
    ],
    ['Proposal', { executedOn: '2025-01-31' }, ['input.executedOn OUT_OF_ORDER']],
    ['ProgrammeEvent', { participants: -1 }, ['input.participants OUT_OF_RANGE']],
    ['CourseGroup', { graduates: -1 }, ['input.graduates INCONSISTENT', 'input.graduates OUT_OF_RANGE']],
    [
      'CourseGroup',
      { completedOn: '2025-01-01' },
      ['input.completedOn INCONSISTENT', 'input.completedOn OUT_OF_ORDER'],
    ],
    ['CommissionPlanItem', { planYear: 1990 }, ['input.adoptedOn INCONSISTENT', 'input.planYear OUT_OF_RANGE']],
    ['CommissionPlanItem', { dueOn: '2025-01-14' }, ['input.dueOn OUT_OF_ORDER']],
    ['Appeal', { outcome: 'POSITIVE' }, ['input.outcome INCONSISTENT']],
    ['Appeal', { closedOn: '2025-02-28' }, ['input.closedOn INCONSISTENT', 'input.closedOn OUT_OF_ORDER']],
    [
      'Appeal',
      { channel: 'ONLINE', reception: idOf('Meeting', absent) },
      ['input.reception INCONSISTENT', 'input.reception UNKNOWN'],
    ],
    ['Appeal', { reception: idOf('Appeal', absent) }, ['input.reception INVALID_ID']],
    ['LegalAidCase', { closedOn: null }, ['input.outcome INCONSISTENT']],
    ['Facility', { placeName: '' }, ['input.placeName EMPTY']],
    ['Correspondence', { answeredOn: '2025-01-31' }, ['input.answeredOn OUT_OF_ORDER']],
  ])('of a %s are found, case %#', async (type, stated, faults) => {
    const before = await countRows('record_change');
    expect(await faultsOf('create', type, { area: burabay, ...valid.get(type), ...stated })).toEqual(faults);
    expect(await countRows('record_change')).toBe(before);
    expect(gateway.log).toEqual([]);
  });

  it.each<[string, Input]>([
    ['an enum', { channel: 'PIGEON' }],
    ['a day that is in no calendar', { receivedOn: '2025-02-30' }],
    ['a required field', { topic: undefined }],
    ['a field that is none', { personId: absent }],
    ['the version of the record', { version: 7 }],
  ])('of its types are refused by GraphQL: %s', async (_what, stated) => {
    expect(errorOf(await attempt('create', 'Appeal', { ...appeal, ...stated })).code).toBe('BAD_USER_INPUT');
  });

  it('are those of the record that a change would make, at a field that was given', async () => {
    const { id } = recordIn(await write('create', 'RoadmapItem', item), 'RoadmapItem');
    const update = (stated: Input) => faultsOf('update', 'RoadmapItem', { id, version: 1, ...stated });
    expect(await update({ startsOn: '2025-07-01' })).toEqual(['input.startsOn OUT_OF_ORDER']);
    expect(await update({ dueOn: null, number: null })).toEqual(['input.dueOn REQUIRED', 'input.number REQUIRED']);
    expect(await update({ area: country })).toEqual(['input.area NOT_PLACED']);
  });

  it('name a source reference that another record of the region has', async () => {
    const sourceRef = randomUUID();
    await write('create', 'FundedProject', { ...project, sourceRef });
    const { id } = recordIn(await write('create', 'FundedProject', project), 'FundedProject');
    const taken = ['input.sourceRef NOT_UNIQUE'];
    expect(await faultsOf('create', 'FundedProject', { ...project, area: kokshetau, sourceRef })).toEqual(taken);
    expect(await faultsOf('update', 'FundedProject', { id, version: 1, sourceRef })).toEqual(taken);
    await write('create', 'FundedProject', { ...project, area: kostanay, sourceRef });
    await write('create', 'Appeal', { ...appeal, sourceRef });
  });

  it('name it also where two ask at once, and one of them is refused by the database', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => attempt('create', 'FundedProject', { ...project, sourceRef: 'race' })),
    );
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(5);
    for (const answer of refused) {
      expect(errorOf(answer).faults).toEqual([
        { path: ['input', 'sourceRef'], code: 'NOT_UNIQUE', message: expect.stringMatching(/source reference/) },
      ]);
    }
    expect(gateway.log).toEqual([]);
  });

  it('name a link into another region', async () => {
    const { id } = recordIn(
      await write('create', 'Faction', { area: kostanay, name: 'Ф', formedOn: '2024-01-01', memberCount: 3 }),
      'Faction',
    );
    const session = { heldOn: '2025-02-01', agenda: 'Бюджет', attendees: 3, faction: id };
    expect(await faultsOf('create', 'FactionSession', { ...session, area: burabay })).toEqual([
      'input.faction OTHER_REGION',
    ]);
    const created = recordIn(await write('create', 'FactionSession', { ...session, area: kostanay }), 'FactionSession');
    expect(await faultsOf('update', 'FactionSession', { id: created.id, version: 1, area: burabay })).toEqual([
      'input.faction OTHER_REGION',
    ]);
    const faction = { id, version: 1 };
    expect(await faultsOf('delete', 'Faction', faction)).toEqual(['input.id STILL_NAMED']);
    expect(await faultsOf('update', 'Faction', { ...faction, area: burabay })).toEqual(['input.area STILL_NAMED']);
    expect(gateway.log).toEqual([]);
  });
});

describe('a version', () => {
  it('that is not the current one is a conflict, which says both', async () => {
    const { id } = recordIn(await write('create', 'Appeal', appeal), 'Appeal');
    await write('update', 'Appeal', { id, version: 1, topic: 'housing' });
    for (const operation of ['update', 'delete'] as const) {
      const { code, message, ...versions } = errorOf(await attempt(operation, 'Appeal', { id, version: 1 }));
      expect(code).toBe('CONFLICT');
      expect(message).toMatch(/version 1 and is at version 2/);
      expect(versions).toEqual({ expectedVersion: 1, currentVersion: 2 });
    }
  });

  it('lets one of many who update at once through, and refuses the others', async () => {
    const { id } = recordIn(
      await write('create', 'ProgrammeEvent', { area: burabay, title: 'Ж', heldOn: '2025-02-01', participants: 0 }),
      'ProgrammeEvent',
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_each, index) =>
        attempt('update', 'ProgrammeEvent', { id, version: 1, participants: index + 1 }),
      ),
    );
    const [winner, ...others] = answers.filter(({ errors }) => errors === undefined);
    expect(others).toEqual([]);
    expect(winner?.data.updateProgrammeEvent.version).toBe(2);
    const losers = answers.filter(({ errors }) => errors !== undefined);
    expect(losers.map((answer) => errorOf(answer))).toEqual(
      Array.from({ length: 7 }, () => expect.objectContaining({ code: 'CONFLICT', currentVersion: 2 })),
    );
  });

  it('stays where nothing differs, and nothing is written', async () => {
    const { id } = recordIn(await write('create', 'FundedProject', project), 'FundedProject');
    const before = await countRows('record_change');
    for (const stated of [{}, { amount: '1250000' }, { title: project['title'], programme: null }]) {
      expect(await write('update', 'FundedProject', { id, version: 1, ...stated })).toMatchObject({ version: 1 });
    }
    expect(await countRows('record_change')).toBe(before);
  });
});

describe('an idempotency key', () => {
  it('gives the first answer to a repeat, which writes nothing', async () => {
    const key = randomUUID();
    const first = await write('create', 'Appeal', appeal, key);
    expect(first.isRepeat).toBe(false);
    const counts = async () => [await countRows('appeal'), await countRows('record_change')];
    const before = await counts();
    // The same values in another order are the same input.
    const again = await write('create', 'Appeal', Object.fromEntries(Object.entries(appeal).reverse()), key);
    expect(again).toEqual({ ...first, isRepeat: true });
    expect(await counts()).toEqual(before);

    const { id } = first.appeal;
    const updated = await write('update', 'Appeal', { id, version: 1, topic: 'housing' }, `${key}-update`);
    const repeated = await write('update', 'Appeal', { id, version: 1, topic: 'housing' }, `${key}-update`);
    expect(repeated).toEqual({ ...updated, isRepeat: true });
    const deleted = await write('delete', 'Appeal', { id, version: 2 }, `${key}-delete`);
    expect(await write('delete', 'Appeal', { id, version: 2 }, `${key}-delete`)).toEqual({
      ...deleted,
      isRepeat: true,
    });
    expect(await write('create', 'Appeal', appeal, key)).toEqual({ version: 1, isRepeat: true, appeal: null });
  });

  it('writes once for many who ask at once', async () => {
    const key = randomUUID();
    const sourceRef = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => write('create', 'Appeal', { ...appeal, sourceRef }, key)),
    );
    expect(new Set(answers.map((answer) => answer.appeal.id)).size).toBe(1);
    expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    const rows = await gateway.database.query(`select id from appeal where source_ref = $1`, [sourceRef]);
    expect(rows).toHaveLength(1);
  });

  it('is refused for another input and another mutation', async () => {
    const key = randomUUID();
    await write('create', 'Appeal', appeal, key);
    for (const [type, input] of [
      ['Appeal', { ...appeal, topic: 'housing' }],
      ['FundedProject', project],
    ] as const) {
      expect(errorOf(await attempt('create', type, input, { key })).code).toBe('IDEMPOTENCY_CONFLICT');
    }
  });

  it('is free again when the write was refused, and a day later', async () => {
    const key = randomUUID();
    expect(errorOf(await attempt('create', 'Appeal', { ...appeal, topic: 'nonsense' }, { key })).code).toBe(
      'INVALID_INPUT',
    );
    await write('create', 'Appeal', appeal, key);
    await gateway.database.query(`update idempotency_key set created_at = now() - interval '25 hours' where key = $1`, [
      key,
    ]);
    expect(await write('create', 'Appeal', { ...appeal, topic: 'housing' }, key)).toMatchObject({ isRepeat: false });
  });

  it('is removed by later ones when it is a day old', async () => {
    await write('create', 'Appeal', appeal, 'old');
    await gateway.database.query(`update idempotency_key set created_at = now() - interval '25 hours'`);
    const old = await countRows('idempotency_key');
    for (let count = 0; count < Math.ceil(old / 10); count += 1) await write('create', 'Appeal', appeal, randomUUID());
    expect(await countRows('idempotency_key')).toBe(Math.ceil(old / 10));
  });

  it.each([
    ['', 'EMPTY'],
    ['x'.repeat(201), 'TOO_LONG'],
    ['a\0', 'NOT_TEXT'],
  ])('cannot be %j', async (key, code) => {
    const { faults } = errorOf(await attempt('create', 'Appeal', appeal, { key }));
    expect(faults).toEqual([{ path: ['idempotencyKey'], code, message: expect.any(String) }]);
  });
});

describe('the scope of a viewer', () => {
  const ofBurabay: Viewer = confinedTo([burabay], 'Бурабай');

  it('confines what may be written, where it was and where it would be', async () => {
    const elsewhere = recordIn(await write('create', 'Appeal', { ...appeal, area: kokshetau }), 'Appeal');
    const own = recordIn(await write('create', 'Appeal', appeal), 'Appeal');
    await asViewer(ofBurabay, async (ask) => {
      const outOfScope = ['input.area OUT_OF_SCOPE'];
      expect(await faultsOf('create', 'Appeal', { ...appeal, area: kokshetau }, ask)).toEqual(outOfScope);
      expect(await faultsOf('create', 'Appeal', { ...appeal, area: akmola }, ask)).toEqual(outOfScope);
      expect(await faultsOf('update', 'Appeal', { id: own.id, version: 1, area: kokshetau }, ask)).toEqual(outOfScope);
      const unseen = errorOf(await attempt('update', 'Appeal', { id: elsewhere.id, version: 1 }, { ask }));
      const missing = errorOf(await attempt('update', 'Appeal', { id: idOf('Appeal', absent), version: 9 }, { ask }));
      expect(unseen).toEqual(missing);
      expect(unseen.code).toBe('NOT_FOUND');
      expect(errorOf(await attempt('delete', 'Appeal', { id: elsewhere.id, version: 1 }, { ask })).code).toBe(
        'NOT_FOUND',
      );
      const created = await attempt('create', 'Appeal', appeal, { ask });
      expect(created.errors).toBeUndefined();
      const updated = await ask(mutationOf('update', 'Appeal', historySelection), {
        input: { id: own.id, version: 1, topic: 'housing' },
      });
      expect(changesIn(updated.data.updateAppeal.appeal)).toMatchObject([
        { changedBy: 'Бурабай', fields: [{ field: 'topic', oldValue: 'roads', newValue: 'housing' }] },
        { changedBy: 'developer' },
      ]);
    });
  });

  it('hides the records that a link may not name', async () => {
    const meeting = { area: kokshetau, kind: 'mobile-reception', heldOn: '2025-03-01' };
    const { id } = recordIn(await write('create', 'Meeting', meeting), 'Meeting');
    const mobile = { ...appeal, channel: 'MOBILE' };
    const say = async (reception: string) =>
      asViewer(
        ofBurabay,
        async (ask) => errorOf(await attempt('create', 'Appeal', { ...mobile, reception }, { ask })).faults,
      );
    expect(await say(id)).toEqual(await say(idOf('Meeting', absent)));
  });

  it('gives a change by its global id to whoever sees the record', async () => {
    const ask = `query ($id: ID!) { node(id: $id) { id ... on RecordChange { version change } } }`;
    const changeOf = async (area: string): Promise<string> => {
      const { id } = recordIn(await write('create', 'Appeal', { ...appeal, area }), 'Appeal');
      const { node } = await gateway.askData(
        `query ($id: ID!) { node(id: $id) { ... on Appeal { history { edges { node { id } } } } } }`,
        { id },
      );
      return node.history.edges[0].node.id;
    };
    const [own, foreign] = [await changeOf(burabay), await changeOf(kokshetau)];
    const found = { node: { id: own, version: 1, change: 'CREATED' } };
    expect(await gateway.askData(ask, { id: own })).toEqual(found);
    expect(await gateway.askData(ask, { id: foreign })).toMatchObject({ node: { id: foreign } });
    await asViewer(ofBurabay, async (askAs) => {
      expect(await askAs(ask, { id: own })).toEqual({ data: found });
      expect(await askAs(ask, { id: foreign })).toEqual({ data: { node: null } });
    });
  });

  it('keeps the keys of viewers apart', async () => {
    const key = randomUUID();
    await write('create', 'Appeal', appeal, key);
    await asViewer(ofBurabay, async (ask) => {
      const { data } = await attempt('create', 'Appeal', { ...appeal, topic: 'housing' }, { key, ask });
      expect(data.createAppeal.isRepeat).toBe(false);
    });
  });

  /** Another gateway over the same records. */
  async function asViewer<T>(viewer: Viewer, work: (ask: Ask) => Promise<T>): Promise<T> {
    const { logger } = createRecordingLogger();
    const scoped = await startGateway({ database: gateway.database, port: 0, logger, viewer });
    try {
      return await work((query, variables) => askGateway(scoped.url, query, variables));
    } finally {
      await scoped.stop();
    }
  }
});

describe('the history of a record', () => {
  const ask = `query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on AreaRecord {
    version history(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { version change changedBy fields { field oldValue newValue } } } }
  } } }`;

  it('tells of writes by any path, newest first, page by page', async () => {
    const id = await seedRecord(gateway.database, 'faction_session', {
      area_code: burabay,
      faction_id: await seedRecord(gateway.database, 'faction', { area_code: burabay }),
    });
    await gateway.database.query(`update faction_session set attendees = 7, agenda = 'Су' where id = $1`, [id]);
    const node = idOf('FactionSession', id);
    await write('update', 'FactionSession', { id: node, version: 2, heldOn: '2025-04-01' });
    const first = (await gateway.askData(ask, { id: node, first: 1 })).node;
    expect(first.version).toBe(3);
    expect(first.history.totalCount).toBe(2);
    expect(first.history.edges[0].node).toEqual({
      version: 3,
      change: 'UPDATED',
      changedBy: 'developer',
      fields: [{ field: 'heldOn', oldValue: '2025-02-01', newValue: '2025-04-01' }],
    });
    const { endCursor } = first.history.pageInfo;
    const second = (await gateway.askData(ask, { id: node, first: 1, after: endCursor })).node;
    expect(second.history.pageInfo.hasNextPage).toBe(false);
    expect(second.history.edges[0].node).toEqual({
      version: 2,
      change: 'UPDATED',
      changedBy: null,
      fields: [
        { field: 'agenda', oldValue: 'Бюджет', newValue: 'Су' },
        { field: 'attendees', oldValue: '5', newValue: '7' },
      ],
    });
  });

  it('goes with a record to another region, and gives links as global ids', async () => {
    const meeting = recordIn(
      await write('create', 'Meeting', { area: burabay, kind: 'mobile-reception', heldOn: '2025-03-01' }),
      'Meeting',
    );
    const reception = { ...appeal, channel: 'MOBILE', reception: meeting.id };
    const { id } = recordIn(await write('create', 'Appeal', reception), 'Appeal');
    const moved = await write(
      'update',
      'Appeal',
      { id, version: 1, area: kostanay, reception: null },
      undefined,
      historySelection,
    );
    expect(moved.appeal.id).not.toBe(id);
    const [change, creation] = changesIn(moved.appeal);
    expect(change.fields).toEqual([
      { field: 'region', oldValue: akmola, newValue: kostanay },
      { field: 'district', oldValue: burabay, newValue: null },
      { field: 'area', oldValue: burabay, newValue: kostanay },
      { field: 'reception', oldValue: meeting.id, newValue: null },
    ]);
    expect(creation).toMatchObject({ version: 1, change: 'CREATED' });
    expect(creation.fields).toContainEqual({ field: 'reception', oldValue: null, newValue: meeting.id });
  });

  it('is read with the record, by one statement', async () => {
    gateway.statements.length = 0;
    await gateway.askData(
      `{ appeals(first: 50) { edges { node { id history(first: 2) { edges { node { fields { field } } } } } } } }`,
    );
    expect(gateway.statements).toHaveLength(1);
  });

  it('holds nothing of persons', async () => {
    const [person] = await gateway.database.query<{ id: string }>(
      `insert into person (region_code, sealed_identity) values ($1, 'Айгүл'::text::bytea) returning id`,
      [akmola],
    );
    const id = await seedRecord(gateway.database, 'legal_aid_case', { area_code: burabay });
    await gateway.database.query(`update legal_aid_case set person_id = $1 where id = $2`, [person!.id, id]);
    await gateway.database.query(`delete from legal_aid_case where id = $1`, [id]);
    const rows = await gateway.database.query<{ old_values: object; new_values: object }>(
      `select old_values, new_values from record_change where record_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`person|${person!.id}`));
  });

  it('keeps no insert that names nobody, so that bulk loads pay nothing for it', async () => {
    const before = await countRows('record_change');
    await seedRecord(gateway.database, 'appeal', { area_code: burabay });
    expect(await countRows('record_change')).toBe(before);
  });
});

describe('a mutation', () => {
  it('is one transaction, with a statement for each step beside its commit', async () => {
    await write('create', 'Appeal', appeal);
    const labels = gateway.statements.map((text) => /\/\* ([\w:-]+)/.exec(text)?.[1] ?? text.split(' ')[0]);
    expect(labels).toEqual([
      'begin',
      'gateway:say-who-writes',
      'gateway:find-references',
      'gateway:create-record',
      'gateway:appeal',
    ]);
  });

  it('is not asked for by GET', async () => {
    const before = await countRows('appeal');
    const query = `mutation { deleteAppeal(input: { id: "x", version: 1 }) { deletedId } }`;
    const response = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.status).toBe(405);
    expect(await countRows('appeal')).toBe(before);
  });

  it('that is refused leaves those beside it in the document to be done and answered', async () => {
    const before = await countRows('appeal');
    const { data, errors } = await gateway.ask(
      `mutation ($good: CreateAppealInput!, $bad: CreateAppealInput!) {
         first: createAppeal(input: $good) { version } second: createAppeal(input: $bad) { version } third: createAppeal(input: $good) { version }
       }`,
      { good: appeal, bad: { ...appeal, area: country } },
    );
    expect(errors?.map(({ path }) => path)).toEqual([['second']]);
    expect(data).toEqual({ first: { version: 1 }, second: null, third: { version: 1 } });
    expect(await countRows('appeal')).toBe(before + 2);
  });
});
