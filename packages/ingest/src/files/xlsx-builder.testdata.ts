import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface RawWorkbook {
  /** The inside of sheetData, and what stands behind it. */
  readonly sheet: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookProperties?: string;
  readonly sheets?: string;
  /** Further parts, or others in the place of those that are there. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** Writes a workbook out of raw XML, so that any trap can be set. */
export async function writeRawXlsx(path: string, raw: RawWorkbook): Promise<void> {
  const zip = new ZipFile();
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="a" Type="${relations}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}">${raw.workbookProperties ?? ''}<sheets>${raw.sheets ?? '<sheet name="Бет" sheetId="1" r:id="s1"/>'}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="s1" Type="${relations}/worksheet" Target="worksheets/one.xml"/><Relationship Id="s2" Type="${relations}/worksheet" Target="worksheets/two.xml"/><Relationship Id="t" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${raw.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}">${raw.styles ?? ''}</styleSheet>`,
    'xl/worksheets/one.xml': `<worksheet xmlns="${main}">${raw.sheet}</worksheet>`,
    'xl/worksheets/two.xml': `<worksheet xmlns="${main}"><sheetData><row><c t="inlineStr"><is><t>second</t></is></c></row></sheetData></worksheet>`,
    ...raw.parts,
  };
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** A sheet of inline texts, a row for each list. */
export function textSheet(...rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  return `<sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData>`;
}
