import { FileFault } from './file-fault.js';
import type { Cell } from './table-file.js';
import type { XlsxParts } from './xlsx-parts.js';
import { columnOf } from './xlsx-reference.js';

export interface Merge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

const mostMerges = 100_000;
const tag = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;
/** As much of a piece as may be the beginning of a tag that the next one ends. */
const overlap = 200;

/**
 * The merged cells of a sheet. They stand behind its rows, so the part is gone through once before, by its letters
 * alone: what a merge covers would else be taken for empty.
 */
export async function readMerges(parts: XlsxParts, sheetPart: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  let rest = '';
  for await (const piece of parts.text(sheetPart)) {
    const text = rest + piece;
    let end = 0;
    for (const match of text.matchAll(tag)) {
      const [, from, top, to, bottom] = match as unknown as [string, string, string, string, string];
      merges.push({
        firstRow: Number(top),
        lastRow: Number(bottom),
        firstColumn: columnOf(from),
        lastColumn: columnOf(to),
      });
      end = match.index + match[0].length;
    }
    if (merges.length > mostMerges) throw new FileFault('ZIP_BOMB', { part: sheetPart });
    rest = text.slice(Math.max(end, text.length - overlap));
  }
  return merges.sort((one, other) => one.firstRow - other.firstRow);
}

/** Marks what merges cover, in one going through the rows. */
export class MergeMarker {
  private next = 0;
  private open: Merge[] = [];

  /** @param merges by their first row */
  constructor(private readonly merges: readonly Merge[]) {}

  /** The cells of a row with those marked that a merge covers; rows are asked for in their order. */
  mark(row: number, cells: Cell[], columns: number): Cell[] {
    for (; (this.merges[this.next]?.firstRow ?? Infinity) <= row; this.next += 1)
      this.open.push(this.merges[this.next]!);
    if (this.open.length === 0) return cells;
    this.open = this.open.filter(({ lastRow }) => lastRow >= row);
    for (const merge of this.open) cover(cells, row, merge, columns);
    return cells;
  }
}

function cover(cells: Cell[], row: number, { firstRow, firstColumn, lastColumn }: Merge, columns: number): void {
  for (let column = firstColumn; column <= Math.min(lastColumn, columns - 1); column += 1) {
    if (row === firstRow && column === firstColumn) continue;
    while (cells.length < column) cells.push(null);
    cells[column] = { unusable: 'MERGED' };
  }
}
