/** The columns of an explanation that tell what it explains, by their names on the entity. */
export const explainedColumns = {
  statedFigureId: 'stated_figure_id',
  topic: 'topic',
  measureCode: 'measure',
  programmeCode: 'programme_code',
  periodFrom: 'period_from',
  periodTo: 'period_to',
  value: 'value',
  unit: 'unit',
  qualifier: 'qualifier',
  roundingUnit: 'rounding_unit',
  computed: 'computed',
  withdrawnAt: 'withdrawn_at',
} as const;

type ColumnOf = (property: keyof typeof explainedColumns) => string;

/**
 * SQL that is true of an explanation which stands, and explains the mismatch that the latest reconciliation found.
 * @param of the SQL of a column of the explanation
 */
export function isCurrentExplanation(of: ColumnOf): string {
  const stated = ['value', 'unit', 'qualifier', 'roundingUnit'] as const;
  return `(${of('withdrawnAt')} is null and exists (select from stated_figure as stated join figure_verdict as found on found.stated_figure_id = stated.id where stated.id = ${of('statedFigureId')} and found.reconciliation_id = (select latest.id from reconciliation as latest where latest.report_id = stated.report_id order by latest.reconciled_at desc, latest.id desc limit 1) and found.verdict = 'MISMATCH' and found.computed = ${of('computed')} and ${sameAs('stated', of, [...whatIsStated, ...stated])}))`;
}

/** SQL that is true of an explanation of what a figure still states, if by another value. */
export function isOfSameFigure(figure: string, of: ColumnOf): string {
  return sameAs(figure, of, whatIsStated);
}

const whatIsStated = ['topic', 'measureCode', 'programmeCode', 'periodFrom', 'periodTo'] as const;

function sameAs(figure: string, of: ColumnOf, properties: readonly (keyof typeof explainedColumns)[]): string {
  const ofFigure = properties.map((property) => `${figure}.${explainedColumns[property]}`);
  return `(${ofFigure.join(', ')}) is not distinct from (${properties.map(of).join(', ')})`;
}
