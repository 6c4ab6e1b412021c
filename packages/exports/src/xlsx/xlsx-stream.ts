import type { Readable } from 'node:stream';
import { InvalidInputError, inLocale, type Locale } from '@oblys/domain';
import type { CheckedRow } from '../check-values.js';
import { chunkLength } from '../chunks.js';
import type { ExportColumn } from '../export-table.js';
import type { FinalStatement, RowSource } from '../row-source.js';
import { statementLines, typeWords, words } from '../statement-words.js';
import { numberCell, rowXml, textCell } from './cell-xml.js';
import type { CellStyles } from './cell-styles.js';
import { SheetNames } from './sheet-names.js';
import { workbookStream, type SheetPart } from './workbook-stream.js';
import { XlsxColumn } from './xlsx-columns.js';
import { columnName, mostCellLetters } from './xlsx-text.js';

/** Of a sheet, as Excel has it; the first is that of the headings. */
const mostSheetRows = 1_048_576;
const mostColumns = 16_384;

export interface XlsxOptions {
  /** Of one sheet, its heading left out; as many as a spreadsheet has unless given. */
  readonly mostRows?: number | undefined;
}

/**
 * A workbook with the rows on as many sheets as they fill, a sheet of what each column means and one of what the file
 * holds. A spreadsheet has no zones: instants are in UTC, and the heading says so.
 * @throws {InvalidInputError} when there are more columns than a sheet has
 */
export function xlsxStream(source: RowSource, { mostRows = mostSheetRows - 1 }: XlsxOptions = {}): Readable {
  if (source.columns.length > mostColumns) {
    throw new InvalidInputError(`A sheet has ${mostColumns} columns, and the table ${source.columns.length}.`);
  }
  return workbookStream((styles) => sheets(source, styles, mostRows));
}

async function* sheets(source: RowSource, styles: CellStyles, mostRows: number): AsyncGenerator<SheetPart> {
  const { locale, columns } = source;
  const names = new SheetNames();
  const [about, definitions] = [
    names.take(inLocale(words.about, locale)),
    names.take(inLocale(words.definitions, locale)),
  ];
  const writers = columns.map((column) => new XlsxColumn(column, styles));
  const rows = new RowsInReserve(source.batches());
  try {
    let number = 0;
    const cells = (row: CheckedRow) => {
      number += 1;
      return row.map((value, index) => writers[index]!.cell(value, number));
    };
    do {
      yield { name: names.take(source.name), xml: dataSheet({ columns, styles, rows, mostRows, cells }) };
    } while (await rows.hasMore());
  } finally {
    await rows.close();
  }
  yield { name: definitions, xml: [definitionSheet(columns, locale, styles)] };
  const notes = writers.flatMap((writer) => writer.note(locale) ?? []);
  yield { name: about, xml: [aboutSheet(source.finish(), notes, locale, styles)] };
}

interface DataSheet {
  readonly columns: readonly ExportColumn[];
  readonly styles: CellStyles;
  readonly rows: RowsInReserve;
  readonly mostRows: number;
  readonly cells: (row: CheckedRow) => (string | null)[];
}

async function* dataSheet({ columns, styles, rows, mostRows, cells }: DataSheet): AsyncGenerator<string> {
  const headings = columns.map(({ heading, type }) => (type === 'INSTANT' ? `${heading} (UTC)` : heading));
  let count = 0;
  let chunk = `${frozenHeading}${columnWidths(headings, await rows.peek())}<sheetData>${textRow(1, headings, styles.heading)}`;
  while (count < mostRows && (await rows.hasMore())) {
    for (const row of rows.take(mostRows - count)) {
      count += 1;
      chunk += rowXml(count + 1, cells(row));
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
  }
  yield `${chunk}</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${count + 1}"/>`;
}

/** Rows that were read and are not yet written, so that a sheet ends where it is full. */
class RowsInReserve {
  private batch: readonly CheckedRow[] = [];
  private next = 0;

  constructor(private readonly batches: AsyncGenerator<readonly CheckedRow[]>) {}

  async hasMore(): Promise<boolean> {
    if (this.next < this.batch.length) return true;
    const { done, value } = await this.batches.next();
    if (done === true) return false;
    [this.batch, this.next] = [value, 0];
    return true;
  }

  /** Some of the next rows, left where they are. */
  async peek(): Promise<readonly CheckedRow[]> {
    return (await this.hasMore()) ? this.batch.slice(this.next, this.next + 100) : [];
  }

  take(most: number): readonly CheckedRow[] {
    const rows = this.batch.slice(this.next, this.next + most);
    this.next += rows.length;
    return rows;
  }

  async close(): Promise<void> {
    await this.batches.return(undefined);
  }
}

const frozenHeading =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

/** Wide enough for the heading and the first rows, and never so wide that one column fills the screen. */
function columnWidths(headings: readonly string[], rows: readonly CheckedRow[]): string {
  const widths = headings.map((heading, index) => {
    const letters = Math.max(heading.length + 3, ...rows.map((row) => lettersOf(row[index]!)));
    return `<col min="${index + 1}" max="${index + 1}" width="${Math.min(60, Math.max(10, letters + 2))}" customWidth="1"/>`;
  });
  return `<cols>${widths.join('')}</cols>`;
}

function lettersOf(value: CheckedRow[number]): number {
  if (value === null) return 0;
  return value instanceof Date ? 'YYYY-MM-DD hh:mm:ss.000'.length : String(value).length;
}

function textRow(number: number, texts: readonly string[], style: number): string {
  return rowXml(
    number,
    texts.map((text) => textCell(fitting(text), style)),
  );
}

/** Words of our own; no row of the table. */
function fitting(text: string): string {
  if (text.length <= mostCellLetters) return text;
  throw new InvalidInputError(`A text about the file has ${text.length} letters; a cell holds ${mostCellLetters}.`);
}

function definitionSheet(columns: readonly ExportColumn[], locale: Locale, styles: CellStyles): string {
  const headings = [words.column, words.key, words.type, words.definition].map((text) => inLocale(text, locale));
  const rows = columns.map(({ heading, key, type, definition = '' }, index) => {
    const typeName = inLocale(typeWords[typeof type === 'string' ? type : 'DECIMAL']!, locale);
    return textRow(index + 2, [heading, key, typeName, definition], styles.text);
  });
  const widths = [30, 24, 18, 80].map((width, index) => widthXml(index, width));
  return `${frozenHeading}<cols>${widths.join('')}</cols><sheetData>${textRow(1, headings, styles.heading)}${rows.join('')}</sheetData>`;
}

function aboutSheet(statement: FinalStatement, notes: readonly string[], locale: Locale, styles: CellStyles): string {
  const lines = statementLines({ ...statement, notes: [...(statement.notes ?? []), ...notes] }, locale);
  const rows = lines.map(([label, value], index) => {
    const cell = typeof value === 'number' ? numberCell(value, styles.general) : textCell(fitting(value), styles.text);
    return rowXml(index + 1, [textCell(label, styles.heading), cell]);
  });
  return `<cols>${widthXml(0, 28)}${widthXml(1, 100)}</cols><sheetData>${rows.join('')}</sheetData>`;
}

function widthXml(index: number, width: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}
