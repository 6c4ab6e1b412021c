import { Area, Programme, Report, ReportCheck, StatedFigure } from '@oblys/database';
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
    },
    derived: { found: foundVerdict },
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

/** What the latest reconciliation found of a figure, as JSON; null before the first. */
function foundVerdict(figures: Rows): string {
  return `(select json_build_object('verdict', found.verdict, 'computed', found.computed::text, 'difference', found.difference::text, 'reason', found.reason, 'basis', found.basis) from figure_verdict as found where found.stated_figure_id = ${figures.column('id')} and found.reconciliation_id = (${latestReconciliation(figures.column('reportId'))}))`;
}

function latestReconciliation(reportId: string): string {
  return `select latest.id from reconciliation as latest where latest.report_id = ${reportId} order by latest.reconciled_at desc, latest.id desc limit 1`;
}
