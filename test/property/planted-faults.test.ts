import { describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { compileCaptures, getTopic, topics, type Computation } from '@oblys/rollups';
import { runWorld, type Fault } from '../support/history-world.js';

/** Gives every capture function another body. */
async function recapture(database: Database, change: (body: string) => string): Promise<void> {
  for (const { table, body } of topics.flatMap(compileCaptures)) {
    const changed = change(body);
    expect(changed).not.toBe(body);
    await database.query(
      `create or replace function capture_${table}() returns trigger language plpgsql as $$${changed}$$`,
    );
  }
}

/** The parts of a capture function: for insert, update and delete. */
function inPart(body: string, part: 'INSERT' | 'UPDATE' | 'DELETE', change: (text: string) => string): string {
  const [insert, rest] = body.split("elsif tg_op = 'UPDATE' then") as [string, string];
  const [update, remove] = rest.split('\n  else\n') as [string, string];
  const parts = { INSERT: insert, UPDATE: update, DELETE: remove };
  parts[part] = change(parts[part]);
  return `${parts.INSERT}elsif tg_op = 'UPDATE' then${parts.UPDATE}\n  else\n${parts.DELETE}`;
}

const noMark = (text: string): string => text.replace('where filed.month is not null', 'where false');

/** Computes a measure another way while the work runs. */
async function whileDefined<T>(code: string, computation: Computation, work: () => Promise<T>): Promise<T> {
  const [topicCode, measureCode] = code.split('.') as [string, string];
  const measure = getTopic(topicCode).measures.find((each) => each.code === measureCode)!;
  const right = measure.computation;
  Object.assign(measure, { computation });
  try {
    return await work();
  } finally {
    Object.assign(measure, { computation: right });
  }
}

/** A trigger of the test's own that changes what is written to a table of the build. */
async function interfere(database: Database, table: string, event: string, body: string): Promise<void> {
  await database.query(
    `create function interfere_${table}() returns trigger language plpgsql as $$ begin ${body} end $$`,
  );
  await database.query(
    `create trigger interfere before ${event} on ${table} for each row execute function interfere_${table}()`,
  );
}

const captureFaults: [what: string, fault: Fault][] = [
  [
    'the old cell of a correction is not marked',
    {
      onBegin: (database) =>
        recapture(database, (body) =>
          inPart(body, 'UPDATE', (text) =>
            text
              .replace(/\n +\(former\.region_code[^\n]*/, '')
              .replace(/from old_rows\n/, 'from old_rows where false\n'),
          ),
        ),
    },
  ],
  [
    'the new cell of a correction is not marked',
    {
      onBegin: (database) =>
        recapture(database, (body) =>
          inPart(body, 'UPDATE', (text) =>
            text
              .replace(/,\n +\(record\.region_code[^\n]*/, '')
              .replace(/from new_rows\n/, 'from new_rows where false\n'),
          ),
        ),
    },
  ],
  ['deletes leave no mark', { onBegin: (database) => recapture(database, (body) => inPart(body, 'DELETE', noMark)) }],
  [
    'of a statement with many rows one cell is marked',
    {
      onBegin: (database) =>
        recapture(database, (body) =>
          inPart(body, 'INSERT', (text) =>
            text.replace('where filed.month is not null', 'where filed.month is not null limit 1'),
          ),
        ),
    },
  ],
  [
    'marks are lost with a run that was rolled back',
    { beforeRefresh: async (database) => void (await database.query('delete from mark where random() < 0.5')) },
  ],
  [
    'the marks of a transaction that ends after the refresh are lost',
    { afterLateCommit: async (database) => void (await database.query('delete from mark')) },
  ],
  [
    'the passing of days marks nothing',
    { beforeRefresh: async (database, asOf) => void (await database.query('update build set as_of = $1', [asOf])) },
  ],
  [
    'the rows of regional offices are lost',
    {
      onBegin: (database) =>
        interfere(
          database,
          'event_cell',
          'insert',
          'if new.branch_code = new.region_code then return null; end if; return new;',
        ),
    },
  ],
  [
    'a change is added twice',
    {
      onBegin: (database) =>
        interfere(
          database,
          'funding_summary',
          'update',
          'new.projects_funded := new.projects_funded + (new.projects_funded - old.projects_funded); return new;',
        ),
    },
  ],
  [
    'a record lies where the tree of today has it',
    {
      onBegin: async (database) =>
        void (await database.query(
          `create or replace function place_monitoring_visit() returns trigger language plpgsql as $$
           begin
             select placement.region_code, placement.district_code, coalesce(placement.district_code, placement.region_code)
               into new.region_code, new.district_code, new.branch_code
               from area_placement as placement
              where placement.area_code = new.area_code
                and placement.valid_to = 'infinity';
             return new;
           end $$`,
        )),
    },
  ],
];

const definitionFaults: [what: string, measure: string, computation: Computation][] = [
  [
    'a cohort is counted as a flow',
    'proposal.executed',
    { by: 'flow', on: 'record.executed_on', where: 'record.executed_on is not null' },
  ],
  [
    'the as-of day is ignored',
    'appeal.positive',
    { by: 'cohort', receivedOn: 'record.received_on', where: `record.outcome = 'POSITIVE'` },
  ],
  ['the edge of a month is off by one day', 'monitoring.visits', { by: 'flow', on: 'record.visited_on + 1' }],
  [
    'a stock forgets who has left',
    'organization.registered',
    { by: 'stock', enters: 'record.registered_on', leaves: 'null::date' },
  ],
];

describe('the histories catch a planted fault:', () => {
  // One of each topic, and a second topic in some, so that every kind of measure meets the fault.
  const world = { seed: 77, histories: topics.length };

  it('none is there without one', async () => {
    expect((await runWorld(world)).differences).toEqual([]);
  });

  it.each(captureFaults)('%s', async (_what, fault) => {
    expect((await runWorld({ ...world, fault })).differences).not.toEqual([]);
  });

  it.each(definitionFaults)('%s', async (_what, measure, computation) => {
    const { differences } = await whileDefined(measure, computation, () => runWorld({ ...world, fault: {} }));
    expect(differences).not.toEqual([]);
  });
});
