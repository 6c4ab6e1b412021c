import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
});

afterAll(() => gateway?.end());

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

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns that an index condition may name for a filter to be served by it. */
function columnsOf(name: string, type: string): RegExp {
  if (name === 'region' || name === 'area') return /region_code|branch_code/;
  if (name === 'district') return /branch_code/;
  if (type.endsWith('AsOf') || name === 'overdueOn') return /_on\b|\boutcome\b/;
  return new RegExp(`\\b${snake(name)}(_code|_kk)?\\b`);
}

/**
 * The index conditions of the plan for the statement that the gateway sent last, where tables are not read as a whole;
 * null where the plan knows that there is no such row. The demonstration has too few rows for the index of trigrams to
 * be the cheapest: `byText` shows the plan as if there were no other.
 */
async function indexConditions({ byText }: { byText: boolean }): Promise<string[] | null> {
  const [text, values] = [gateway.statements.at(-1)!, gateway.boundValues[gateway.statements.length - 1]!];
  return gateway.database.withConnection(async (_client, sql) => {
    await sql.query('begin');
    await sql.query('set local enable_seqscan = off');
    if (byText) {
      await sql.query(
        `update pg_index set indisvalid = false
           from pg_class
          where pg_class.oid = indexrelid
            and relnamespace = 'public'::regnamespace
            and relam = (select oid from pg_am where amname = 'btree')`,
      );
    }
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
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'source_ref')`,
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

  it.each(connections)('of %s is served by an index', async (connection) => {
    const { __schema } = await gateway.askData(
      `{ __schema { queryType { fields { name args { name type ${shape} } } } } }`,
    );
    const field = __schema.queryType.fields.find(({ name }: { name: string }) => name === connection);
    const filter = named(field.args.find(({ name }: { name: string }) => name === 'filter').type);
    const all = await gateway.askData(`{ ${connection} { totalCount } }`);
    let tried = 0;
    const unserved: unknown[] = [];
    for (const { name, type } of await inputFields(filter.name!)) {
      if (['and', 'or', 'not'].includes(name)) continue;
      for (const probe of await probes(name, named(type))) {
        const answer = await gateway.askData(`{ ${connection}(filter: { ${name}: ${probe} }) { totalCount } }`);
        // A condition that most rows meet is met without an index, rightly.
        if (probe.includes('isNull') && answer[connection].totalCount > all[connection].totalCount / 2) continue;
        const conditions = await indexConditions({ byText: named(type).name === 'TextFilter' });
        const columns = columnsOf(name, named(type).name!);
        if (conditions?.some((condition) => columns.test(condition)) === false)
          unserved.push({ name, probe, conditions });
        tried += 1;
      }
    }
    expect(unserved).toEqual([]);
    expect(tried).toBeGreaterThan(connection === 'regions' ? 1 : 5);
  });
});
