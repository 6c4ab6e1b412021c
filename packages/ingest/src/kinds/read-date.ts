import { addDays, type IsoDate } from '@oblys/domain';
import { fault, type CellFault } from './cell-fault.js';
import { foldText } from './fold-text.js';

export type DateResult = { readonly date: IsoDate } | { readonly fault: CellFault };

export const firstYear = 1991;
export const lastYear = 2100;
/** Days as a spreadsheet counts them: 1954 to 2119, which no other number of a date column is. */
const [firstSerial, lastSerial] = [20_000, 80_000];

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/;
const dotted =
  /^(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{2}|\d{4})\s*(?:г\.?|ж\.?|года|жылы?)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/iu;
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})$/;
const dayFirst = /^(\d{1,2}) (\p{L}+) (\d{4})(?: (?:г|года|ж|жыл|жылы))?$/u;
const yearFirst = /^(\d{4}) (?:жылгы|ж|жыл|жылы) (\d{1,2}) (\p{L}+)$/u;

/** The first letters of the months, folded, in Kazakh, Russian and English; none begins another. */
const months: readonly (readonly string[])[] = [
  ['кантар', 'январ', 'jan'],
  ['акпан', 'феврал', 'feb'],
  ['наурыз', 'март', 'mar'],
  ['сауир', 'апрел', 'apr'],
  ['мамыр', 'май', 'мая', 'may'],
  ['маусым', 'июн', 'jun'],
  ['шилде', 'июл', 'jul'],
  ['тамыз', 'август', 'aug'],
  ['кыркуйек', 'сентябр', 'sep'],
  ['казан', 'октябр', 'oct'],
  ['караша', 'ноябр', 'nov'],
  ['желтоксан', 'декабр', 'dec'],
];

/** Reads a calendar date as it is written in the three languages, or by numbers; one that could be two is refused. */
export function readDate(text: string): DateResult {
  const bare = text.trim();
  const [, year, month, day] = iso.exec(bare) ?? [];
  if (day !== undefined) return dateOf(year!, month!, day);
  const [, dottedDay, dottedMonth, dottedYear] = dotted.exec(bare) ?? [];
  if (dottedYear !== undefined) return dateOf(dottedYear, dottedMonth!, dottedDay!);
  const [, one, other, slashedYear] = slashed.exec(bare) ?? [];
  if (slashedYear !== undefined) return slashedDate(one!, other!, slashedYear);
  return namedDate(foldText(bare));
}

/** A number in a column of dates is a day as spreadsheets count them. */
export function dateOfSerial(serial: number): DateResult {
  if (serial < firstSerial || serial > lastSerial) return fault('NOT_A_DATE');
  return { date: addDays('1899-12-30', Math.floor(serial)) };
}

function slashedDate(one: string, other: string, year: string): DateResult {
  const [first, second] = [Number(one), Number(other)];
  if (first > 12 || first === second) return dateOf(year, other, one);
  if (second > 12) return dateOf(year, one, other);
  if (year.length === 2) return fault('TWO_DIGIT_YEAR');
  return fault('AMBIGUOUS_DATE', {
    one: `${pad(one)}.${pad(other)}.${year}`,
    other: `${pad(other)}.${pad(one)}.${year}`,
  });
}

function namedDate(folded: string): DateResult {
  const [, day, month, year] = dayFirst.exec(folded) ?? [];
  if (year !== undefined) return monthDate(year, month!, day!);
  const [, leading, behind, name] = yearFirst.exec(folded) ?? [];
  return name === undefined ? fault('NOT_A_DATE') : monthDate(leading!, name, behind!);
}

function monthDate(year: string, name: string, day: string): DateResult {
  const index = months.findIndex((names) => names.some((start) => name.startsWith(start)));
  return index < 0 ? fault('NOT_A_DATE') : dateOf(year, String(index + 1), day);
}

function dateOf(year: string, month: string, day: string): DateResult {
  if (year.length === 2) return fault('TWO_DIGIT_YEAR');
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const instant = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date) return fault('NO_SUCH_DAY');
  if (Number(year) < firstYear || Number(year) > lastYear)
    return fault('OUT_OF_RANGE', { least: firstYear, most: lastYear });
  return { date };
}

function pad(number: string): string {
  return number.padStart(2, '0');
}
