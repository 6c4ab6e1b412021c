import type { Cell } from '../files/table-file.js';
import type { AreaFinder } from './area-finder.js';
import { fault, type CellResult } from './cell-fault.js';
import { foldText } from './fold-text.js';
import type { ImportField, ImportFieldType } from './import-kind.js';
import { dateOfSerial, readDate } from './read-date.js';
import { digitsOf, readNumber } from './read-number.js';
import { choicesOf, type Terms } from './terms.js';

/** What cells are read against. */
export interface CellContext {
  readonly areas: AreaFinder;
  readonly terms: Terms;
}

const maximumTextLength = 10_000;
/** It lies in an index, whose entries have a limit in bytes. */
const maximumReferenceLength = 200;

/** The value of a cell as the column of its field takes it: dates and amounts as text, null where it is blank. */
export function readCell(field: ImportField, cell: Cell, context: CellContext): CellResult {
  if (isBlank(cell)) return field.isRequired ? fault('REQUIRED') : { value: null };
  if (typeof cell === 'object' && 'unusable' in cell) return fault(cell.unusable);
  return readers[field.type](field, cell, context);
}

export type ValueCell = Exclude<Cell, null | { readonly unusable: string }>;
type Reader = (field: ImportField, cell: ValueCell, context: CellContext) => CellResult;

const readers: Readonly<Record<ImportFieldType, Reader>> = {
  TEXT: readText,
  RECORD: readText,
  AREA: (_field, cell, { areas }) => areas.find(textOf(cell)),
  TERM: (field, cell, { terms }) => choicesOf(field, terms)!.find(textOf(cell)),
  CHOICE: (field, cell, { terms }) => choicesOf(field, terms)!.find(textOf(cell)),
  COUNT: (_field, cell) => readCount(cell),
  AMOUNT: (_field, cell) => readAmount(cell),
  DATE: (_field, cell) => readDay(cell),
  FLAG: (_field, cell) => readFlag(cell),
};

/** Also a dash, with which people fill a cell that nothing belongs in. */
export function isBlank(cell: Cell): cell is null {
  if (typeof cell !== 'string') return cell === null;
  const text = cell.replaceAll('\u200b', '').trim();
  return text === '' || (text.length === 1 && '-–—'.includes(text));
}

export function textOf(cell: ValueCell): string {
  if (typeof cell === 'object') return cell.date;
  return typeof cell === 'number' ? digitsOf(cell) : String(cell).trim();
}

function readText({ property, type }: ImportField, cell: ValueCell): CellResult {
  const text = textOf(cell).normalize('NFC');
  if (/\0|\p{Surrogate}/u.test(text)) return fault('NOT_TEXT');
  const most = property === 'sourceRef' || type === 'RECORD' ? maximumReferenceLength : maximumTextLength;
  return text.length > most ? fault('TOO_LONG', { most }) : { value: text };
}

/** Longer than any number or date is: nothing that takes long is tried on it. */
const longestValue = 64;

function isTooLong(cell: ValueCell): boolean {
  return typeof cell === 'string' && cell.length > longestValue;
}

function numberOf(cell: ValueCell): ReturnType<typeof readNumber> {
  if (isTooLong(cell)) return fault('NOT_A_NUMBER');
  if (typeof cell === 'number') return { digits: digitsOf(cell) };
  return typeof cell === 'string' ? readNumber(cell) : fault('NOT_A_NUMBER');
}

function readCount(cell: ValueCell): CellResult {
  const number = numberOf(cell);
  if ('fault' in number) return number;
  if (number.digits.includes('.')) return fault('NOT_WHOLE');
  const value = Number(number.digits);
  return Math.abs(value) < 2 ** 31 ? { value } : fault('OUT_OF_RANGE', { least: 0, most: 2 ** 31 - 1 });
}

/** As its column holds it: 18 digits, two of them behind the point. */
function readAmount(cell: ValueCell): CellResult {
  const number = numberOf(cell);
  if ('fault' in number) return number;
  const [whole = '', fraction = ''] = number.digits.replace('-', '').split('.');
  if (whole.length > 16) return fault('OUT_OF_RANGE', { least: '0.01', most: '9999999999999999.99' });
  return fraction.length > 2 ? fault('TOO_PRECISE') : { value: number.digits };
}

function readDay(cell: ValueCell): CellResult {
  if (typeof cell === 'boolean' || isTooLong(cell)) return fault('NOT_A_DATE');
  const read = typeof cell === 'number' ? dateOfSerial(cell) : readDate(typeof cell === 'object' ? cell.date : cell);
  return 'fault' in read ? read : { value: read.date };
}

const flags = new Map([
  ...['иә', 'да', 'yes', 'true', '1', '+', 'бар', 'истина'].map((word) => [foldText(word) || word, true] as const),
  ...['жоқ', 'нет', 'no', 'false', '0', 'ложь'].map((word) => [foldText(word) || word, false] as const),
]);

function readFlag(cell: ValueCell): CellResult {
  if (typeof cell === 'boolean') return { value: cell };
  const text = textOf(cell);
  const value = flags.get(foldText(text) || text);
  return value === undefined ? fault('NOT_A_FLAG') : { value };
}
