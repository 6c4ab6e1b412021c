import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';
import type { ExportRow, ExportTable } from '@oblys/exports';

/**
 * The first rows of a table. The others are read, too, for its statement says how many there are: nothing is cut in
 * silence.
 */
export function limitRows(table: ExportTable, most: number): ExportTable {
  let count = 0;
  return {
    ...table,
    batches: firstOf(table.batches, most, (read) => (count = read)),
    statement: () => {
      const statement = table.statement();
      if (count <= most) return statement;
      return { ...statement, notes: [cutNote(most, count, table.locale), ...(statement.notes ?? [])] };
    },
  };
}

/** Says that there are more rows than are given. */
export function cutNote(given: number, count: number, locale: Locale): string {
  return `${inLocale(words.cut, locale)}: ${given} / ${count}`;
}

async function* firstOf(
  batches: ExportTable['batches'],
  most: number,
  tell: (count: number) => void,
): AsyncGenerator<readonly ExportRow[]> {
  let count = 0;
  for await (const rows of batches) {
    const first = rows.slice(0, Math.max(0, most - count));
    count += rows.length;
    tell(count);
    yield first;
  }
}

const words: Readonly<Record<'cut', LocalizedText>> = {
  cut: {
    kk: 'Барлығы емес, алғашқы жолдар ғана',
    ru: 'Не всё, а только первые строки',
    en: 'Not all of it, the first rows alone',
  },
};
