import type { Sql } from '@oblys/database';
import type { SummaryAsk } from './answers.js';
import { askColumns } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { isLevel, storedMeasures } from './compile/columns.js';
import type { Topic } from './topic.js';

export const staleReasons = ['RECORDS_CHANGED', 'DEFINITION_CHANGED', 'CHECK_FAILED', 'DIFFERENCES_FOUND'] as const;
/** Why a stored figure may no longer be what its records say. */
export type StaleReason = (typeof staleReasons)[number];

export interface Staleness {
  /** None where the figure is fresh. */
  reasons: StaleReason[];
  /** When the first record it depends on changed; null where none has. */
  changedAt: Date | null;
}

/**
 * Whether what is stored for the asks may no longer be what the records say, in their order: a change of a record in a
 * month that the figure depends on waits for the next refresh, the topic is defined otherwise now, a later build failed
 * its checks, or a verification found differences. One statement, which reads marks and findings and no record.
 */
export async function answerStaleness(sql: Sql, topic: Topic, asks: readonly SummaryAsk[]): Promise<Staleness[]> {
  if (asks.length === 0) return [];
  const [areaCodes, levels, from, to] = askColumns(asks);
  const rows = await sql.query<StaleRow>(compiledStaleness, [
    areaCodes,
    levels,
    from,
    to,
    topic.code,
    storedMeasures(topic).some((measure) => isLevel(topic, measure)),
    definitionVersion(topic),
  ]);
  return rows.map(({ changed_at: changedAt, is_redefined, has_failed, has_differences }) => {
    const is = { RECORDS_CHANGED: changedAt !== null, DEFINITION_CHANGED: is_redefined };
    const found = { ...is, CHECK_FAILED: has_failed, DIFFERENCES_FOUND: has_differences };
    return { reasons: staleReasons.filter((reason) => found[reason]), changedAt };
  });
}

interface StaleRow {
  changed_at: Date | null;
  is_redefined: boolean;
  has_failed: boolean;
  has_differences: boolean;
}

/** A level depends on every month up to its day, all else on the months of the span. */
const compiledStaleness = `/* stale   $1 = area codes, $2 = levels, $3 = first days, $4 = last days, $5 = topic, $6 = whether it has levels, $7 = its version */
select waiting.changed_at,
       coalesce(build.definition_version <> $7, false) as is_redefined,
       exists (select from finding where topic = $5 and kind = 'CHECK' and resolved_at is null) as has_failed,
       exists (select from finding where topic = $5 and kind = 'VERIFY' and resolved_at is null) as has_differences
  from unnest($1::text[], $2::text[], $3::date[], $4::date[]) with ordinality
    as asked (area_code, level, from_on, to_on, ordinal)
  left join build
    on build.topic = $5
 cross join lateral (
   select min(mark.marked_at) as changed_at
     from mark
    where mark.topic = $5
      and case asked.level
            when 'DISTRICT' then mark.branch_code = asked.area_code
            when 'REGION' then mark.region_code = asked.area_code
            else true
          end
      and mark.month <= least(asked.to_on, build.as_of)
      and ($6::boolean or asked.from_on is null or mark.month >= date_trunc('month', asked.from_on::timestamp))
 ) as waiting
 order by asked.ordinal`;
