import type { Locale } from '@oblys/domain';
import { inLocale } from '@oblys/domain';
import type { ImportKind } from './import-kind.js';
import type { HeadingFault } from './match-headings.js';

interface HeadingPhrases {
  intro(kindName: string): string;
  unknown(heading: string, hint: string | null): string;
  /** Of a column without a name that could be told. */
  column(number: number): string;
  missing(heading: string): string;
  twice(heading: string, other: string): string;
  looksLike(name: string, code: string): string;
}

const phrases: Readonly<Record<Locale, HeadingPhrases>> = {
  EN: {
    intro: (name) => `The headings are not those of ${name}.`,
    unknown: (heading, hint) =>
      `"${heading}" is unknown${hint === null ? '' : `; did you mean "${hint}"?`}${hint === null ? '.' : ''}`,
    column: (number) => `column ${number}`,
    missing: (heading) => `"${heading}" is missing.`,
    twice: (heading, other) => `"${heading}" and "${other}" are one column twice.`,
    looksLike: (name, code) => `The file looks like one of ${name} (${code}).`,
  },
  RU: {
    intro: (name) => `Заголовки не подходят к виду «${name}».`,
    unknown: (heading, hint) => `«${heading}» — неизвестный столбец${hint === null ? '.' : `; может быть, «${hint}»?`}`,
    column: (number) => `столбец ${number}`,
    missing: (heading) => `Нет столбца «${heading}».`,
    twice: (heading, other) => `«${heading}» и «${other}» — один и тот же столбец дважды.`,
    looksLike: (name, code) => `Файл похож на «${name}» (${code}).`,
  },
  KK: {
    intro: (name) => `Тақырыптар «${name}» түріне сай емес.`,
    unknown: (heading, hint) => `«${heading}» деген баған белгісіз${hint === null ? '.' : `; мүмкін, «${hint}»?`}`,
    column: (number) => `${number}-баған`,
    missing: (heading) => `«${heading}» бағаны жоқ.`,
    twice: (heading, other) => `«${heading}» және «${other}» — екі рет берілген бір баған.`,
    looksLike: (name, code) => `Файл «${name}» түріне ұқсайды (${code}).`,
  },
};

export function headingWords(
  kind: ImportKind,
  faults: readonly HeadingFault[],
  looksLike: ImportKind | null,
  locale: Locale,
): string {
  const { intro, unknown, column, missing, twice, looksLike: alike } = phrases[locale];
  const told = faults.slice(0, 20).map((fault) => {
    switch (fault.code) {
      case 'UNKNOWN_HEADING':
        return unknown(fault.heading ?? column(fault.column), fault.hint);
      case 'MISSING_HEADING':
        return missing(fault.heading);
      case 'HEADING_TWICE':
        return twice(fault.heading, fault.other);
    }
  });
  return [
    intro(inLocale(kind.names, locale)),
    ...(looksLike === null ? [] : [alike(inLocale(looksLike.names, locale), looksLike.code)]),
    ...told,
  ].join(' ');
}
