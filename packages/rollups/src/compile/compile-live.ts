import { groupBy } from '../group-by.js';
import type { SummaryLevel, Tree } from '@oblys/domain';
import type { Measure, Topic } from '../topic.js';
import { countOf, isBase, readBy, type BaseMeasure } from './counted-records.js';
import { columnOf, hasProgramme, isLevel, measureType, ownMeasure, storedMeasures } from './columns.js';
import { conjunction, monthOf, stacked, sumType } from './sql-text.js';
import { isSent } from './submission-states.js';

/** The levels of an area, each with the condition that finds its records by an index: never one condition with `or`. */
export type RecordsOfLevel = Readonly<Record<SummaryLevel, readonly string[]>>;

export const asRecorded: RecordsOfLevel = {
  DISTRICT: ['record.region_code = any (asked.region_codes)', 'record.branch_code = asked.area_code'],
  REGION: ['record.region_code = asked.area_code'],
  COUNTRY: [],
};

/**
 * Counts the records of a batch of asks, one row for each in their order.
 * $1 = area codes, $2 = levels, $3 = first days (null: all), $4 = last days, $5 = as-of days, $6 = programmes (null: all);
 * with record dimensions the next = the codes that count of each, as JSON; in today's tree the last = today
 * @param levels of the asks: every other one would be planned and never read
 */
export function compileLive(
  topic: Topic,
  allTopics: readonly Topic[],
  levels: readonly SummaryLevel[],
  tree: Tree = 'AS_RECORDED',
  only: readonly string[] = [],
): string {
  const isCurrent = tree === 'CURRENT';
  const recordsIn = (of: Topic): RecordsOfLevel => (isCurrent ? inTreeOfToday(of, 'ONLY') : asRecorded);
  const groups = groupBy(storedMeasures(topic).filter(isBase), (measure) => {
    const { window, source } = readBy(topic, measure);
    return [source, window ?? 'level'].join('\n');
  });
  const nameOf = (measure: Measure): string => {
    const index = groups.findIndex((group) => group.some((one) => one === measure));
    return `counted_${index + 1}.${columnOf(measure.code)}`;
  };
  const value = ({ code, computation }: Measure): string =>
    computation.by === 'difference'
      ? [computation.whole, ...computation.less].map((part) => value(ownMeasure(topic, part))).join(' - ')
      : nameOf(ownMeasure(topic, code));
  const values = storedMeasures(topic).map((measure) => `${value(measure)} as ${columnOf(measure.code)}`);
  const ambiguous = isCurrent ? [`(${anyAmbiguous(topic, groups, levels)}) as is_ambiguous`] : [];
  return `/* live:${columnOf(topic.code)}${isCurrent ? '/current-tree' : ''} */
with asked as (
${only.length === 0 ? askedSpans : askedSpansOnly}
)${isCurrent ? treeOfToday(only.length === 0 ? 7 : 8) : ''}
select ${stacked([...values, 'reported.in_span', 'reported.ever', ...ambiguous], 7)}
  from asked${groups
    .map(
      (group, index) => `
 cross join lateral (
${countedTogether(topic, group, recordsIn(topic), levels, only)}
  ) as counted_${index + 1}`,
    )
    .join('')}
 cross join lateral (
${reportedByRecords(topic, allTopics, levels, recordsIn, isCurrent)}
  ) as reported
 order by asked.ordinal`;
}

export function treeOfToday(parameter: number): string {
  return `,
today as materialized (
  select area_code, recorded_from, recorded_to, region_codes, branch_codes
    from area_in_tree_of($${parameter}::date)
)`;
}

/** The records that belong to an area in today's tree for certain (ONLY), or perhaps (PERHAPS). The country has them all. */
export function inTreeOfToday({ recordedOn }: Topic, how: 'ONLY' | 'PERHAPS'): RecordsOfLevel {
  const lies = (codes: string): string[] => [
    `exists (
               select
                 from today
                where today.area_code = record.area_code
                  and ${recordedOn} >= today.recorded_from
                  and ${recordedOn} < today.recorded_to
                  and asked.area_code = any (today.${codes})
                  and cardinality(today.${codes}) ${how === 'ONLY' ? '= 1' : '> 1'}
             )`,
  ];
  return { DISTRICT: lies('branch_codes'), REGION: lies('region_codes'), COUNTRY: how === 'ONLY' ? [] : ['false'] };
}

/** Whether any record that counts belongs perhaps to the area and perhaps to another one. */
function anyAmbiguous(
  topic: Topic,
  groups: readonly (readonly BaseMeasure[])[],
  levels: readonly SummaryLevel[],
): string {
  const perhaps = inTreeOfToday(topic, 'PERHAPS');
  const found = groups.flatMap(([measure]) => {
    const { source, window } = readBy(topic, measure!);
    const span =
      window === null ? [`${topic.recordedOn} <= asked.day`] : [`${window} >= asked.from_on`, `${window} <= asked.day`];
    return levels.map(
      (level) => `exists (
           select
             from ${source.replaceAll('\n', '\n           ')}
            where ${conjunction([`asked.level = '${level}'`, ...perhaps[level], ...span], 14)}
         )`,
    );
  });
  return [...new Set(found)].join(' or ');
}

