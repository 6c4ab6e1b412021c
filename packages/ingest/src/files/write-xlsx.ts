import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell } from './table-file.js';
import type { ColumnType, WrittenTable } from './write-table.js';
import { columnName } from './xlsx-reference.js';

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const lastRow = 1_048_576;

/** By their places in the styles below. */
const styles = { bold: 1, text: 2, date: 3, number: 4 } as const;

/**
 * A workbook of one sheet, with a hidden one for the lists. Its few parts are written by hand: of the libraries that
 * write XLSX, those that are kept make no lists to choose from, and the one that does is kept no more. Text is always
 * text, never a formula.
 */
export function xlsxStream(table: WrittenTable): NodeJS.ReadableStream {
  const zip = new ZipFile();
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(header + text), name);
  add('[Content_Types].xml', contentTypes);
  add('_rels/.rels', rootRelations);
  add('xl/workbook.xml', workbook);
  add('xl/_rels/workbook.xml.rels', workbookRelations);
  add('xl/styles.xml', stylesheet);
  add('xl/worksheets/sheet2.xml', listSheet(table.lists ?? []));
  zip.addReadStream(Readable.from(sheet(table), { objectMode: false }), 'xl/worksheets/sheet1.xml');
  zip.end();
  return zip.outputStream;
}

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const rootRelations = `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const workbook = `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/><sheet name="lists" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`;
const workbookRelations = `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`;
const stylesheet = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

async function* sheet({ headings, rows, lists = [], columnTypes = [] }: WrittenTable): AsyncGenerator<string> {
  yield `${header}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columnsOf(headings, columnTypes)}<sheetData>`;
  yield rowText(headings, () => styles.bold);
  for await (const row of rows) yield rowText(row, (index) => styles[columnTypes[index] ?? 'text']);
  yield `</sheetData>${validations(lists)}</worksheet>`;
}

/** Whole columns have the style, so that what is typed into them is taken right. */
function columnsOf(headings: readonly string[], types: readonly ColumnType[]): string {
  const columns = headings.map((heading, index) => {
    const width = Math.min(60, Math.max(14, [...heading].length + 3));
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styles[types[index] ?? 'text']}" customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

function rowText(cells: readonly Cell[], styleOf: (index: number) => number): string {
  return `<row>${cells.map((cell, index) => cellText(cell, styleOf(index))).join('')}</row>`;
}

/** Without a number of the row: readers count. */
function cellText(cell: Cell, style: number): string {
  if (cell === null) return `<c s="${style}"/>`;
  if (typeof cell === 'number') return `<c s="${styles.number}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string')
    return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
  return 'date' in cell ? `<c s="${styles.date}"><v>${serialOf(cell.date)}</v></c>` : `<c s="${style}"/>`;
}

function serialOf(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000;
}

/** Each list is a column of the hidden sheet. */
function listSheet(lists: readonly (readonly string[] | null)[]): string {
  const longest = Math.max(0, ...lists.map((list) => list?.length ?? 0));
  const rows = Array.from({ length: longest }, (_none, row) =>
    rowText(
      lists.map((list) => list?.[row] ?? null),
      () => styles.text,
    ),
  );
  return `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
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

/** Characters that XML cannot hold are left out; those that end a line are kept as a spreadsheet writes them. */
function escape(text: string): string {
  return text
    .replace(/\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, (character) => ('\t\n\r'.includes(character) ? character : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '_x000D_');
}
