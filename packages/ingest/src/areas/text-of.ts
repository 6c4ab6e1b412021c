import type { Cell } from '../files/table-file.js';

/** What stands in a cell, without spaces at its ends; empty where nothing does, null where it is no value. */
export function textOf(cell: Cell): string | null {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell).trim();
  return 'date' in cell ? cell.date : null;
}
