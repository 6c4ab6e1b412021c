import { countryCode } from '@oblys/domain';
import { definitionVersion } from '../catalogue.js';
import { countsPeople } from '../counts-people.js';
import type { Measure, Topic } from '../topic.js';
import { columnOf, hasProgramme, isLevel, measureType, summaryKey, summaryTable } from './columns.js';
import { periodsOf } from './compile-periods.js';
import { reportedByCells, storedReporting } from './compile-reported.js';
import { allProgrammes } from './programmes.js';
import { stacked } from './sql-text.js';
import { isSent } from './submission-states.js';

/** The figures of a topic as a relation that people read in SQL: each column, and the select that gives them in order. */
export interface SummaryView {
  readonly name: string;
  readonly columns: readonly SummaryViewColumn[];
  readonly select: string;
}

export interface SummaryViewColumn {
  readonly name: string;
  /** Absent of what says about which area and period a row is, and where from. */
  readonly measure?: Measure;
}

/**
 * What the current build of a topic shows, a row for each area that has ever reported and each period since anybody
 * did: zero where records say so, and null where nobody reported. Of a topic that counts people, who is shown no records of it (see `analytics.sees_people`) gets
 * what official publications say last of an area and period.
 */
export function compileSummaryView(topic: Topic): SummaryView {
  const names = [
    ...['area_code', 'area_level', 'area_name_kk', 'area_name_ru', 'area_name_en', 'grain', 'period_start'],
    'period_end',
    ...(hasProgramme(topic) ? ['programme_code', 'programme_name_kk', 'programme_name_ru', 'programme_name_en'] : []),
  ];
  return {
    name: summaryTable(topic),
    columns: [
      ...names.map((name) => ({ name })),
      ...topic.measures.map((measure) => ({ name: columnOf(measure.code), measure })),
      ...['withheld', 'source', 'as_of', 'run_id', 'built_at', 'is_stale'].map((name) => ({ name })),
    ],
    select: countsPeople(topic) ? `${stored(topic)}\n union all\n${published(topic)}` : stored(topic),
  };
}

function stored(topic: Topic): string {
  const values = topic.measures.map((measure) => `${storedValue(topic, measure)} as ${columnOf(measure.code)}`);
  const keys = summaryKey(topic).map(({ name }) => `summary.${name} = series.${name}`);
  return `select ${stacked(
    [
      ...keysOf(topic, 'series'),
      ...values,
      `nullif(concat_ws(' ', ${topic.measures.map((measure) => whyWithheld(topic, measure)).join(', ')}), '') as withheld`,
      `'STORED' as source`,
      'build.as_of',
      'build.run_id',
      'build.built_at',
      `(build.definition_version <> '${definitionVersion(topic)}' or ${recordsWait(topic)}) as is_stale`,
    ],
    7,
  )}
  from ${series(topic)} as series
  join area on area.code = series.area_code
  join build on build.topic = '${topic.code}'${joinProgramme(topic, 'series')}
  left join ${summaryTable(topic)} as summary
    on ${keys.join('\n   and ')}
 cross join lateral (
   select area.level, series.area_code, series.period_start as from_on,
          least(build.as_of, ${periodEnd('series')}) as day
 ) as asked
 cross join lateral (
${reportedByCells(topic, storedReporting)}
   offset 0
 ) as reported
 where area.level in ('COUNTRY', 'REGION', 'DISTRICT')`;
}

/** Every area that has ever reported in every period since anybody did; of topics that count people, of who may see. */
function series(topic: Topic): string {
  const asOf = `(select build.as_of from build where build.topic = '${topic.code}')`;
  const isShown = countsPeople(topic)
    ? `
     where (select analytics.sees_people())
       and (
             (select analytics.sees_everywhere())
             or known.area_code = any ((select analytics.figures_of())::text[])
           )`
    : '';
  return `(
    select known.area_code, period.grain, period.period_start${hasProgramme(topic) ? ', told_apart.programme_code' : ''}
      from (
        select reporting.branch_code as area_code from reporting_cell as reporting
         union
        select reporting.region_code from reporting_cell as reporting
         union
        select '${countryCode}' from reporting_cell as reporting
         union
        select sent.branch_code from ${storedReporting.submissions} as sent where ${isSent('sent')}
      ) as known
     cross join (
        select distinct period.grain, period.period_start
          from generate_series(
                 (select min(reporting.month) from reporting_cell as reporting)::timestamp,
                 date_trunc('month', ${asOf}::timestamp),
                 interval '1 month'
               ) as month (month)
         cross join lateral ${periodsOf('month.month::date')}
      ) as period${toldApart(topic)}${isShown}
  )`;
}