/** The regions a district has lain in: its records lie in one of them. */
export const askedSpans = `  select ask.ordinal, ask.area_code, ask.level, ask.programme_code, ask.as_of,
         coalesce(ask.from_on, '-infinity') as from_on,
         least(ask.to_on, ask.as_of) as day,
         date_trunc('month', coalesce(ask.from_on, '-infinity')::timestamp)::date as first_month,
         least(date_trunc('month', least(ask.to_on, ask.as_of)::timestamp) + interval '1 month' - interval '1 day', ask.as_of)::date as last_reported,
         array(
           select distinct placement.region_code
             from area_placement as placement
            where placement.area_code = ask.area_code
         ) as region_codes
    from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::date[], $6::text[]) with ordinality
      as ask (area_code, level, from_on, to_on, as_of, programme_code, ordinal)`;

/** The same with the codes that count of each record dimension. */
export const askedSpansOnly = askedSpans
  .replace('select ask.ordinal,', 'select ask.ordinal, ask.counted_codes,')
  .replace('$6::text[])', '$6::text[], $7::jsonb[])')
  .replace('programme_code, ordinal)', 'programme_code, counted_codes, ordinal)');

function countedTogether(
  topic: Topic,
  group: [BaseMeasure, ...BaseMeasure[]],
  recordsOfLevel: RecordsOfLevel,
  levels: readonly SummaryLevel[],
  only: readonly string[],
): string {
  const { source, window } = readBy(topic, group[0]);
  const span = window === null ? [] : [`${window} >= asked.from_on`, `${window} <= asked.day`];
  const counts = group.map((measure) => `${countOf(measure)} as ${columnOf(measure.code)}`);
  const ofLevels = levels.map(
    (level) => `      select ${stacked(counts, 13)}
        from ${source.replaceAll('\n', '\n      ')}
       where ${conjunction([`asked.level = '${level}'`, ...recordsOfLevel[level], ...span, ...asCounted(topic, only)], 9)}`,
  );
  const sums = group.map(({ code }) => `sum(by_level.${columnOf(code)})`);
  const typed = group.map(
    (measure, index) => `${sums[index]}::${sumType(measureType(topic, measure))} as ${columnOf(measure.code)}`,
  );
  return `    select ${stacked(typed, 11)}
      from (
${ofLevels.join('\n      union all\n')}
      ) as by_level`;
}

/** Conditions of the programme and the codes that count. */
export function asCounted(topic: Topic, only: readonly string[]): string[] {
  const programme = hasProgramme(topic)
    ? ['(asked.programme_code is null or record.programme_code = asked.programme_code)']
    : [];
  const dimensions = only.map((dimension) => {
    const { code } = topic.recordDimensions![dimension]!;
    return `(asked.counted_codes -> '${dimension}') ? coalesce(${code}, '')`;
  });
  return [...programme, ...dimensions];
}

/**
 * Says the same of the records and the submissions as the stored answer says of what a build holds of them: records of
 * other topics report no month that stands on submissions for this one, its own do, and so does what was submitted.
 */
export function reportedByRecords(
  topic: Topic,
  allTopics: readonly Topic[],
  levels: readonly SummaryLevel[],
  recordsIn: (topic: Topic) => RecordsOfLevel,
  isCurrent = false,
): string {
  const isAsked = (level: boolean): boolean => topic.measures.some((measure) => isLevel(topic, measure) === level);
  const anyEvent = (since: string | null): string => {
    const events = levels.map(
      (level) => `exists (
             ${anyEventOf(topic, allTopics, (of) => [`asked.level = '${level}'`, ...recordsIn(of)[level]], since)}
           )`,
    );
    return [anySubmission(topic, levels, since), ...events].join(' or ');
  };
  // Records that belong to an area in today's tree may lie in any region.
  const regions = isCurrent
    ? 'null'
    : `case asked.level when 'DISTRICT' then asked.region_codes when 'REGION' then array[asked.area_code] end`;
  const since = isAsked(true) ? `'-infinity'` : 'asked.first_month';
  return `    select ${isAsked(false) ? anyEvent('asked.first_month') : 'null'} as in_span,
           ${isAsked(true) ? anyEvent(null) : 'null'} as ever
      from (
        select array(
                 select due.region_code || ' ' || due.month
                   from months_by_submissions('${topic.code}', asked.as_of, ${regions}, ${since}, asked.last_reported) as due
               ) as months
      ) as by_submissions`;
}

/** Whether any branch has submitted the topic for a month of the span. */
function anySubmission(topic: Topic, levels: readonly SummaryLevel[], since: string | null): string {
  const lies = {
    DISTRICT: 'submission.branch_code = asked.area_code',
    REGION: 'submission.region_code = asked.area_code',
    COUNTRY: 'true',
  };
  const cases = levels.map(
    (level) => `
             when '${level}' then exists (
               select
                 from submission
                where ${conjunction(
                  [
                    lies[level],
                    `submission.topic = '${topic.code}'`,
                    isSent('submission'),
                    'submission.submitted_on <= asked.as_of',
                    ...(since === null ? [] : [`submission.month >= ${since}`]),
                    'submission.month <= asked.last_reported',
                  ],
                  18,
                )}
             )`,
  );
  return `case asked.level${cases.join('')}
           end`;
}

function anyEventOf(
  topic: Topic,
  topics: readonly Topic[],
  recordsOf: (topic: Topic) => readonly string[],
  since: string | null,
): string {
  const events = topics.flatMap((of) =>
    of.events.map((date) => {
      const span = [...(since === null ? [] : [`${date} >= ${since}`]), `${date} <= asked.last_reported`];
      const isOther =
        of.code === topic.code ? [] : [`record.region_code || ' ' || ${monthOf(date)} <> all (by_submissions.months)`];
      return `select
               from ${of.recordTable} as record
              where ${conjunction([...recordsOf(of), ...span, ...isOther], 16)}`;
    }),
  );
  return events.join('\n             union all\n             ');
}
