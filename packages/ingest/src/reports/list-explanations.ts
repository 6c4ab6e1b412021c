import type { MismatchReason, Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import { explainedColumns, isCurrentExplanation, isOfSameFigure } from './current-explanation.js';

/** What a person says of a mismatch. */
export interface PersonExplanation {
  explanationId: string;
  figureId: string;
  reason: MismatchReason;
  text: string;
  explainedBy: string;
  explainedAt: Date;
  /** False where the stated value or the computed one has changed since. */
  isCurrent: boolean;
}

/** The explanation that stands of each figure of some reports, the latest of several, by the id of the figure. */
export async function listExplanations(
  sql: Sql,
  reportIds: readonly string[],
): Promise<Map<string, PersonExplanation>> {
  const column = (property: keyof typeof explainedColumns) => `said.${explainedColumns[property]}`;
  const rows = await sql.query<PersonExplanation>(
    `/* explanation:list   $1 = reports */
     select distinct on (figure.id) said.id as "explanationId", figure.id as "figureId", said.reason, said.text,
            said.explained_by as "explainedBy", said.explained_at as "explainedAt",
            ${isCurrentExplanation(column)} as "isCurrent"
       from stated_figure as figure
       join figure_explanation as said on said.stated_figure_id = figure.id
      where figure.report_id = any ($1::uuid[])
        and said.withdrawn_at is null
        and ${isOfSameFigure('figure', column)}
      order by figure.id, said.explained_at desc, said.id desc`,
    [reportIds],
  );
  return new Map(rows.map((row) => [row.figureId, row]));
}

/**
 * The figure of a report by its number.
 * @param report the reference that the report was taken in under, or its id
 * @throws {NotFoundError} when there is none
 */
export async function getFigureOfReport(
  sql: Sql,
  report: string,
  number: number,
): Promise<{ figureId: string; reportId: string }> {
  const [figure] = await sql.query<{ figureId: string; reportId: string }>(
    `/* explanation:find-figure   $1 = reference or id of the report, $2 = number */
     select figure.id as "figureId", report.id as "reportId"
       from report
       join stated_figure as figure on figure.report_id = report.id
      where (report.source_ref = $1::text or report.id::text = $1::text)
        and figure.number = $2::integer`,
    [report, number],
  );
  if (figure === undefined) throw new NotFoundError(`There is no figure ${number} of a report "${report}".`);
  return figure;
}
