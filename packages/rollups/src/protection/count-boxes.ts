import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { sourceOf } from '../compile/cell-counters.js';
import { columnOf, hasProgramme } from '../compile/columns.js';
import { noProgramme, programmeOfRecord } from '../compile/programmes.js';
import type { Topic } from '../topic.js';
import type { Volume } from './protected-measures.js';

/** What published figures tell records apart by, as of the days of the publications. */
export interface CountedBox {
  readonly branchCode: string;
  readonly regionCode: string;
  /** The place of the stretch of days that the record is dated in. */
  readonly segment: number;
  /** NONE is those without one. */
  readonly programmeCode: string;
  /** The place of the status in the volume's list; -1 where it has none on any of the days. */
  readonly status: number;
  /** The place of the first of the days on which it has its status. */
  readonly since: number;
  readonly count: number;
}

/**
 * Counts records by what publications tell them apart by.
 * @param firstDays of the stretches of days, in order; the last one ends with the last of the days
 * @param days that publications are as of, in order
 */
export function countBoxes(
  sql: Sql,
  topic: Topic,
  { measure, computation, statuses }: Volume,
  firstDays: readonly IsoDate[],
  days: readonly IsoDate[],
): Promise<CountedBox[]> {
  const on = computation.by === 'flow' ? computation.on : computation.receivedOn;
  const value = computation.by === 'flow' ? (computation.value ?? '1') : '1';
  const ofStatus = statuses.map(({ computation: status }, index) => ({
    index,
    changedOn: status.changedOn!,
    where: `${status.where ?? 'true'} and ${status.changedOn!} <= ($2::date[])[array_upper($2::date[], 1)]`,
  }));
  const statusCase = caseOf(
    ofStatus.map(({ index, where }) => [where, String(index)]),
    '-1',
  );
  // How many of the days are before the change.
  const sinceCase = caseOf(
    ofStatus.map(({ where, changedOn }) => [where, `width_bucket(${changedOn} - 1, $2::date[])`]),
    'array_length($2::date[], 1)',
  );
  return sql.query<CountedBox>(
    `/* protect:${columnOf(topic.code)}/${columnOf(measure)}   $1 = first days, $2 = days of publications */
select record.branch_code as "branchCode", record.region_code as "regionCode",
       width_bucket(${on}, $1::date[]) - 1 as segment,
       ${hasProgramme(topic) ? programmeOfRecord : `'${noProgramme}'`} as "programmeCode",
       ${statusCase} as status,
       ${sinceCase} as since,
       coalesce(sum(${value}), 0)::double precision as count
  from ${sourceOf(topic, computation)}
 where ${on} >= ($1::date[])[1]
   and ${on} <= ($2::date[])[array_upper($2::date[], 1)]${computation.where === undefined ? '' : `\n   and ${computation.where}`}
 group by 1, 2, 3, 4, 5, 6`,
    [firstDays, days],
  );
}

function caseOf(branches: readonly (readonly [when: string, then: string])[], otherwise: string): string {
  if (branches.length === 0) return otherwise;
  const whens = branches.map(([when, then]) => `when ${when} then ${then}`).join('\n            ');
  return `case ${whens}\n            else ${otherwise} end`;
}
