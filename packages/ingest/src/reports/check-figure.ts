import {
  InvalidInputError,
  type IsoDate,
  NotFoundError,
  parseDecimal,
  parseIsoDate,
  type Qualifier,
  qualifiers,
  statedInterval,
} from '@oblys/domain';
import { getMeasure, type MeasureOfTopic } from '@oblys/rollups';
import type { FigureProblem, FigureProblemCode } from './figure-problems.js';
import { fitsUnit, statedUnit } from './stated-unit.js';
import type { StatedFigureRow } from './stated-report.js';

export const figureColumns = [
  'number',
  'measure',
  'programme',
  'value',
  'unit',
  'qualifier',
  'rounding_unit',
  'from',
  'to',
  'wording',
  'note',
] as const;
export type FigureColumn = (typeof figureColumns)[number];

type Fault = (column: FigureColumn, value: string, problem: FigureProblem) => void;

function problem(code: FigureProblemCode, params: FigureProblem['params'] = {}): FigureProblem {
  return { code, params };
}

/** The figure that a row states. Each thing wrong is told by `fault`; the figure is to be used only when nothing was. */
export function checkFigure(
  row: Record<FigureColumn, string>,
  asOf: IsoDate | undefined,
  fault: Fault,
): StatedFigureRow {
  const found = checkMeasure(row, fault);
  const [topic = '', measure = ''] = row.measure.split('.');
  if (!/^[1-9]\d{0,5}$/.test(row.number)) fault('number', row.number, problem('NO_NUMBER'));
  if (row.wording === '') fault('wording', '', problem('NO_WORDING'));
  checkValue(row, found, fault);
  return {
    number: Number(row.number),
    topic,
    measure,
    programmeCode: row.programme === '' ? null : row.programme,
    ...checkSpan(row, asOf, fault),
    value: row.value,
    unit: row.unit,
    qualifier: row.qualifier as Qualifier,
    roundingUnit: row.rounding_unit === '' ? null : row.rounding_unit,
    wording: row.wording,
    note: row.note,
  };
}

function checkMeasure(row: Record<FigureColumn, string>, fault: Fault): MeasureOfTopic | null {
  try {
    const found = getMeasure(row.measure);
    if (!fitsUnit(found.measure, row.unit)) {
      fault('unit', row.unit, problem('WRONG_UNIT', { measure: row.measure, unit: statedUnit(found.measure) }));
    }
    if (row.programme !== '' && !found.topic.dimensions.includes('programme')) {
      fault('programme', row.programme, problem('NOT_BY_PROGRAMME', { topic: found.topic.code }));
    }
    return found;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    fault('measure', row.measure, problem('UNKNOWN_MEASURE', { reason: error.message }));
    return null;
  }
}

function checkValue(row: Record<FigureColumn, string>, found: MeasureOfTopic | null, fault: Fault): void {
  const { value, qualifier, rounding_unit: roundingUnit } = row;
  if (!isDecimal(value)) return fault('value', value, problem('NOT_A_DECIMAL'));
  if (value.startsWith('-')) fault('value', value, problem('NEGATIVE'));
  if (found?.measure.valueType === 'count' && parseDecimal(value).denominator !== 1n) {
    fault('value', value, problem('NOT_WHOLE', { unit: found.measure.unit }));
  }
  if (!qualifiers.some((known) => known === qualifier)) {
    return fault('qualifier', qualifier, problem('UNKNOWN_QUALIFIER', { known: qualifiers.join(', ') }));
  }
  if (qualifier !== 'ROUNDED') {
    if (roundingUnit !== '') fault('rounding_unit', roundingUnit, problem('ROUNDING_UNWANTED', { qualifier }));
    return;
  }
  if (roundingUnit === '') return fault('rounding_unit', '', problem('ROUNDING_MISSING'));
  try {
    statedInterval({ value, qualifier, roundingUnit, unit: row.unit });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    fault('rounding_unit', roundingUnit, problem('ROUNDING_IMPOSSIBLE', { reason: error.message }));
  }
}

function checkSpan(
  row: Record<FigureColumn, string>,
  asOf: IsoDate | undefined,
  fault: Fault,
): { periodFrom: IsoDate | null; periodTo: IsoDate } {
  const periodFrom = row.from === '' ? null : checkDate('from', row.from, fault);
  const periodTo = row.to === '' ? asOf : checkDate('to', row.to, fault);
  if (periodFrom && periodTo && periodFrom > periodTo) {
    fault('from', row.from, problem('AFTER_LAST_DAY', { day: periodTo }));
  }
  if (asOf !== undefined && periodTo && periodTo > asOf) {
    fault('to', row.to, problem('AFTER_AS_OF', { day: asOf }));
  }
  return { periodFrom, periodTo: periodTo ?? '' };
}

function checkDate(column: 'from' | 'to', value: string, fault: Fault): IsoDate | null {
  try {
    return parseIsoDate(value);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    fault(column, value, problem('NOT_A_DAY'));
    return null;
  }
}

function isDecimal(value: string): boolean {
  try {
    parseDecimal(value);
    return true;
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}
