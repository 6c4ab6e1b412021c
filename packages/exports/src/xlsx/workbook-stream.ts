import type { Readable } from 'node:stream';
import { zipStream, type ZipEntry } from '../zip-stream.js';
import { CellStyles } from './cell-styles.js';
import { mainNamespace, xmlHeader, xmlText } from './xlsx-text.js';

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const documentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface SheetPart {
  /** Up to 31 letters, without []:*?/\ */
  readonly name: string;
  readonly isHidden?: boolean;
  /** The inside of the worksheet. */
  readonly xml: AsyncIterable<string> | Iterable<string>;
}

/**
 * A workbook, sheet by sheet, as fast as somebody reads it; how many sheets there are may turn out on the way. Its few
 * parts are written by hand. Of the libraries that write XLSX exceljs is kept no more; write-excel-file holds the whole
 * workbook in memory; hucre streams one table, without filters, a second sheet or lists to choose from.
 */
export function workbookStream(sheets: (styles: CellStyles) => AsyncIterable<SheetPart>): Readable {
  return zipStream(parts(sheets));
}

/** What names the sheets and their styles comes after them. */
async function* parts(sheetsOf: (styles: CellStyles) => AsyncIterable<SheetPart>): AsyncGenerator<ZipEntry> {
  const styles = new CellStyles();
  const sheets: SheetPart[] = [];
  for await (const sheet of sheetsOf(styles)) {
    sheets.push(sheet);
    yield { name: `xl/worksheets/sheet${sheets.length}.xml`, chunks: worksheet(sheet) };
  }
  yield { name: 'xl/styles.xml', chunks: [styles.xml()] };
  yield { name: 'xl/workbook.xml', chunks: [workbookXml(sheets)] };
  yield { name: 'xl/_rels/workbook.xml.rels', chunks: [workbookRelations(sheets)] };
  yield { name: '_rels/.rels', chunks: [rootRelations] };
  yield { name: '[Content_Types].xml', chunks: [contentTypesXml(sheets)] };
}

async function* worksheet({ xml }: SheetPart): AsyncGenerator<string> {
  yield `${xmlHeader}<worksheet xmlns="${mainNamespace}">`;
  yield* xml;
  yield '</worksheet>';
}

function workbookXml(sheets: readonly SheetPart[]): string {
  const entries = sheets.map(
    ({ name, isHidden = false }, index) =>
      `<sheet name="${xmlText(name)}" sheetId="${index + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  return `${xmlHeader}<workbook xmlns="${mainNamespace}" xmlns:r="${relations}"><sheets>${entries.join('')}</sheets></workbook>`;
}

function workbookRelations(sheets: readonly SheetPart[]): string {
  const entries = sheets.map(
    (_sheet, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/>`;
  return `${xmlHeader}<Relationships xmlns="${packageRelations}">${entries.join('')}${styles}</Relationships>`;
}

const rootRelations = `${xmlHeader}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function contentTypesXml(sheets: readonly SheetPart[]): string {
  const overrides = [
    ['workbook.xml', 'sheet.main'],
    ['styles.xml', 'styles'],
    ...sheets.map((_sheet, index) => [`worksheets/sheet${index + 1}.xml`, 'worksheet']),
  ].map(([part, type]) => `<Override PartName="/xl/${part}" ContentType="${documentTypes}.${type}+xml"/>`);
  return (
    `${xmlHeader}<Types xmlns="${contentTypes}">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}
