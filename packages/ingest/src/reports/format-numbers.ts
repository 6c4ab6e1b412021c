import { compare, formatDecimal, type Locale, parseDecimal, type Rational } from '@oblys/domain';

const languageTags: Record<Locale, string> = { KK: 'kk-KZ', RU: 'ru-RU', EN: 'en-GB' };

/** Writes decimals of one unit the way a locale does: percent with its sign, tenge as money, counts as plain numbers. */
export interface NumberWords {
  /** With as many decimals as it takes to see on which side of each landmark the value lies, two at least when it has any. */
  value(decimal: string, landmarks?: readonly string[]): string;
  /** With its sign, as a difference; of percentages without the percent sign. */
  signed(decimal: string): string;
  count(count: number): string;
}

export function numberWords(locale: Locale, unit: string): NumberWords {
  const tag = languageTags[locale];
  const style: Intl.NumberFormatOptions =
    unit === 'percent'
      ? { style: 'unit', unit: 'percent' }
      : unit === 'KZT'
        ? { style: 'currency', currency: 'KZT', currencyDisplay: 'narrowSymbol' }
        : {};
  const write = (decimal: string, options: Intl.NumberFormatOptions) =>
    // A decimal given as text is written digit by digit; as a number it would lose those beyond 2 ** 53.
    new Intl.NumberFormat(tag, options).format(decimal as Intl.StringNumericLiteral);
  return {
    value: (decimal, landmarks = []) => {
      const places = placesToTell(decimal, landmarks);
      const minimumFractionDigits = unit === 'KZT' && decimal.includes('.') ? 2 : 0;
      return write(decimal, { ...style, minimumFractionDigits, maximumFractionDigits: Math.max(places, 2) });
    },
    signed: (decimal) =>
      write(decimal, {
        ...(unit === 'percent' ? {} : style),
        signDisplay: 'exceptZero',
        minimumFractionDigits: 0,
        maximumFractionDigits: placesToTell(decimal, ['0']),
      }).replace('-', '−'),
    count: (count) => new Intl.NumberFormat(tag).format(count),
  };
}

const mostPlaces = 12;

/** 97.4999 written as 97.5 would seem to lie on the edge that it lies below. */
function placesToTell(decimal: string, landmarks: readonly string[]): number {
  const value = parseDecimal(decimal);
  const sides = (candidate: Rational) => landmarks.map((landmark) => compare(candidate, parseDecimal(landmark))).join();
  for (let places = 2; places < mostPlaces; places += 1) {
    if (sides(parseDecimal(formatDecimal(value, places))) === sides(value)) return places;
  }
  return mostPlaces;
}
