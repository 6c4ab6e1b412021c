import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import type { ExportColumn, ExportRow } from '../export-table.js';
import { changedAt, emptyRow, fullRow, inFolder, oneColumn, tableOf } from '../export-table.testdata.js';
import { writeExport } from '../write-export.js';
import { readPart } from './read-part.testdata.js';
import type { XlsxOptions } from './xlsx-stream.js';

type Sheets = unknown[][][];

/** All sheets, by a reader that knows nothing of this project. */
async function sheetsOf(table: Parameters<typeof writeExport>[1], xlsx?: XlsxOptions, count = 3): Promise<Sheets> {
  const { result } = await inFolder(async (folder) => {
    const path = join(folder, 'appeals.xlsx');
    await writeExport(path, table, { xlsx });
    const sheets: Sheets = [];
    for (let sheet = 1; sheet <= count; sheet += 1) sheets.push(await readSheet(path, sheet, { trim: false }));
    return sheets;
  });
  return result;
}

async function partsOf(table: Parameters<typeof writeExport>[1], ...names: string[]): Promise<string[]> {
  const { result } = await inFolder(async (folder) => {
    const path = join(folder, 'appeals.xlsx');
    await writeExport(path, table);
    return Promise.all(names.map((name) => readPart(path, name)));
  });
  return result;
}

describe('xlsxStream', () => {
  it('has typed cells under the headings of the reader', async () => {
    const row = ['010000000', 'жол', 12, '1985999777.60', 0.1, false, '2025-11-05', changedAt];
    const [rows] = await sheetsOf(tableOf([row, emptyRow, row]));
    expect(rows).toEqual([
      ['Код', 'Атауы', 'Саны', 'Сумма', 'Үлесі', 'Ашық', 'Күні', 'Өзгерген (UTC)'],
      ['010000000', 'жол', 12, 1985999777.6, 0.1, false, new Date('2025-11-05T00:00:00Z'), changedAt],
      emptyRow,
      ['010000000', 'жол', 12, 1985999777.6, 0.1, false, new Date('2025-11-05T00:00:00Z'), changedAt],
    ]);
  });

  it('keeps as text what a spreadsheet would round or count wrongly, and says so', async () => {
    const columns: ExportColumn[] = [
      { key: 'n', heading: 'Саны', type: 'INTEGER' },
      { key: 'amount', heading: 'Сумма', type: { precision: 18, scale: 2 } },
      { key: 'day', heading: 'Күні', type: 'DATE' },
      { key: 'at', heading: 'Уақыты', type: 'INSTANT' },
    ];
    const rows: ExportRow[] = [
      ['1234567890123456', '9999999999999.99', '1900-03-01', new Date('1900-03-01T00:00:00.001Z')],
      ['-123456789012345', '10000000000000.99', '1900-02-28', new Date('1899-12-31T23:59:59.999Z')],
    ];
    const [read, , about] = await sheetsOf(tableOf(rows, { columns, locale: 'EN' }));
    expect(read!.slice(1)).toEqual([
      ['1234567890123456', 9999999999999.99, new Date('1900-03-01T00:00:00Z'), new Date('1900-03-01T00:00:00.001Z')],
      [-123456789012345, '10000000000000.99', '1900-02-28', '1899-12-31T23:59:59.999Z'],
    ]);
    expect(about!.filter(([label]) => label === 'Note').map(([, text]) => text)).toEqual([
      'Саны: numbers of more than 15 digits are written as text, so that they stay exact; there are 1.',
      'Сумма: numbers of more than 15 digits are written as text, so that they stay exact; there are 1.',
      'Күні: spreadsheets count days before 1 March 1900 wrongly, so those are written as text; there are 1.',
      'Уақыты: spreadsheets count days before 1 March 1900 wrongly, so those are written as text; there are 1.',
    ]);
  });

  it('holds every letter, those that XML cannot too', async () => {
    const texts = [
      '=1+1',
      '<a href="x">&amp;</a>',
      ' басы мен соңы ',
      'бір\nекі\r\nүш\rтөрт\tбес',
      '\u0001\u001f\u007f\u0085\ufffe\uffff',
      '_x000D_ _x005F_ _xyz_',
      '🌾',
      'ұ'.repeat(32_767),
    ];
    const [rows] = await sheetsOf(oneColumn('TEXT', texts));
    expect(rows!.slice(1).map(([text]) => text)).toEqual(texts);
  });

  it('refuses a text that no cell holds', async () => {
    const { files } = await inFolder(async (folder) => {
      const table = oneColumn('TEXT', ['', 'ұ'.repeat(32_768)]);
      await expect(writeExport(join(folder, 'appeals.xlsx'), table)).rejects.toThrow(
        'Row 2, column "value": the text has 32768 letters, and a cell of a spreadsheet holds 32767;',
      );
    });
    expect(files).toEqual([]);
  });

  it.each([
    [0, [0]],
    [2, [2]],
    [3, [2, 1]],
    [4, [2, 2]],
    [1_001, [...Array.from({ length: 500 }, () => 2), 1]],
  ])('has the %d rows on as many sheets as they fill', async (count, expected) => {
    const rows = Array.from({ length: count }, (_none, index): ExportRow => [index]);
    const table = tableOf(rows, { columns: [{ key: 'n', heading: 'Саны', type: 'INTEGER' }] });
    const sheets = await sheetsOf(table, { mostRows: 2 }, Math.min(expected.length, 4));
    expect(sheets.map((sheet) => sheet.length - 1)).toEqual(expected.slice(0, 4));
    expect(sheets.flatMap(([, ...read]) => read.flat())).toEqual(rows.flat().slice(0, 8));
  });

  it('says what the columns mean and what it holds', async () => {
    const [, definitions, about] = await sheetsOf(tableOf([fullRow], { locale: 'RU' }));
    expect(definitions!.slice(0, 2)).toEqual([
      ['Столбец', 'Код', 'Тип', 'Определение'],
      ['Код', 'code', 'код', 'Код по КАТО'],
    ]);
    expect(definitions).toHaveLength(9);
    expect(about).toEqual(
      expect.arrayContaining([
        ['Число строк', 1],
        ['Отбор', 'Ақмола облысы'],
        ['Отбор', '2025 жыл'],
        ['По состоянию на', '2025-11-05'],
        ['Расчёт', '0199a0b0-0000-7000-8000-000000000001'],
        ['Актуальность', 'өзгеріс келесі есептеуді күтіп тұр'],
        ['Скрыто значений', 3],
        ['Причина', 'кемінде бес адам'],
      ]),
    );
  });

  it('has a frozen heading, a filter over all its rows, widths and names for its sheets', async () => {
    const [sheet, workbook, styles] = await partsOf(
      tableOf([fullRow, fullRow]),
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
      'xl/styles.xml',
    );
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('</sheetData><autoFilter ref="A1:H3"/></worksheet>');
    expect(sheet).toMatch(/<col min="8" max="8" width="\d+" customWidth="1"\/><\/cols>/);
    expect(workbook!.match(/name="[^"]*"/g)).toEqual(['name="appeals"', 'name="Анықтамалар"', 'name="Файл туралы"']);
    expect(styles).toContain('formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"');
  });
});
