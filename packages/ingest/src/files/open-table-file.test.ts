import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileFault } from './file-fault.js';
import { openTableFile } from './open-table-file.js';
import type { FileRow } from './table-file.js';
import { writeTable } from './write-table.js';
import { textSheet, writeRawXlsx, type RawWorkbook } from './xlsx-builder.testdata.js';

const folder = mkdtempSync(join(tmpdir(), 'oblys-files-'));
let count = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(bytes: string | Buffer): string {
  const path = join(folder, `${(count += 1)}`);
  writeFileSync(path, bytes);
  return path;
}

async function workbook(raw: RawWorkbook): Promise<string> {
  const path = join(folder, `${(count += 1)}.xlsx`);
  await writeRawXlsx(path, raw);
  return path;
}

async function read(path: string, sheet?: string) {
  const file = await openTableFile(path, { sheet });
  const rows: FileRow[] = [];
  for await (const batch of file.rows()) rows.push(...batch);
  return { headings: file.headings, dialect: file.dialect, rows, cells: rows.map(({ cells }) => cells) };
}

/** The code of the fault that reading ends with. */
async function faultOf(path: string, sheet?: string): Promise<string> {
  try {
    await read(path, sheet);
  } catch (error) {
    if (error instanceof FileFault) return error.fault;
    throw error;
  }
  return 'none';
}

