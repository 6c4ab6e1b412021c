export const pageLocales = ['kk', 'ru', 'en'] as const;
export type PageLocale = (typeof pageLocales)[number];

const storageKey = 'oblys.locale';

/** What the address asks for (?lang=ru), else what was chosen before, else Kazakh. */
export function initialLocale(search: string, storage: Pick<Storage, 'getItem'> | null): PageLocale {
  const wanted = [new URLSearchParams(search).get('lang'), storage?.getItem(storageKey)];
  return wanted.find(isPageLocale) ?? 'kk';
}

export function rememberLocale(storage: Pick<Storage, 'setItem'> | null, locale: PageLocale): void {
  storage?.setItem(storageKey, locale);
}

/** A browser that forbids storage throws at the mere mention of it. */
export function findStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function isPageLocale(text: string | null | undefined): text is PageLocale {
  return pageLocales.some((locale) => locale === text);
}
