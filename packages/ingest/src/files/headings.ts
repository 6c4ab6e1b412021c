import { FileFault } from './file-fault.js';
import type { Cell, FileRow } from './table-file.js';

export const mostColumns = 200;

/**
 * The headings of a table by the cells of its first row: those behind the last heading are left out.
 * @throws {FileFault} when one is empty between others, there twice, or there are too many
 */
export function headingsOf(cells: readonly Cell[]): string[] {
  const texts = cells.map((cell) =>
    cell === null || typeof cell === 'object' ? '' : String(cell).replace(/\s+/gu, ' ').trim(),
  );
  const headings = texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  if (headings.length > mostColumns) throw new FileFault('TOO_MANY_COLUMNS', { most: mostColumns });
  const empty = headings.indexOf('');
  if (empty >= 0) throw new FileFault('EMPTY_HEADING', { column: empty + 1 });
  const twice = headings.findIndex((heading, index) => headings.indexOf(heading) !== index);
  if (twice >= 0) {
    // By their numbers: in a file without headings these are values, which may be of persons.
    throw new FileFault('DUPLICATE_HEADINGS', { column: headings.indexOf(headings[twice]!) + 1, other: twice + 1 });
  }
  return headings;
}

/** A row of so many columns; null where it holds nothing. */
export function rowOf(number: number, cells: readonly Cell[], columns: number): FileRow | null {
  if (cells.every(isEmpty)) return null;
  const own =
    cells.length >= columns ? cells.slice(0, columns) : [...cells, ...Array<null>(columns - cells.length).fill(null)];
  return { number, cells: own, surplus: cells.slice(columns).filter((cell) => !isEmpty(cell)).length };
}

function isEmpty(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}
