import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';

/** Of the column that tells, in a file of faulty rows, what is wrong with each; nothing is taken from it. */
const faultHeading: LocalizedText = { kk: 'Қателер', ru: 'Ошибки', en: 'Faults' };

export function faultHeadingIn(locale: Locale): string {
  return inLocale(faultHeading, locale);
}

export function isFaultHeading(heading: string): boolean {
  return Object.values(faultHeading).includes(heading.trim());
}