/** Letters of windows-1251 that the test needs. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? code : code - 0x410 + 0xc0;
    }),
  );
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('a CSV file', () => {
  const text = 'Аты;Саны\nБурабай;5\nОблыс;7\n';
  const expected = {
    headings: ['Аты', 'Саны'],
    cells: [
      ['Бурабай', '5'],
      ['Облыс', '7'],
    ],
  };

  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${text}`), 'utf-16be'],
    ['UTF-16 LE without', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE without', utf16be(text), 'utf-16be'],
    ['windows-1251', windows1251(text), 'windows-1251'],
  ])('is read in %s', async (_name, bytes, encoding) => {
    const found = await read(write(bytes));
    expect(found).toMatchObject(expected);
    expect(found.dialect).toBe(`CSV, ${encoding}, separated by ;`);
  });

  it.each([
    ['Аты,Саны\nБурабай,5\nОблыс,7', ','],
    ['Аты\tСаны\nБурабай\t5\nОблыс\t7', 'tabs'],
    ['Аты|Саны\nБурабай|5\nОблыс|7', '|'],
    ['"Аты";"Саны"\n"Бурабай";"5"\n"Облыс";"7"', ';'],
    ['Аты;Саны\r\nБурабай;5\r\nОблыс;7\r\n', ';'],
    ['Аты;Саны\rБурабай;5\rОблыс;7', ';'],
    ['\n\nАты;Саны\n\nБурабай;5\n;\nОблыс;7\n\n', ';'],
  ])('finds how its values are parted: %j', async (csv, separator) => {
    expect(await read(write(csv))).toMatchObject({ ...expected, dialect: `CSV, utf-8, separated by ${separator}` });
  });

  it('keeps separators, quotes and line ends that stand in quotes, and the numbers of its rows', async () => {
    const { rows } = await read(write('a;b\n\n"x;y";"he said ""yes"""\n"two\nlines";2\n'));
    expect(rows).toEqual([
      { number: 3, cells: ['x;y', 'he said "yes"'], surplus: 0 },
      { number: 4, cells: ['two\nlines', '2'], surplus: 0 },
    ]);
  });

  it('fills short rows and counts what is beyond the headings', async () => {
    expect((await read(write('a;b\n1\n1;2;3;;4\n'))).rows).toEqual([
      { number: 2, cells: ['1', null], surplus: 0 },
      { number: 3, cells: ['1', '2'], surplus: 2 },
    ]);
  });

  it('gives nothing for headings alone', async () => {
    expect(await read(write('a;b\n'))).toMatchObject({ headings: ['a', 'b'], rows: [] });
  });

  it.each([
    ['EMPTY_FILE', ''],
    ['EMPTY_FILE', '\n \n'],
    ['DUPLICATE_HEADINGS', 'a;b;a\n1;2;3\n'],
    ['EMPTY_HEADING', 'a;;c\n1;2;3\n'],
    ['TOO_MANY_COLUMNS', `${Array.from({ length: 201 }, (_none, index) => `c${index}`).join(';')}\n`],
    ['BROKEN_CSV', 'a;b\n1;"never ends\n2;3\n'],
    ['BROKEN_CSV', 'a;b\n1;x"y"\n'],
    ['CELL_TOO_LONG', `a;b\n1;${'x'.repeat(2_000_000)}\n`],
    ['NOT_A_TABLE', '%PDF-1.7\n'],
    ['NOT_A_TABLE', '{\\rtf1}'],
  ])('is refused: %s', async (code, csv) => {
    expect(await faultOf(write(csv))).toBe(code);
  });

  it('that is not there is told with its name', async () => {
    await expect(openTableFile(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv cannot be read: ENOENT/);
  });

  it.each([
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'OLD_EXCEL'],
    [Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), 'ENCRYPTED'],
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'NOT_A_TABLE'],
    [Buffer.from(Array.from({ length: 4_000 }, (_none, index) => (index * 7_919) % 256)), 'NOT_A_TABLE'],
  ])('is not seen in other bytes: %#', async (bytes, code) => {
    expect(await faultOf(write(bytes))).toBe(code);
  });
});

describe('an XLSX file', () => {
  it('is read with its texts, numbers, dates and flags', async () => {
    const path = await workbook({
      strings:
        '<si><t>Аты</t></si><si><r><t>Бур</t></r><r><t>абай</t></r><rPh><t>no</t></rPh></si><si><t xml:space="preserve"> a_x000D_b </t></si>',
      styles:
        '<numFmts><numFmt numFmtId="165" formatCode="dd&quot;day&quot;.mm.yyyy"/><numFmt numFmtId="166" formatCode="0.00&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>',
      sheet: `<sheetData>
        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>b</t></is></c><c r="C2" t="str"><v>c</v></c><c r="D2" t="s"><v>2</v></c><c r="E2" t="inlineStr"><is><t>e</t></is></c></row>
        <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>45966.5</v></c><c r="C4" s="2"><v>45966</v></c><c r="D4" s="3"><v>45966</v></c><c r="E4" t="b"><v>1</v></c></row>
        <row><c><v>1.5</v></c><c t="e"><v>#N/A</v></c><c><f>A1+1</f><v>2</v></c><c t="d"><v>2025-11-05T00:00:00</v></c><c r="F5"><v>9</v></c></row>
      </sheetData>`,
    });
    const { headings, rows } = await read(path);
    expect(headings).toEqual(['Аты', 'b', 'c', 'a b', 'e']);
    expect(rows).toEqual([
      { number: 4, cells: ['Бурабай', { date: '2025-11-05' }, { date: '2025-11-05' }, 45_966, true], surplus: 0 },
      {
        number: 5,
        cells: [1.5, { unusable: 'ERROR' }, { unusable: 'FORMULA' }, { date: '2025-11-05' }, null],
        surplus: 1,
      },
    ]);
  });

  it('counts days from 1904 where it says so', async () => {
    const path = await workbook({
      workbookProperties: '<workbookPr date1904="1"/>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      sheet:
        '<sheetData><row><c t="inlineStr"><is><t>a</t></is></c></row><row><c s="0"><v>44504</v></c></row></sheetData>',
    });
    expect((await read(path)).cells).toEqual([[{ date: '2025-11-05' }]]);
  });

  it('marks what merged cells cover', async () => {
    const path = await workbook({
      sheet: `${textSheet(['a', 'b', 'c'], ['1', '2', '3'], ['4', '', '6'])}<mergeCells><mergeCell ref="A2:B3"/></mergeCells>`,
    });
    const merged = { unusable: 'MERGED' };
    expect((await read(path)).cells).toEqual([
      ['1', merged, '3'],
      [merged, merged, '6'],
    ]);
  });

  it('takes the first sheet that is not hidden, or the one that is named', async () => {
    const sheets = '<sheet name="H" sheetId="1" state="hidden" r:id="s1"/><sheet name="Екінші" sheetId="2" r:id="s2"/>';
    const path = await workbook({ sheets, sheet: textSheet(['first']) });
    expect((await read(path)).headings).toEqual(['second']);
    expect((await read(path, 'H')).headings).toEqual(['first']);
    await expect(read(path, 'X')).rejects.toThrow('There is no sheet "X": there are H, Екінші.');
  });

  it.each<[string, RawWorkbook]>([
    ['EMPTY_FILE', { sheet: '<sheetData/>' }],
    ['DUPLICATE_HEADINGS', { sheet: textSheet(['a', 'a']) }],
    ['EMPTY_HEADING', { sheet: textSheet(['a', '', 'c']) }],
    [
      'TOO_MANY_COLUMNS',
      {
        sheet:
          '<sheetData><row><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="XFD1" t="inlineStr"><is><t>z</t></is></c></row></sheetData>',
      },
    ],
    ['BROKEN_XML', { sheet: '<sheetData><row><c></row></sheetData>' }],
    ['BROKEN_XML', { sheet: '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>' }],
    [
      'BROKEN_XML',
      { sheet: '<sheetData><row r="99999999999"><c t="inlineStr"><is><t>a</t></is></c></row></sheetData>' },
    ],
    ['BROKEN_XML', { sheet: '<sheetData><row r="x"><c t="inlineStr"><is><t>a</t></is></c></row></sheetData>' }],
    ['NOT_A_TABLE', { sheet: '', parts: { '_rels/.rels': '<Relationships/>' } }],
    ['CELL_TOO_LONG', { sheet: textSheet(['a'], ['x'.repeat(5 * 2 ** 20)]) }],
    ['ZIP_BOMB', { sheet: textSheet(['a'], [' '.repeat(80 * 2 ** 20)]) }],
    [
      'BROKEN_XML',
      { sheet: '', parts: { 'xl/worksheets/one.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>' } },
    ],
  ])('is refused: %s', async (code, raw) => {
    expect(await faultOf(await workbook(raw))).toBe(code);
  });

  it('says of a text that no cell of a spreadsheet holds that it is too long', async () => {
    expect((await read(await workbook({ sheet: textSheet(['a'], ['x'.repeat(40_000)]) }))).cells).toEqual([
      [{ unusable: 'TOO_LONG' }],
    ]);
  });

  it('that is cut off anywhere is a fault', async () => {
    const whole = readFileSync(await workbook({ sheet: textSheet(['a', 'b'], ['1', '2']) }));
    for (let part = 1; part < 20; part += 1) {
      const code = await faultOf(write(whole.subarray(0, Math.floor((whole.length * part) / 20))));
      expect([part, code]).toEqual([part, 'TRUNCATED']);
    }
  });

  it('that says less in its directory than it unpacks to is a fault', async () => {
    const path = await workbook({ sheet: textSheet(['a'], ['1'.repeat(100_000)]) });
    const bytes = readFileSync(path);
    const at = bytes.lastIndexOf(Buffer.from('xl/worksheets/one.xml')) - 46;
    bytes.writeUInt32LE(100, at + 24);
    expect(await faultOf(write(bytes))).toBe('TRUNCATED');
  });
});

describe('writeTable', () => {
  const rows = [
    ['=1+1', '@SUM(A1)', '+7 700', "'quoted", 'a;b "c"\nd'],
    ['-5', 'Ә ғ қ ң ө ұ ү һ і', '0012', '12345678901234567890', ' x '],
    ['-x', '\tTab', '<&>', '', 'end'],
  ];

  it.each(['csv', 'xlsx'])('writes what comes back as it was: %s', async (format) => {
    const path = join(folder, `round.${format}`);
    await writeTable(path, { headings: ['a', 'b', 'c', 'd', 'e'], rows, lists: [['x'], null], columnTypes: ['text'] });
    const found = (await read(path)).cells.map((cells) => cells.map((cell) => cell ?? ''));
    expect(found).toEqual(rows);
  });

  it('lets no text of a CSV file be a formula', async () => {
    const path = join(folder, 'escaped.csv');
    await writeTable(path, { headings: ['a'], rows: [['=1'], ['+1'], ['-x'], ['@x'], ['\tx']] });
    const lines = readFileSync(path, 'utf8').trim().split('\r\n').slice(1);
    expect(lines).toEqual(["'=1", '+1', "'-x", "'@x", "'\tx"]);
  });

  it('refuses another format', async () => {
    await expect(writeTable(join(folder, 'x.ods'), { headings: [], rows: [] })).rejects.toThrow(
      /is to end with \.csv or \.xlsx/,
    );
  });
});
