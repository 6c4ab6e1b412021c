import type { TableFile } from '../files/table-file.js';
import { foldText, shorten } from '../kinds/fold-text.js';
import { AreaFileError } from './area-file-error.js';

/** The names that each column may have; folded before they are compared. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/**
 * The place of each column in a file by its heading; null for one that is not there.
 * @throws {AreaFileError} when one of those needed is not there
 */
export function findColumns<Column extends string>(
  { headings }: TableFile,
  names: ColumnNames<Column>,
  needed: readonly NoInfer<Column>[],
): Readonly<Record<Column, number | null>> {
  const folded = headings.map(foldText);
  const entries = (Object.entries(names) as [Column, readonly string[]][]).map(([column, known]) => {
    const place = folded.findIndex((heading) => known.some((name) => foldText(name) === heading));
    return [column, place < 0 ? null : place] as const;
  });
  const columns = Object.fromEntries(entries) as Record<Column, number | null>;
  const missing = needed.filter((column) => columns[column] === null);
  if (missing.length > 0) {
    throw new AreaFileError('MISSING_COLUMNS', {
      missing: missing.map((column) => names[column][0]!).join(', '),
      found: shorten(headings.join(', ')),
    });
  }
  return columns;
}
