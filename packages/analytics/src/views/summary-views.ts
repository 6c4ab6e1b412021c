import { compileSummaryView, topics, type Measure, type SummaryViewColumn, type Topic } from '@oblys/rollups';
import { nameColumns, type AnalyticsView } from './analytics-view.js';

const tablesOfFigures = ['area', 'build', 'mark', 'programme', 'protected_figure', 'submission_cell'];

/** What is said of a measure wherever it stands. */
export function describeMeasure({ names, definition, unit }: Measure): string {
  return `${names.en} (${unit}). ${definition.en} kk: ${names.kk}. ru: ${names.ru}.`;
}

function sayOf(topic: Topic, { name, measure }: SummaryViewColumn): string {
  if (measure !== undefined) {
    return `${describeMeasure(measure)} Measure ${topic.code}.${measure.code}; null where it is withheld.`;
  }
  return says[name]!;
}

const says: Readonly<Record<string, string>> = {
  area_code: 'The area: its code in analytics.areas.',
  area_level: 'COUNTRY, REGION or DISTRICT. A region holds its districts and its own office.',
  ...Object.fromEntries(
    [...nameColumns('area_name', 'the area'), ...nameColumns('programme_name', 'the programme')].map((column) => [
      column.name,
      column.says,
    ]),
  ),
  grain: 'The length of the period: MONTH, QUARTER, HALF_YEAR or YEAR. Choose one: the others hold the same records.',
  period_start: 'The first day of the period.',
  period_end: 'The last day of the period; where it lies after as_of, the figures are those up to that day.',
  programme_code: 'The programme; ALL is the total, with what belongs to none.',
  withheld: 'Each measure that has no figure, a colon and the reason, with spaces between; null where all have one.',
  source:
    'STORED: counted in the current build. PUBLISHED: as an official publication shows it, without small figures.',
  as_of: 'The day that the figures are as of.',
  run_id: 'The run that built or published them.',
  built_at: 'When they were built or published.',
  is_stale: 'Whether records of the topic, of any area, changed since the build, or a check of it failed.',
};

/** The figures of each topic, compiled from its definition: a new measure is a column here without a word more. */
export const summaryViews: readonly AnalyticsView[] = topics.map((topic) => {
  const { name, columns, select } = compileSummaryView(topic);
  return {
    name,
    says:
      `${topic.names.en} (kk: ${topic.names.kk}; ru: ${topic.names.ru}): figures of the current build, a row for each ` +
      'area and period; stocks are levels at its end. Nothing that one row holds may be added to what its parts hold.',
    columns: columns.map((column) => ({ name: column.name, says: sayOf(topic, column) })),
    select,
    reads: {
      [name]: 'ALL',
      ...Object.fromEntries(tablesOfFigures.map((table) => [table, 'ALL' as const])),
      reporting_cell: ['region_code', 'branch_code', 'month'],
      finding: ['kind', 'topic', 'resolved_at'],
      publication: ['id', 'area_code', 'as_of', 'name', 'run_id', 'published_at'],
    },
  };
});
