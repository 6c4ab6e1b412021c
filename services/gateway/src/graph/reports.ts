import { Area, FigureExplanation, Programme, Report, ReportCheck, StatedFigure } from '@oblys/database';
import { explainedColumns, isCurrentExplanation, isOfSameFigure } from '@oblys/ingest';
import type { Join } from '../read-path/kind.js';
import type { Rows } from '../read-path/statement.js';
import type { KindDefinition } from './define-kind.js';
import { areaFilter, dateFilter } from './filters.js';
import { same } from './joins.js';

/** The checks of the latest reconciliation of a report. */
const latestChecks: Join = (checks, report) =>
  `${checks.column('reconciliationId')} = (${latestReconciliation(report.column('id'))})`;

export const reportDefinitions: readonly KindDefinition[] = [
  {
    type: Report,
    key: ['id'],
    order: [
      { property: 'publishedOn', type: 'date', direction: 'desc' },
      { property: 'id', type: 'uuid', direction: 'desc' },
    ],
    filters: { area: areaFilter(), publishedOn: dateFilter('publishedOn', 'Days of publication.') },
    one: {
      area: { to: Area, join: same({ code: 'areaCode' }), description: 'The area it is about.', isAlwaysThere: true },
    },
    lists: {
      figures: {
        to: StatedFigure,
        join: same({ reportId: 'id' }),
        description: 'The figures it states, in their order, each with what the latest reconciliation found.',
      },
      checks: {
        to: ReportCheck,
        join: latestChecks,
        description:
          'The report held against itself and earlier ones by the latest reconciliation; none before the first.',
      },
    },
  },
  {
    type: StatedFigure,
    key: ['id'],
    order: [{ property: 'number', type: 'integer', direction: 'asc' }],
    one: {
      programme: {
        to: Programme,
        join: same({ code: 'programmeCode' }),
        description: 'The programme it is about; null where it counts all.',
      },
      report: {
        to: Report,
        join: same({ id: 'reportId' }),
        description: 'The report that states it.',
        isAlwaysThere: true,
      },
      mismatchExplanation: {
        to: FigureExplanation,
        join: (explanations, figures) =>
          `${explanations.column('id')} = (${standingExplanation(figures.column('id'))})`,
        description:
          'What a person says of it as a mismatch, the latest of several; null where nobody does. It may be of a value or a difference that has changed since: see `isCurrent`.',
      },
    },
    lists: {
      explanations: {
        to: FigureExplanation,
        join: same({ statedFigureId: 'id' }),
        description: 'All that people have said of it as a mismatch, the latest first; what was taken back too.',
      },
    },
    derived: {
      found: foundVerdict,
      explanationVersion: countExplanations,
      reportAreaCode: (figures) => ofReport(figures, 'area_code'),
      reportAsOf: (figures) => ofReport(figures, 'as_of'),
    },
  },
  {
    type: FigureExplanation,
    key: ['id'],
    order: [
      { property: 'explainedAt', type: 'timestamptz', direction: 'desc' },
      { property: 'id', type: 'uuid', direction: 'desc' },
    ],
    derived: { standsAsItIs: (rows) => isCurrentExplanation((property) => rows.column(property)) },
  },
  {
    type: ReportCheck,
    key: [],
    order: [{ property: 'number', type: 'integer', direction: 'asc' }],
    one: {
      earlierFigure: {
        to: StatedFigure,
        join: same({ id: 'earlierFigureId' }),
        description: 'The figure of an earlier report that one of this was held against; null of other kinds.',
      },
    },
  },
];

/**
 * What the latest reconciliation found of a figure, as JSON; null before the first. Which verdicts are there for whoever
 * asks the policies of the table say; where one is not, that it is withheld.
 */
function foundVerdict(figures: Rows): string {
  const latest = latestReconciliation(figures.column('reportId'));
  const told = `(select json_build_object('verdict', found.verdict, 'computed', found.computed::text, 'difference', found.difference::text, 'reason', found.reason, 'basis', found.basis) from figure_verdict as found where found.stated_figure_id = ${figures.column('id')} and found.reconciliation_id = (${latest}))`;
  const isWithheld = `has_verdict((${latest}), ${figures.column('id')})`;
  return `coalesce(${told}, case when ${isWithheld} then json_build_object('verdict', 'WITHHELD', 'computed', null, 'difference', null, 'reason', 'SUPPRESSED') end)`;
}

function ofReport(figures: Rows, column: 'area_code' | 'as_of'): string {
  return `(select stating.${column} from report as stating where stating.id = ${figures.column('reportId')})`;
}

function latestReconciliation(reportId: string): string {
  return `select latest.id from reconciliation as latest where latest.report_id = ${reportId} order by latest.reconciled_at desc, latest.id desc limit 1`;
}

/** The latest explanation that was not taken back, of what the figure states; it may have stated something else before. */
function standingExplanation(figureId: string): string {
  const column = (property: keyof typeof explainedColumns) => `said.${explainedColumns[property]}`;
  return `select said.id from figure_explanation as said join stated_figure as explained on explained.id = said.stated_figure_id where said.stated_figure_id = ${figureId} and said.withdrawn_at is null and ${isOfSameFigure('explained', column)} order by said.explained_at desc, said.id desc limit 1`;
}

function countExplanations(figures: Rows): string {
  return `(select count(*) + count(said.withdrawn_at) from figure_explanation as said where said.stated_figure_id = ${figures.column('id')})::integer`;
}
