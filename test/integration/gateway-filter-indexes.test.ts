import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Scopes, takeOn, type Database } from '@oblys/database';
import { businessDay } from '@oblys/domain';
import { actorOf, developer, type Viewer } from '@oblys/access';
import { startGateway, type Gateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { confinedTo } from '../support/viewers.js';

const akmola = '110000000';
const burabay = '117000000';
const today = businessDay(new Date());
const analystOfRegion = confinedTo([akmola]);
const editorOfDistrict = confinedTo([burabay]);

let gateway: TestGateway;
/** Over the same database, each for one viewer. */
let gateways: Map<Viewer, Pick<Gateway, 'url' | 'stop'>>;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
  gateways = new Map([[developer, gateway]]);
  for (const viewer of [analystOfRegion, editorOfDistrict]) {
    const { logger } = createRecordingLogger();
    const options = { database: gateway.database, port: 0, logger, viewer, compilesAtOnce: true };
    gateways.set(viewer, await startGateway(options));
  }
});

afterAll(async () => {
  for (const viewer of [analystOfRegion, editorOfDistrict]) await gateways?.get(viewer)?.stop();
  await gateway?.end();
});

async function askAs(viewer: Viewer, query: string) {
  const { data, errors } = await askGateway(gateways.get(viewer)!.url, query);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

beforeEach(() => {
  gateway.statements.length = 0;
});

interface Shape {
  name: string | null;
  kind: string;
  ofType?: Shape | null;
  enumValues?: { name: string }[] | null;
}

/** Deep enough for a list that may be missing, of values that may not. */
const shape = [1, 2, 3].reduce(
  (inner) => `{ name kind enumValues { name } ofType ${inner} }`,
  '{ name kind enumValues { name } ofType { name kind enumValues { name } ofType { name } } }',
);

function named(type: Shape): Shape {
  return type.ofType === null || type.ofType === undefined ? type : named(type.ofType);
}

async function inputFields(type: string): Promise<{ name: string; type: Shape }[]> {
  const { __type } = await gateway.askData(`{ __type(name: "${type}") { inputFields { name type ${shape} } } }`);
  return __type.inputFields as { name: string; type: Shape }[];
}

/** What can be asked of a filter's field, as GraphQL, each operator by itself. */
async function probes(name: string, type: Shape): Promise<string[]> {
  if (name === 'region') return [`"${akmola}"`];
  if (name === 'district' || name === 'area') return [`"${burabay}"`];
  const values: Record<string, string[]> = {
    Date: ['"2025-03-03"'],
    DateFilter: [
      '{ eq: "2025-03-03" }',
      '{ in: ["2025-03-03", "2025-03-04"] }',
      '{ from: "2025-10-20" }',
      '{ to: "2022-01-10" }',
      '{ isNull: true }',
      '{ isNull: false }',
    ],
    IntFilter: [
      '{ eq: 2024 }',
      '{ in: [2024, 2023] }',
      '{ from: 2100 }',
      '{ to: 1999 }',
      '{ isNull: true }',
      '{ isNull: false }',
    ],
    AmountFilter: ['{ eq: "1000.00" }', '{ in: ["1000", "2000"] }', '{ from: "90000000" }', '{ to: "10" }'],
    CodeFilter: [
      '{ eq: "no-such-term" }',
      '{ in: ["no-such-term", "nor-this"] }',
      '{ isNull: true }',
      '{ isNull: false }',
    ],
    TextFilter: ['{ contains: "қымызхана" }', '{ startsWith: "қымызхана" }'],
  };
  const known = values[type.name!];
  if (known !== undefined) return known;
  const fields = await inputFields(type.name!);
  const choices = named(fields.find((field) => field.name === 'in')!.type).enumValues!.map((value) => value.name);
  if (type.name!.endsWith('AsOf')) {
    const day = (choice: string) => (choice === 'PLANNED' ? '2031-03-03' : '2022-03-03');
    return choices.map((choice) => `{ asOf: "${day(choice)}", in: [${choice}] }`);
  }
  return [
    ...choices.map((choice) => `{ eq: ${choice} }`),
    `{ in: [${choices[0]}] }`,
    '{ isNull: true }',
    '{ isNull: false }',
  ];
}

function areasOf({ scope }: Viewer): string {
  return scope === 'WHOLE_TREE' ? 'all areas' : scope.areaCodes.join(', ');
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns that an index condition may name for a filter to be served by it. */
function columnsOf(name: string, type: string): RegExp {
  if (name === 'region' || name === 'area') return /region_code|branch_code/;
  if (name === 'district') return /branch_code/;
  if (type.endsWith('AsOf') || name === 'overdueOn') return /_on\b|\boutcome\b/;
  return new RegExp(`\\b${snake(name)}(_code|_kk|_tiyn)?\\b`);
}

const outOfBtrees = `
  update pg_index set indisvalid = false
    from pg_class
   where pg_class.oid = indexrelid
     and relnamespace = 'public'::regnamespace
     and relam = (select oid from pg_am where amname = 'btree')`;

/**
 * The index conditions of the plan for the statement that the gateway sent last, where tables are not read as a whole;
 * null where the plan knows that there is no such row. The demonstration has too few rows for the index of trigrams to
 * be the cheapest: `byText` shows the plan as if there were no other.
 */
async function indexConditions(viewer: Viewer, { byText }: { byText: boolean }): Promise<string[] | null> {
  const [text, values] = [gateway.statements.at(-1)!, gateway.boundValues[gateway.statements.length - 1]!];
  return gateway.database.withConnection(async (_client, sql) => {
    await sql.query('begin');
    await sql.query('set local enable_seqscan = off');
    if (byText) {
      await sql.query(outOfBtrees);
    }
    const { reads, scope } = actorOf(viewer, today, new Scopes(gateway.database));
    await sql.query(takeOn(reads, scope && (await scope())));
    const [plan] = await sql.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${text}`, [...values]);
    await sql.query('rollback');
    const found: string[] = [];
    let isNothing = false;
    JSON.stringify(plan, (key, value: unknown) => {
      if (key === 'Index Cond' || key === 'Recheck Cond') found.push(String(value));
      if (key === 'One-Time Filter' && value === 'false') isNothing = true;
      return value;
    });
    return isNothing ? null : found;
  });
}

const connections = [
  ...['primaryOrganizations', 'roadmapItems', 'meetings', 'akimElections', 'factions', 'factionSessions', 'proposals'],
  ...['monitoringVisits', 'programmeEvents', 'fundedProjects', 'courseGroups', 'commissionPlanItems', 'appeals'],
  ...['legalAidCases', 'facilities', 'correspondence', 'regions'],
];

/** As many rows as a plan needs to tell indexes apart: those of the demonstration, again and again. */
async function multiply(database: Database, table: string): Promise<void> {
  const columns = await database.query<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('id', 'source_ref')`,
    [table],
  );
  const list = columns.map(({ name }) => name).join(', ');
  await database.query(
    `insert into ${table} (source_ref, ${list})
     select source_ref || '-' || copy, ${list}
       from ${table} cross join generate_series(1, (select 3000 / nullif(count(*), 0) from ${table})) as copy`,
  );
}

describe('every filter that is offered', () => {
  beforeAll(async () => {
    const { database } = gateway;
    for (const { tableName } of database.dataSource.entityMetadatas.filter(
      ({ propertiesMap }) => 'sourceRef' in propertiesMap,
    )) {
      await multiply(database, tableName);
    }
    await database.query('analyze');
  });

  const cases = [developer, analystOfRegion, editorOfDistrict].flatMap((viewer) =>
    connections.map((connection) => [connection, areasOf(viewer), viewer] as const),
  );

  it.each(cases)('of %s is served by an index for a viewer of %s', async (connection, _areas, viewer) => {
    const { __schema } = await gateway.askData(
      `{ __schema { queryType { fields { name args { name type ${shape} } } } } }`,
    );
    const field = __schema.queryType.fields.find(({ name }: { name: string }) => name === connection);
    const filter = named(field.args.find(({ name }: { name: string }) => name === 'filter').type);
    const all = await askAs(viewer, `{ ${connection} { totalCount } }`);
    let tried = 0;
    const unserved: unknown[] = [];
    for (const { name, type } of await inputFields(filter.name!)) {
      if (['and', 'or', 'not'].includes(name)) continue;
      for (const probe of await probes(name, named(type))) {
        const answer = await askAs(viewer, `{ ${connection}(filter: { ${name}: ${probe} }) { totalCount } }`);
        // A condition that most rows meet is met without an index, rightly.
        if (probe.includes('isNull') && answer[connection].totalCount > all[connection].totalCount / 2) continue;
        // Words in records are looked up by the function that applies the scope, and the records by what it finds.
        const isText = named(type).name === 'TextFilter';
        const isByFunction = isText && viewer !== developer && connection !== 'regions';
        const conditions = await indexConditions(viewer, { byText: isText && !isByFunction });
        const columns = isByFunction ? /\bid = ANY\b/ : columnsOf(name, named(type).name!);
        // Where the records of one district are fewer than what meets the condition, they are gone through.
        const serves = (condition: string) =>
          columns.test(condition) || (viewer === editorOfDistrict && /branch_code = ANY/.test(condition));
        if (conditions?.some(serves) === false) unserved.push({ name, probe, conditions });
        tried += 1;
      }
    }
    expect(unserved).toEqual([]);
    expect(tried).toBeGreaterThan(connection === 'regions' ? 1 : 5);
  });

  it('looks words up by the index of trigrams within a scope too', async () => {
    await gateway.database.withConnection(async (_client, sql) => {
      await sql.query('begin');
      await sql.query('set local enable_seqscan = off');
      await sql.query(outOfBtrees);
      await sql.query(takeOn('oblys_confined_reader', await new Scopes(gateway.database).of([akmola], today)));
      await sql.query(`select rows_with_words('roadmap_item', 'text', '%жылыжай%')`);
      const [after] = await sql.query<{ scans: string }>(
        `select pg_stat_get_xact_numscans('roadmap_item_text_trgm_idx'::regclass) as scans`,
      );
      await sql.query('rollback');
      expect(Number(after!.scans)).toBe(1);
    });
  });
});
