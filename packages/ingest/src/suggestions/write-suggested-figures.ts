import { inLocale, type Locale } from '@oblys/domain';
import { writeTable } from '../files/write-table.js';
import { figureKind } from '../reports/figure-kind.js';
import type { FigureSuggestion } from './suggestion.js';

const notes: Readonly<Record<Locale, string>> = {
  KK: 'Мәтіннен ұсынылған; тексеріңіз.',
  RU: 'Предложено по тексту; проверьте.',
  EN: 'Proposed from the text; to be checked.',
};

/** Writes what is proposed as a table of figures, to be looked through and taken in; a CSV or XLSX file by its name. */
export async function writeSuggestedFigures(
  path: string,
  suggestions: readonly FigureSuggestion[],
  locale: Locale,
): Promise<void> {
  await writeTable(path, {
    headings: figureKind.fields.map(({ headings }) => inLocale(headings, locale)),
    rows: suggestions.map((figure, index) => [
      index + 1,
      figure.measure,
      // One that nobody knows stays to be seen: taking it in is refused until a person says which it is.
      figure.programmeCode ?? figure.unknownProgramme,
      figure.value,
      figure.unit,
      figure.qualifier,
      figure.roundingUnit,
      figure.periodFrom,
      figure.periodTo,
      figure.wording.replace(/\s+/gu, ' '),
      notes[locale],
    ]),
  });
}
