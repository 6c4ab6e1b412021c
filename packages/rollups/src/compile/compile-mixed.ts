import { groupBy } from '../group-by.js';
import type { Measure, Topic } from '../topic.js';
import type { SummaryLevel } from '@oblys/domain';
import { cellCounters, cellValues, enteredColumn, leftColumn, type CellCounter } from './cell-counters.js';
import {
  cellTable,
  columnOf,
  hasProgramme,
  isCohortTopic,
  measureType,
  ownMeasure,
  storedMeasures,
} from './columns.js';
import { asRecorded, askedSpans, reportedByRecords } from './compile-live.js';
import { aggregate, conjunction, stacked, sumType } from './sql-text.js';

/**
 * Figures of a batch of asks from whole stored months, and from records for the rest of the span and for every month
 * of the area in which a change waits for the next refresh: in one statement, so in one snapshot. The months are taken
 * from cells, which add up over any span. Not for topics with distinct counts, which do not.
 * $1 to $6 as in the live query, $7 = first days of the first whole months (null: since the first record),
 * $8 = last days of the last whole months
 * @param levels of the asks: every other one would be planned and never read
 */
export function compileMixed(topic: Topic, allTopics: readonly Topic[], levels: readonly SummaryLevel[]): string {
  const values = storedMeasures(topic).map((measure) => `${valueOf(topic, measure)} as ${columnOf(measure.code)}`);
  return `/* mixed:${columnOf(topic.code)} */
with spans as (
${askedSpans}
),
asked as (
  select spans.*, whole.first_whole, whole.last_whole
    from spans
    join unnest($7::date[], $8::date[]) with ordinality as whole (first_whole, last_whole, ordinal)
      on whole.ordinal = spans.ordinal
),
waiting as (
  select distinct asked.ordinal, mark.month
    from asked
    join mark
      on mark.topic = '${topic.code}'
     and mark.month <= asked.last_whole
     and case asked.level
           when 'DISTRICT' then mark.branch_code = asked.area_code
           when 'REGION' then mark.region_code = asked.area_code
           else true
         end
),
counted_live as (
  select asked.ordinal, waiting.month as from_on, (waiting.month + interval '1 month' - interval '1 day')::date as to_on,
         asked.first_whole is null or waiting.month >= asked.first_whole as of_span, true as of_level
    from asked
    join waiting
      on waiting.ordinal = asked.ordinal
   union all
  select asked.ordinal, asked.last_whole + 1, asked.day, true, true
    from asked
   union all
  select asked.ordinal, asked.from_on, asked.first_whole - 1, true, false
    from asked
   where asked.first_whole > asked.from_on
)
select ${stacked([...values, 'reported.in_span', 'reported.ever'], 7)}
  from asked
 cross join lateral (
${storedMonths(topic, levels)}
  ) as stored
 cross join lateral (
${liveMonths(topic, levels)}
  ) as live
 cross join lateral (
${reportedByRecords(topic, allTopics, levels, () => asRecorded)}
  ) as reported
 order by asked.ordinal`;
}

/** Whether a measure tells of the end of the span, so that what was before its first day counts too. */
function isLevelCounter(topic: Topic, { column }: CellCounter): boolean {
  return topic.measures.some(
    ({ code, computation }) =>
      computation.by === 'stock' && (column === enteredColumn(code) || column === leftColumn(code)),
  );
}

/** The cells of an area, each level by an index of its own. */
const cellsOfLevel = {
  DISTRICT: ['cell.region_code = any (asked.region_codes)', 'cell.branch_code = asked.area_code'],
  REGION: ['cell.region_code = asked.area_code'],
  COUNTRY: [],
} as const;

