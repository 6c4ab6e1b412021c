import type { PageLocale } from './locale.js';
import { unitForms } from './units.js';

/** Thousands grouped as the language does; shares keep at most two decimals. The text is a decimal, never rounded before. */
export function formatNumber(value: string, locale: PageLocale): string {
  return numberFormat(locale, {}).format(value as Intl.StringNumericLiteral);
}

/** With its sign: +3, −0.37; nothing but 0 for no difference. */
export function formatDifference(value: string, locale: PageLocale): string {
  return numberFormat(locale, { signDisplay: 'exceptZero' }).format(value as Intl.StringNumericLiteral);
}

/** The number with its unit, in the form that the language wants beside that number. An unknown unit is shown as it is. */
export function formatQuantity(value: string, unit: string, locale: PageLocale): string {
  const number = formatNumber(value, locale);
  const forms = unitForms(unit, locale);
  if (forms === undefined) return `${number} ${unit}`;
  if (typeof forms === 'string') return forms === '%' && locale !== 'ru' ? `${number}%` : `${number}\u00a0${forms}`;
  const category = locale === 'kk' ? 'other' : new Intl.PluralRules(locale).select(Number(value));
  return `${number} ${forms[category as keyof typeof forms] ?? forms.other}`;
}

/** A calendar date, YYYY-MM-DD, in words; no zone can shift it. */
export function formatDate(date: string, locale: PageLocale): string {
  if (locale === 'kk') return formatKazakhDate(date);
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** The calendar date of an instant in Kazakhstan, wherever the page is read. */
export function dateOfInstant(instant: string): string {
  // Swedish writes dates as YYYY-MM-DD.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Almaty' }).format(new Date(instant));
}

/** Not every browser knows Kazakh: some of them would fall back to English. */
function formatKazakhDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year} жылғы ${day} ${kazakhMonths[(month ?? 1) - 1]}`;
}

const kazakhMonths = [
  ...['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым'],
  ...['шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
];

/** Kazakh and Russian write numbers alike, and every browser knows Russian. */
function numberFormat(locale: PageLocale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru', { maximumFractionDigits: 2, ...options });
}
