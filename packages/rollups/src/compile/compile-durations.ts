import type { SummaryLevel, Tree } from '@oblys/domain';
import type { Duration, Topic } from '../topic.js';
import { columnOf } from './columns.js';
import {
  asCounted,
  askedSpans,
  askedSpansOnly,
  asRecorded,
  inTreeOfToday,
  treeOfToday,
  type RecordsOfLevel,
} from './compile-live.js';
import { conjunction } from './sql-text.js';

/**
 * The distribution of a duration for each of a batch of asks, in their order; the values are those of compileLive. A
 * percentile is a number of days that a record took: the least within which at least that share of them had ended.
 */
export function compileDurations(
  topic: Topic,
  duration: Duration,
  levels: readonly SummaryLevel[],
  tree: Tree,
  only: readonly string[],
): string {
  const isCurrent = tree === 'CURRENT';
  const records = isCurrent ? inTreeOfToday(topic, 'ONLY') : asRecorded;
  const ambiguous = isCurrent
    ? `exists (
         select
           from (
${tookOf(topic, duration, levels, inTreeOfToday(topic, 'PERHAPS'), only)}
           ) as perhaps
       )`
    : 'false';
  return `/* durations:${columnOf(topic.code)}/${columnOf(duration.code)}${isCurrent ? '/current-tree' : ''} */
with asked as (
${only.length === 0 ? askedSpans : askedSpansOnly}
)${isCurrent ? treeOfToday(only.length === 0 ? 7 : 8) : ''}
select told.count, told.shortest, told.median, told.ninetieth_percentile, told.longest,
       ${ambiguous} as is_ambiguous
  from asked
 cross join lateral (
    select count(*)::integer as count,
           min(took.days) as shortest,
           percentile_disc(0.5) within group (order by took.days) as median,
           percentile_disc(0.9) within group (order by took.days) as ninetieth_percentile,
           max(took.days) as longest
      from (
${tookOf(topic, duration, levels, records, only)}
      ) as took
  ) as told
 order by asked.ordinal`;
}

function tookOf(
  topic: Topic,
  { beginsOn, endsOn }: Duration,
  levels: readonly SummaryLevel[],
  recordsOfLevel: RecordsOfLevel,
  only: readonly string[],
): string {
  const ofLevels = levels.map((level) => {
    const conditions = [
      `asked.level = '${level}'`,
      ...recordsOfLevel[level],
      `${endsOn} >= asked.from_on`,
      `${endsOn} <= asked.day`,
      ...asCounted(topic, only),
    ];
    return `      select ${endsOn} - ${beginsOn} as days
        from ${topic.recordTable} as record
       where ${conjunction(conditions, 9)}`;
  });
  return ofLevels.join('\n      union all\n');
}
