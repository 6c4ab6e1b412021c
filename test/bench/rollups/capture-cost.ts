import type { Database, Sql } from '@oblys/database';
import { captureTriggers } from '@oblys/rollups';
import { timed } from '../ratios.js';

const bulkRows = 100_000;
const singleUpdates = 500;

export interface CaptureTimes {
  readonly bulkWith: number[];
  readonly bulkWithout: number[];
  readonly singleWith: number[];
  readonly singleWithout: number[];
}

/** Writes with and without the triggers that mark, by turns; whatever else a write costs is the same in both. */
export async function timeCapture(database: Database, rounds: number): Promise<CaptureTimes> {
  const times: CaptureTimes = { bulkWith: [], bulkWithout: [], singleWith: [], singleWithout: [] };
  await database.query(`create table bench_appeal as
select region_code, branch_code, area_code, channel, topic_code, received_on, outcome, closed_on
  from appeal
 limit ${bulkRows}`);
  for (let round = 0; round <= rounds; round += 1) {
    // The order changes with each round; the first one warms up.
    for (const isMarking of round % 2 === 0 ? [true, false] : [false, true]) {
      await switchCapture(database, isMarking);
      const bulkMs = await timed(() => insertInBulk(database, `${round}-${isMarking}`));
      const singleMs = await timed(() => updateOneByOne(database, round));
      if (round === 0) continue;
      times[isMarking ? 'bulkWith' : 'bulkWithout'].push(bulkMs);
      times[isMarking ? 'singleWith' : 'singleWithout'].push(singleMs / singleUpdates);
    }
  }
  await switchCapture(database, true);
  await database.query('drop table bench_appeal');
  return times;
}

async function switchCapture(sql: Sql, isMarking: boolean): Promise<void> {
  for (const suffix of captureTriggers) {
    await sql.query(`alter table appeal ${isMarking ? 'enable always' : 'disable'} trigger appeal_${suffix}`);
  }
}

async function insertInBulk(sql: Sql, label: string): Promise<void> {
  await sql.query(
    `insert into appeal (area_code, channel, topic_code, received_on, outcome, closed_on, source_ref, is_synthetic)
     select area_code, channel, topic_code, received_on, outcome, closed_on,
            concat_ws('-', 'bulk', $1::text, row_number() over ()), true
       from bench_appeal`,
    [label],
  );
}

/** Each with a commit of its own. */
async function updateOneByOne(database: Database, round: number): Promise<void> {
  await database.withConnection(async (_client, sql) => {
    const picked = await sql.query<{ id: string; region_code: string }>(
      `select id, region_code from appeal where source_ref like 'bulk-${round}-%' and outcome is not null limit ${singleUpdates}`,
    );
    for (const { id, region_code: region } of picked) {
      await sql.query(
        `update appeal set outcome = case outcome when 'POSITIVE' then 'EXPLAINED' else 'POSITIVE' end
          where id = $1 and region_code = $2`,
        [id, region],
      );
    }
  });
}