function storedMonths(topic: Topic, asked: readonly SummaryLevel[]): string {
  const values = cellValues(topic);
  const levels = new Set(
    cellCounters(topic)
      .filter((counter) => isLevelCounter(topic, counter))
      .map(({ column }) => column),
  );
  const sums = values.map(({ name, type }) => {
    const filter = levels.has(name)
      ? ''
      : ` filter (where asked.first_whole is null or cell.month >= asked.first_whole)`;
    return `coalesce(sum(cell.${name})${filter}, 0)::${sumType(type)} as ${name}`;
  });
  const programme = hasProgramme(topic)
    ? [`(asked.programme_code is null or cell.programme_code = asked.programme_code)`]
    : [];
  const since = levels.size > 0 ? [] : ['(asked.first_whole is null or cell.month >= asked.first_whole)'];
  const status = isCohortTopic(topic) ? ['cell.status_month <= asked.as_of'] : [];
  const selects = asked.map((level) => {
    const conditions = [
      `asked.level = '${level}'`,
      ...cellsOfLevel[level],
      'cell.month <= asked.last_whole',
      ...since,
      ...status,
      ...programme,
      'not exists (select from waiting where waiting.ordinal = asked.ordinal and waiting.month = cell.month)',
    ];
    return `      select ${stacked(sums, 13)}
        from ${cellTable(topic)} as cell
       where ${conjunction(conditions, 9)}`;
  });
  return summedLevels(values, selects);
}

function liveMonths(topic: Topic, asked: readonly SummaryLevel[]): string {
  const values = cellValues(topic);
  const groups = groupBy(
    cellCounters(topic).filter(({ column }) => column !== 'event_count'),
    ({ from, filedOn, statusOn, column }) =>
      [from, filedOn, statusOn, isLevelCounter(topic, { column } as CellCounter)].join('\n'),
  );
  const selects = groups.flatMap((group) => asked.map((level) => liveOfLevel(topic, group, level)));
  return summedLevels(values, selects);
}

function liveOfLevel(topic: Topic, group: [CellCounter, ...CellCounter[]], level: SummaryLevel): string {
  const { from, filedOn, statusOn } = group[0];
  const counts = cellValues(topic).map(({ name, type }) => {
    const counter = group.find(({ column }) => column === name);
    return `${counter === undefined ? '0' : aggregate(counter.value, counter.where)}::${sumType(type)} as ${name}`;
  });
  const isLevel = isLevelCounter(topic, group[0]);
  const span = isLevel ? ['counted_live.of_level'] : ['counted_live.of_span', `${filedOn} >= asked.from_on`];
  const conditions = [
    'counted_live.ordinal = asked.ordinal',
    `asked.level = '${level}'`,
    ...asRecorded[level],
    `${filedOn} >= counted_live.from_on`,
    `${filedOn} <= counted_live.to_on`,
    ...span,
    ...(statusOn === filedOn ? [] : [`${statusOn} <= asked.as_of`]),
    ...(hasProgramme(topic) ? ['(asked.programme_code is null or record.programme_code = asked.programme_code)'] : []),
  ];
  return `      select ${stacked(counts, 13)}
        from counted_live
       cross join ${from.replaceAll('\n', '\n      ')}
       where ${conjunction(conditions, 9)}`;
}

function summedLevels(values: ReturnType<typeof cellValues>, selects: readonly string[]): string {
  const sums = values.map(({ name }) => `sum(part.${name}) as ${name}`);
  return `    select ${stacked(sums, 11)}
      from (
${selects.join('\n      union all\n')}
      ) as part`;
}

function valueOf(topic: Topic, measure: Measure): string {
  const { code, computation } = measure;
  const both = (column: string): string => `(stored.${column} + live.${column})`;
  const type = sumType(measureType(topic, measure));
  switch (computation.by) {
    case 'stock':
      return `(${both(enteredColumn(code))} - ${both(leftColumn(code))})::${type}`;
    case 'difference':
      return [computation.whole, ...computation.less]
        .map((part) => valueOf(topic, ownMeasure(topic, part)))
        .join(' - ');
    default:
      return `${both(columnOf(code))}::${type}`;
  }
}
