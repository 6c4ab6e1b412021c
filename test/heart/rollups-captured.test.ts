import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { captureTriggers, compileCaptures, filingDates, groupingsOf, topics } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

describe('the migrations', () => {
  const captures = topics.flatMap(compileCaptures);

  it.each(captures.map((capture) => [capture.table, capture] as const))(
    'lay the capture of %s as its topic is defined now; a changed topic needs a migration that replaces it',
    async (table, { body }) => {
      const [found] = await database.query<{ prosrc: string }>('select prosrc from pg_proc where proname = $1', [
        `capture_${table}`,
      ]);
      expect(found?.prosrc).toBe(body);
      const triggers = await database.query<{ tgname: string }>(
        `select tgname from pg_trigger where tgrelid = $1::regclass and tgname like '%\\_capture\\_%' and tgenabled = 'A'`,
        [table],
      );
      expect(triggers.map(({ tgname }) => tgname).sort()).toEqual(
        captureTriggers.map((suffix) => `${table}_${suffix}`).sort(),
      );
    },
  );

  it.each(topics.flatMap((topic) => filingDates(topic).map((date) => [topic.recordTable, date] as const)))(
    'lay the index by which a cell of %s is recounted by %s',
    async (table, date) => {
      const indexes = await database.query<{ first: string; second: string; third: string }>(
        `select pg_get_indexdef(indexrelid, 1, true) as first, pg_get_indexdef(indexrelid, 2, true) as second,
                pg_get_indexdef(indexrelid, 3, true) as third
           from pg_index
          where indrelid = $1::regclass
            and indisvalid`,
        [table],
      );
      const byBranch = indexes.filter(({ first, second }) => first === 'region_code' && second === 'branch_code');
      expect(byBranch.map(({ third }) => plain(third))).toContain(plain(date.replaceAll('record.', '')));
    },
  );

  it.each(topics.flatMap(groupingsOf).map(({ table, keys }) => [table, keys] as const))(
    'lay the statistics by which the planner knows how many cells the records of %s make by %j',
    async (table, keys) => {
      const laid = await database.query<{ columns: string[]; expressions: string[] | null }>(
        `select array(
                  select attribute.attname::text
                    from unnest(stat.stxkeys) as key (number)
                    join pg_attribute as attribute
                      on attribute.attrelid = stat.stxrelid
                     and attribute.attnum = key.number
                ) as columns,
                pg_get_statisticsobjdef_expressions(stat.oid) as expressions
           from pg_statistic_ext as stat
          where stat.stxrelid = $1::regclass
            and 'd' = any (stat.stxkind)`,
        [table],
      );
      const grouped = keys.map((key) => spelled(key.replaceAll('record.', ''))).sort();
      const known = laid.map(({ columns, expressions }) => [...columns, ...(expressions ?? [])].map(spelled).sort());
      expect(known).toContainEqual(grouped);
    },
  );
});

/** A grouping key without what PostgreSQL adds to it. */
function spelled(expression: string): string {
  return plain(expression).replaceAll('::text', '').replaceAll('timestampwithouttimezone', 'timestamp');
}

/** SQL without what PostgreSQL writes its own way. */
function plain(expression: string): string {
  return expression.toLowerCase().replace(/[\s()]/g, '');
}