/** Each area as a total, and for every programme that it has figures of. */
function toldApart(topic: Topic): string {
  if (!hasProgramme(topic)) return '';
  return `
      join (
        select reporting.branch_code as area_code, '${allProgrammes}' as programme_code from reporting_cell as reporting
         union
        select reporting.region_code, '${allProgrammes}' from reporting_cell as reporting
         union
        select '${countryCode}', '${allProgrammes}' from reporting_cell as reporting
         union
        select sent.branch_code, '${allProgrammes}' from ${storedReporting.submissions} as sent where ${isSent('sent')}
         union
        select summary.area_code, summary.programme_code from ${summaryTable(topic)} as summary
      ) as told_apart
        on told_apart.area_code = known.area_code`;
}

/** Where somebody is shown no records of the topic, what was published last. */
function published(topic: Topic): string {
  const values = topic.measures.map(
    (measure) =>
      `(published.figures #>> '{values,${measure.code}}')::${typeOf(topic, measure)} as ${columnOf(measure.code)}`,
  );
  return `select ${stacked(
    [
      ...keysOf(topic, 'published'),
      ...values,
      `(
         select string_agg(concat(figure ->> 'measure', ':', figure ->> 'reason'), ' ')
           from jsonb_array_elements(published.figures -> 'withheld') as figure
       ) as withheld`,
      `'PUBLISHED' as source`,
      'published.as_of',
      'published.run_id',
      'published.published_at as built_at',
      'false as is_stale',
    ],
    7,
  )}
  from (
    select distinct on (figure.area_code, figure.grain, figure.period_start, figure.programme_code)
           figure.area_code, figure.grain, figure.period_start, figure.programme_code, figure.figures,
           publication.as_of, publication.run_id, publication.published_at
      from protected_figure as figure
      join publication
        on publication.id = figure.publication_id
       and publication.name = 'official'
     where figure.topic = '${topic.code}'
       and (select analytics.my_role() is not null and not analytics.sees_people())
     order by figure.area_code, figure.grain, figure.period_start, figure.programme_code,
              publication.as_of desc, publication.published_at desc
  ) as published
  join area on area.code = published.area_code${joinProgramme(topic, 'published')}`;
}

function keysOf(topic: Topic, row: string): string[] {
  return [
    `${row}.area_code`,
    'area.level as area_level',
    ...['kk', 'ru', 'en'].map((locale) => `area.name_${locale} as area_name_${locale}`),
    `${row}.grain`,
    `${row}.period_start`,
    `${periodEnd(row)} as period_end`,
    ...(hasProgramme(topic)
      ? [
          `${row}.programme_code`,
          ...['kk', 'ru', 'en'].map((locale) => `programme.name_${locale} as programme_name_${locale}`),
        ]
      : []),
  ];
}

function joinProgramme(topic: Topic, row: string): string {
  return hasProgramme(topic) ? `\n  left join programme on programme.code = ${row}.programme_code` : '';
}

function periodEnd(row: string): string {
  return `(${row}.period_start + case ${row}.grain
             when 'MONTH' then interval '1 month'
             when 'QUARTER' then interval '3 months'
             when 'HALF_YEAR' then interval '6 months'
             else interval '1 year'
           end - interval '1 day')::date`;
}

function storedValue(topic: Topic, measure: Measure): string {
  const { computation } = measure;
  const value =
    computation.by === 'rate'
      ? `summary.${columnOf(computation.numerator)}::double precision / nullif(summary.${columnOf(computation.denominator)}, 0)`
      : `coalesce(summary.${columnOf(measure.code)}, ${measure.valueType === 'money' ? '0.00' : '0'})`;
  return `case when ${isReported(topic, measure)} then ${value} end`;
}

function whyWithheld(topic: Topic, measure: Measure): string {
  const { code, computation } = measure;
  const ofNothing =
    computation.by === 'rate'
      ? ` when coalesce(summary.${columnOf(computation.denominator)}, 0) = 0 then '${code}:NO_DENOMINATOR'`
      : '';
  return `case when not ${isReported(topic, measure)} then '${code}:NOT_REPORTED'${ofNothing} end`;
}

function isReported(topic: Topic, measure: Measure): string {
  return `reported.${isLevel(topic, measure) ? 'ever' : 'in_span'}`;
}

function typeOf(topic: Topic, measure: Measure): string {
  return measure.computation.by === 'rate' ? 'double precision' : measureType(topic, measure);
}

/** Of any area: asked once for a statement. */
export function recordsWait({ code }: Topic): string {
  return `(
         select exists (
                  select
                    from mark
                    join build as built on built.topic = mark.topic
                   where mark.topic = '${code}'
                     and mark.month <= built.as_of
                )
             or exists (select from finding where finding.topic = '${code}' and finding.resolved_at is null)
       )`;
}
