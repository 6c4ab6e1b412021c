import type { Readable } from 'node:stream';
import {
  booleanCell,
  columnName,
  numberCell,
  rowXml,
  serialOfDay,
  textCell,
  workbookStream,
  type CellStyles,
  type SheetPart,
} from '@oblys/exports';
import type { Cell } from './table-file.js';
import type { ColumnType, WrittenTable } from './write-table.js';

const lastRow = 1_048_576;

/** A workbook of one sheet, with a hidden one for the lists. Text is always text, never a formula. */
export function xlsxStream(table: WrittenTable): Readable {
  return workbookStream((styles) => sheets(table, stylesOf(styles)));
}

interface Styles extends Readonly<Record<ColumnType, number>> {
  readonly heading: number;
}

function stylesOf(styles: CellStyles): Styles {
  return { heading: styles.heading, text: styles.text, date: styles.of('yyyy\\-mm\\-dd'), number: styles.general };
}

async function* sheets(table: WrittenTable, styles: Styles): AsyncGenerator<SheetPart> {
  yield { name: '1', xml: sheet(table, styles) };
  yield { name: 'lists', isHidden: true, xml: [listSheet(table.lists ?? [], styles)] };
}

async function* sheet({ headings, rows, lists = [], columnTypes = [] }: WrittenTable, styles: Styles) {
  yield `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columnsOf(headings, columnTypes, styles)}<sheetData>`;
  yield rowXml(
    1,
    headings.map((heading) => textCell(heading, styles.heading)),
  );
  let number = 1;
  for await (const row of rows) yield rowOf((number += 1), row, columnTypes, styles);
  yield `</sheetData>${validations(lists)}`;
}

/** Whole columns have the style, so that what is typed into them is taken right. */
function columnsOf(headings: readonly string[], types: readonly ColumnType[], styles: Styles): string {
  const columns = headings.map((heading, index) => {
    const width = Math.min(60, Math.max(14, [...heading].length + 3));
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styles[types[index] ?? 'text']}" customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

function rowOf(number: number, cells: readonly Cell[], types: readonly ColumnType[], styles: Styles): string {
  return rowXml(
    number,
    cells.map((cell, index) => cellXml(cell, styles[types[index] ?? 'text'], styles)),
  );
}

/** A column has its style where it has no cell. */
function cellXml(cell: Cell, style: number, styles: Styles): string | null {
  if (cell === null) return null;
  if (typeof cell === 'number') return numberCell(cell, styles.number);
  if (typeof cell === 'boolean') return booleanCell(cell);
  if (typeof cell === 'string') return textCell(cell, style);
  return 'date' in cell ? numberCell(serialOfDay(cell.date), styles.date) : null;
}

/** Each list is a column of the hidden sheet. */
function listSheet(lists: readonly (readonly string[] | null)[], styles: Styles): string {
  const longest = Math.max(0, ...lists.map((list) => list?.length ?? 0));
  const rows = Array.from({ length: longest }, (_none, row) =>
    rowOf(
      row + 1,
      lists.map((list) => list?.[row] ?? null),
      [],
      styles,
    ),
  );
  return `<sheetData>${rows.join('')}</sheetData>`;
}

function validations(lists: readonly (readonly string[] | null)[]): string {
  const rules = lists.flatMap((list, index) => {
    if (list === null || list.length === 0) return [];
    const column = columnName(index);
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${column}2:${column}${lastRow}"><formula1>lists!$${column}$1:$${column}$${list.length}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}
