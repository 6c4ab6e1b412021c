export const locales = ['KK', 'RU', 'EN'] as const;
export type Locale = (typeof locales)[number];

/** The same words in Kazakh, Russian and English. */
export interface LocalizedText {
  kk: string;
  ru: string;
  en: string;
}

export function inLocale(text: LocalizedText, locale: Locale): string {
  return text[locale.toLowerCase() as keyof LocalizedText];
}
