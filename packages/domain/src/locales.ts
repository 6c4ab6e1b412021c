export const locales = ['KK', 'RU', 'EN'] as const;
export type Locale = (typeof locales)[number];

/** The same words in Kazakh, Russian and English. */
export interface LocalizedText {
  kk: string;
  ru: string;
  en: string;
}

/** The words in one language; in Kazakh, the language of the state, where none is named. */
export function inLocale(text: LocalizedText, locale: Locale | null): string {
  return text[(locale ?? 'KK').toLowerCase() as keyof LocalizedText];
}
