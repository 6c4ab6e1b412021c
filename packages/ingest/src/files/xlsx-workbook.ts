import { posix } from 'node:path';
import { FileFault } from './file-fault.js';
import type { XlsxParts } from './xlsx-parts.js';

/** What the cells of a sheet are read by. */
export interface XlsxWorkbook {
  readonly sheetName: string;
  readonly sheetPart: string;
  readonly strings: SharedStrings;
  /** Whether the format of a style shows a number as a date, by the style's index. */
  readonly isDateStyle: readonly boolean[];
  /** Days are counted from 1904 on. */
  readonly from1904: boolean;
}

/** A text of the table of texts; null where it is longer than a cell may be. */
export type SharedStrings = readonly (string | null)[];

/** As Excel has it. */
export const mostCellLetters = 32_767;
const mostSharedLetters = 64 * 2 ** 20;

export async function readWorkbook(parts: XlsxParts, sheet: string | undefined): Promise<XlsxWorkbook> {
  const root = await readRelations(parts, '_rels/.rels', '');
  const workbookPart = [...root.values()].find(({ type }) => type === 'officeDocument')?.target;
  if (workbookPart === undefined) throw new FileFault('NOT_A_TABLE');
  const folder = posix.dirname(workbookPart);
  const relations = await readRelations(
    parts,
    posix.join(folder, '_rels', `${posix.basename(workbookPart)}.rels`),
    folder,
  );
  const { sheets, from1904 } = await readSheets(parts, workbookPart);
  const chosen =
    sheet === undefined ? sheets.find(({ isHidden }) => !isHidden) : sheets.find(({ name }) => name === sheet);
  const sheetPart = relations.get(chosen?.relation ?? '')?.target;
  if (chosen === undefined || sheetPart === undefined) {
    throw new FileFault('NO_SUCH_SHEET', { sheet: sheet ?? '', known: sheets.map(({ name }) => name).join(', ') });
  }
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target;
  return {
    sheetName: chosen.name,
    sheetPart,
    strings: await readStrings(parts, partOf('sharedStrings')),
    isDateStyle: await readDateStyles(parts, partOf('styles')),
    from1904,
  };
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

async function readRelations(parts: XlsxParts, part: string, folder: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  if (!parts.has(part)) throw new FileFault('NOT_A_TABLE');
  await parts.read(part, {
    open(name, { Id, Type = '', Target = '' }) {
      if (name !== 'Relationship' || Id === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
}

interface SheetEntry {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

async function readSheets(parts: XlsxParts, part: string): Promise<{ sheets: SheetEntry[]; from1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await parts.read(part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const { name: title = '', id = '', state = 'visible' } = attributes;
      sheets.push({ name: title, relation: id, isHidden: state !== 'visible' });
    },
  });
  return { sheets, from1904 };
}

/** Runs of a rich text are joined; how it is read aloud is left out. */
async function readStrings(parts: XlsxParts, part: string | undefined): Promise<SharedStrings> {
  const strings: (string | null)[] = [];
  if (part === undefined || !parts.has(part)) return strings;
  let text = '';
  let letters = 0;
  let [isText, isAloud] = [false, false];
  await parts.read(part, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 't') isText = true;
      if (name === 'rPh') isAloud = true;
    },
    text(piece) {
      if (isText && !isAloud && text.length <= mostCellLetters) text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isAloud = false;
      if (name !== 'si') return;
      letters += text.length;
      if (letters > mostSharedLetters) throw new FileFault('ZIP_BOMB', { part });
      strings.push(text.length > mostCellLetters ? null : unescapeText(text));
    },
  });
  return strings;
}

/** Control characters are written as _x000D_ and the like. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_escape, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

async function readDateStyles(parts: XlsxParts, part: string | undefined): Promise<boolean[]> {
  const isDate: boolean[] = [];
  if (part === undefined || !parts.has(part)) return isDate;
  const formats = new Map<string, string>();
  let isCellStyle = false;
  await parts.read(part, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') formats.set(numFmtId, formatCode);
      if (name === 'cellXfs') isCellStyle = true;
      if (name === 'xf' && isCellStyle) isDate.push(isDateFormat(Number(numFmtId), formats.get(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return isDate;
}

/** The numbers of formats that every spreadsheet knows, and codes with letters of days outside of quotes. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
  return /[dmyhsдмг]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|General|Основной/gi, ''));
}
