import { fault, type CellFault } from './cell-fault.js';

/** The digits of a number: a plain decimal such as "-1848.5". */
export type NumberResult = { readonly digits: string } | { readonly fault: CellFault };

/** Every space that people put between groups of three digits, and the apostrophes that some do. */
const groupSpace = `[ \\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000'’]`;
const groupedBySpaces = new RegExp(`^([+-]?\\d{1,3})((?:${groupSpace}\\d{3})+)([.,]\\d+)?$`);
const spaces = new RegExp(groupSpace, 'g');
const plain = /^[+-]?\d+$/;
const withFraction = /^([+-]?\d+)[.,](\d+)$/;
const groupedByCommas = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const groupedByDots = /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/;
const currency = /\s*(₸|тг\.?|теңге|тенге|kzt|tenge)\s*$/iu;
const multiplied =
  /^(.*?)\s*(мың|тыс(?:яч[аи]?|\.)?|thousand|млн\.?|миллион(?:а|ов)?|million|mln|млрд\.?|миллиард(?:а|ов)?|billion|bn|трлн\.?|триллион(?:а|ов)?|trillion)$/iu;

const powers: readonly [RegExp, number][] = [
  [/^(мың|тыс|thousand)/iu, 3],
  [/^(млн|миллион|million|mln)/iu, 6],
  [/^(млрд|миллиард|billion|bn)/iu, 9],
  [/^(трлн|триллион|trillion)/iu, 12],
];

/**
 * Reads a number as people of Kazakhstan write it. What could be two numbers is refused, and so is a number with a word
 * that multiplies it: what it would be in full is the hint.
 */
export function readNumber(text: string): NumberResult {
  const bare = text.trim().replace(currency, '').replaceAll('−', '-').trim();
  if (/[%٪]|пайыз|процент|percent/iu.test(bare)) return fault('PERCENT');
  const [, count, word] = multiplied.exec(bare) ?? [];
  if (word !== undefined) return multiplier(count!, word);
  const spaced = groupedBySpaces.exec(bare);
  if (spaced !== null) return { digits: canonical(bare.replace(spaces, '').replace(',', '.')) };
  if (plain.test(bare)) return { digits: canonical(bare) };
  if (isAmbiguous(bare)) return fault('AMBIGUOUS_NUMBER', readings(bare));
  if (withFraction.test(bare)) return { digits: canonical(bare.replace(',', '.')) };
  if (groupedByCommas.test(bare)) return { digits: canonical(bare.replaceAll(',', '')) };
  if (groupedByDots.test(bare)) return { digits: canonical(bare.replaceAll('.', '').replace(',', '.')) };
  return fault('NOT_A_NUMBER');
}

/** A spreadsheet holds numbers as floats of 15 digits that count: what comes behind is noise. */
export function digitsOf(number: number): string {
  const [mantissa = '0', exponent = '0'] = number.toExponential(14).split('e');
  return canonical(shift(mantissa, Number(exponent)));
}

/** One separator with three digits behind it parts thousands or decimals, and nobody can tell which. */
function isAmbiguous(text: string): boolean {
  const [, whole, fraction] = withFraction.exec(text) ?? [];
  return fraction?.length === 3 && whole!.replace(/^[+-]/, '').length <= 3 && !/^[+-]?0$/.test(whole!);
}

function readings(text: string): { one: string; other: string } {
  return { one: text.replace(/[.,]/, ''), other: text.replace('.', ',') };
}

function multiplier(count: string, word: string): { fault: CellFault } {
  const read = readNumber(count);
  const [, power] = powers.find(([name]) => name.test(word))!;
  return 'digits' in read ? fault('MULTIPLIER', { hint: canonical(shift(read.digits, power)) }) : fault('NOT_A_NUMBER');
}

/** Moves the point by so many places to the right, digit by digit: no float would keep them all. */
function shift(digits: string, places: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(digits)!;
  const all = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return `${sign}${all.slice(0, point).padEnd(point, '0')}${point < all.length ? `.${all.slice(point)}` : ''}`;
}

function canonical(digits: string): string {
  const [, sign, whole = '', fraction = ''] = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(digits)!;
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return sign === '-' && text !== '0' ? `-${text}` : text;
}
