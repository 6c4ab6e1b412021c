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

type Fault = (column: FigureColumn, value: string, problem: string) => void;

/** The figure that a row states. Each thing wrong is told by `fault`; the figure is to be used only when nothing was. */
export function checkFigure(
  row: Record<FigureColumn, string>,
  asOf: IsoDate | undefined,
  fault: Fault,
): StatedFigureRow {
  const found = checkMeasure(row, fault);
  const [topic = '', measure = ''] = row.measure.split('.');
  if (!/^[1-9]\d{0,5}$/.test(row.number)) fault('number', row.number, 'is no number of a figure: they count 1, 2, 3 …');
  if (row.wording === '') fault('wording', '', 'is missing: a figure is given with the words that state it.');
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
      fault('unit', row.unit, `is not what ${row.measure} is stated in, which is ${statedUnit(found.measure)}.`);
    }
    if (row.programme !== '' && !found.topic.dimensions.includes('programme')) {
      fault('programme', row.programme, `cannot be asked for: ${found.topic.code} is not counted by programme.`);
    }
    return found;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    fault('measure', row.measure, `is no measure. ${error.message}`);
    return null;
  }
}

function checkValue(row: Record<FigureColumn, string>, found: MeasureOfTopic | null, fault: Fault): void {
  const { value, qualifier, rounding_unit: roundingUnit } = row;
  if (!isDecimal(value)) return fault('value', value, 'is no number: it is written with digits, such as 1848.5.');
  if (value.startsWith('-')) fault('value', value, 'is below 0, which no count, sum or share is.');
  if (found?.measure.valueType === 'count' && parseDecimal(value).denominator !== 1n) {
    fault('value', value, `is no whole number of ${found.measure.unit}.`);
  }
  if (!qualifiers.some((known) => known === qualifier)) {
    return fault('qualifier', qualifier, `is no qualifier. The qualifiers are ${qualifiers.join(', ')}.`);
  }
  if (qualifier !== 'ROUNDED') {
    if (roundingUnit !== '') fault('rounding_unit', roundingUnit, `is for ROUNDED figures; this one is ${qualifier}.`);
    return;
  }
  if (roundingUnit === '')
    return fault('rounding_unit', '', 'is missing: a ROUNDED figure names what it is rounded to.');
  try {
    statedInterval({ value, qualifier, roundingUnit, unit: row.unit });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    fault('rounding_unit', roundingUnit, `cannot be. ${error.message}`);
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
    fault('from', row.from, `is after the last day of the figure, ${periodTo}.`);
  }
  if (asOf !== undefined && periodTo && periodTo > asOf) {
    fault('to', row.to, `is after the as-of day of the report, ${asOf}.`);
  }
  return { periodFrom, periodTo: periodTo ?? '' };
}

function checkDate(column: 'from' | 'to', value: string, fault: Fault): IsoDate | null {
  try {
    return parseIsoDate(value);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    fault(column, value, 'is no date: a date is written YYYY-MM-DD, such as 2025-11-05.');
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
