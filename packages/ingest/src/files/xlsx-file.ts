import { basename } from 'node:path';
import { addDays } from '@oblys/domain';
import { FileFault } from './file-fault.js';
import { headingsOf, mostColumns, rowOf } from './headings.js';
import type { SeenBytes } from './look-at-bytes.js';
import type { Cell, FileRow, TableFile } from './table-file.js';
import { MergeMarker, readMerges, type Merge } from './xlsx-merges.js';
import { XlsxParts, type XmlHandlers } from './xlsx-parts.js';
import { columnOf } from './xlsx-reference.js';
import { mostCellLetters, readWorkbook, unescapeText, type XlsxWorkbook } from './xlsx-workbook.js';

const batchSize = 1_000;
/** Further down a spreadsheet has no rows. */
const lastRow = 1_048_576;

export async function openXlsxFile(path: string, seen: SeenBytes, sheet: string | undefined): Promise<TableFile> {
  const parts = await XlsxParts.open(path);
  try {
    const workbook = await readWorkbook(parts, sheet);
    const merges = await readMerges(parts, workbook.sheetPart);
    const headings = await readHeadings(parts, workbook);
    return {
      name: basename(path),
      format: 'XLSX',
      sha256: seen.sha256,
      byteCount: seen.byteCount,
      dialect: `XLSX, sheet "${workbook.sheetName}"`,
      headings,
      rows: () => readRows(path, workbook, merges, headings.length),
    };
  } finally {
    parts.close();
  }
}

async function readHeadings(parts: XlsxParts, workbook: XlsxWorkbook): Promise<string[]> {
  for await (const rows of sheetRows(parts, workbook)) {
    const first = rows.find(({ cells }) => rowOf(1, cells, mostColumns + 1) !== null);
    if (first !== undefined) return headingsOf(first.cells);
  }
  throw new FileFault('EMPTY_FILE');
}

async function* readRows(
  path: string,
  workbook: XlsxWorkbook,
  merges: readonly Merge[],
  columns: number,
): AsyncGenerator<readonly FileRow[]> {
  const parts = await XlsxParts.open(path);
  try {
    let batch: FileRow[] = [];
    let areHeadingsRead = false;
    const marker = new MergeMarker(merges);
    for await (const rows of sheetRows(parts, workbook)) {
      for (const { number, cells } of rows) {
        const row = rowOf(number, marker.mark(number, cells, columns), columns);
        if (row === null) continue;
        if (areHeadingsRead) batch.push(row);
        areHeadingsRead = true;
      }
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    parts.close();
  }
}

interface SheetRow {
  readonly number: number;
  readonly cells: Cell[];
}

async function* sheetRows(parts: XlsxParts, workbook: XlsxWorkbook): AsyncGenerator<SheetRow[]> {
  const reader = new SheetReader(workbook);
  const walk = parts.walk(workbook.sheetPart, reader);
  while ((await walk.next()).done !== true) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
}

/** Gathers the rows of a sheet as its tags go by. */
class SheetReader implements XmlHandlers {
  private rows: SheetRow[] = [];
  private number = 0;
  private cells: Cell[] = [];
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private isFormula = false;
  private isValue = false;
  private isAloud = false;

  constructor(private readonly workbook: XlsxWorkbook) {}

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  row(): number {
    return this.number;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.openRow(attributes['r']);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'f') this.isFormula = true;
    else if (name === 'v' || name === 't') this.isValue = true;
    else if (name === 'rPh') this.isAloud = true;
  }

  text(text: string): void {
    if (this.isValue && !this.isAloud && this.value.length <= mostCellLetters) this.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'rPh') this.isAloud = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.rows.push({ number: this.number, cells: this.cells });
  }

  private openRow(reference: string | undefined): void {
    this.number = reference === undefined ? this.number + 1 : Number(reference);
    if (!(this.number >= 1 && this.number <= lastRow))
      throw new FileFault('BROKEN_XML', { part: this.workbook.sheetPart });
    this.cells = [];
    this.column = -1;
  }

  private openCell({ r, s = '0', t = 'n' }: Readonly<Record<string, string>>): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r);
    this.style = Number(s);
    this.type = t;
    this.value = '';
    this.isFormula = false;
  }

  /** What lies beyond all columns that a table may have is kept as a sign that there is something. */
  private closeCell(): void {
    const cell = this.readCell();
    if (cell === null) return;
    const place = Math.min(this.column, mostColumns);
    while (this.cells.length < place) this.cells.push(null);
    this.cells[place] = cell;
  }

  private readCell(): Cell {
    const { type, value } = this;
    if (this.isFormula) return { unusable: 'FORMULA' };
    if (type === 'e') return { unusable: 'ERROR' };
    if (value.length > mostCellLetters) return { unusable: 'TOO_LONG' };
    if (type === 's') return value === '' ? null : this.sharedText(Number(value));
    if (value === '') return null;
    if (type === 'inlineStr' || type === 'str') return unescapeText(value);
    if (type === 'b') return value === '1';
    if (type === 'd') return { date: value.slice(0, 10) };
    return this.numberCell(Number(value));
  }

  private sharedText(index: number): Cell {
    const text = this.workbook.strings[index];
    if (text === undefined) throw new FileFault('BROKEN_XML', { part: this.workbook.sheetPart });
    return text ?? { unusable: 'TOO_LONG' };
  }

  private numberCell(number: number): Cell {
    if (!Number.isFinite(number)) return { unusable: 'ERROR' };
    return this.workbook.isDateStyle[this.style] === true ? dateOf(number, this.workbook.from1904) : number;
  }
}

/** The 29 February 1900 that spreadsheets believe in lies before every day that counts here. */
function dateOf(serial: number, from1904: boolean): Cell {
  const day = Math.floor(serial);
  if (day < 61 || day > 2_958_465) return { unusable: 'ERROR' };
  return { date: addDays(from1904 ? '1904-01-01' : '1899-12-30', day) };
}
