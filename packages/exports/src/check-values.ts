import { parseIsoDate, InvalidInputError } from '@oblys/domain';
import type { ColumnType, ExportColumn, ExportRow, ExportValue } from './export-table.js';
import { UnwritableValueError } from './unwritable-value-error.js';

/**
 * A value in the one form that all formats write: integers and decimals are text (a decimal with all digits of its
 * scale), dates are YYYY-MM-DD, instants a Date.
 */
export type CheckedValue = string | number | boolean | Date | null;
export type CheckedRow = readonly CheckedValue[];

/**
 * Checks rows against their columns, so that each format has the same value or none has.
 * @throws {UnwritableValueError} from what it gives, naming the first value that does not fit
 */
export function rowChecker(columns: readonly ExportColumn[]): (row: ExportRow, number: number) => CheckedRow {
  const checks = columns.map(({ type }) => checkOf(type));
  return (row, number) => {
    if (row.length !== columns.length) {
      throw new InvalidInputError(`Row ${number} has ${row.length} values for ${columns.length} columns.`);
    }
    return checks.map((check, index) => {
      const value = row[index]!;
      const checked = value === null ? null : check(value);
      if (checked === undefined) {
        const { key, type } = columns[index]!;
        throw new UnwritableValueError(number, key, `${shown(value)} is no ${nameOf(type)}.`);
      }
      return checked;
    });
  };
}

/** Undefined for what does not fit. */
type Check = (value: NonNullable<ExportValue>) => CheckedValue | undefined;

function checkOf(type: ColumnType): Check {
  return typeof type === 'string' ? checks[type] : decimalCheck(type.precision, type.scale);
}

const checks: Readonly<Record<Extract<ColumnType, string>, Check>> = {
  TEXT: checkText,
  CODE: checkText,
  INTEGER: checkInteger,
  FLOAT: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  BOOLEAN: (value) => (typeof value === 'boolean' ? value : undefined),
  DATE: checkDate,
  INSTANT: checkInstant,
};

/** Half of a pair of surrogates is no letter: an encoder would put another in its place. */
function checkText(value: NonNullable<ExportValue>): string | undefined {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value) ? value : undefined;
}

const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];

/** Of 64 bits, as databases and Parquet have them. */
function checkInteger(value: NonNullable<ExportValue>): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'bigint' && !(typeof value === 'string' && /^-?\d+$/.test(value))) return undefined;
  const integer = BigInt(value);
  return integer >= least && integer <= most ? String(integer) : undefined;
}

function decimalCheck(precision: number, scale: number): Check {
  const most = precision - scale;
  const plain = new RegExp(`^-?[1-9]\\d{0,${Math.max(0, most - 1)}}${scale > 0 ? `\\.\\d{${scale}}` : ''}$`);
  return (value) => {
    // Nearly every value is written in full already.
    if (typeof value === 'string' && most > 0 && plain.test(value)) return value;
    const parts = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(typeof value === 'string' ? value : wholeText(value));
    if (parts === null || !/\d/.test(parts[0])) return undefined;
    const [, sign = '', whole = '', fraction = ''] = parts;
    if (whole.length > most || fraction.length > scale) return undefined;
    const isZero = whole === '' && fraction === '';
    const digits = scale > 0 ? `.${fraction.padEnd(scale, '0')}` : '';
    return `${isZero ? '' : sign}${whole === '' ? '0' : whole}${digits}`;
  };
}

/** A number that is no whole one has lost the digits that a decimal is asked for. */
function wholeText(value: NonNullable<ExportValue>): string {
  return typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : '';
}

function checkDate(value: NonNullable<ExportValue>): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return parseIsoDate(value);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

const [firstInstant, lastInstant] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** To the millisecond: text that tells more of an instant than that is refused. */
function checkInstant(value: NonNullable<ExportValue>): Date | undefined {
  const instant = typeof value === 'string' && isInstant.test(value) ? new Date(value) : value;
  const isWithin = instant instanceof Date && instant.getTime() >= firstInstant && instant.getTime() <= lastInstant;
  return isWithin ? instant : undefined;
}

const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3}0*)?(Z|[+-]\d{2}:\d{2})$/;

function shown(value: ExportValue): string {
  const text = value instanceof Date ? dateText(value) : String(value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}

function nameOf(type: ColumnType): string {
  if (typeof type === 'object') return `decimal of ${type.precision} digits, ${type.scale} after the point`;
  return {
    TEXT: 'text of whole letters',
    CODE: 'text of whole letters',
    INTEGER: 'whole number of 64 bits',
    FLOAT: 'finite number',
    BOOLEAN: 'true or false',
    DATE: 'date (YYYY-MM-DD)',
    INSTANT: 'instant of the years 1 to 9999, to the millisecond',
  }[type];
}
