import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport } from './read-report.js';
import { InvalidReportError, type ReportFault } from './report-faults.js';
import { seedReport } from './stated-report.js';

const headings = `Source: test-report
Area: 110000000
Title: A report
Language: EN
Published: 2025-11-06
As of: 2025-11-05
`;
const text = `${headings}\nThe words.\n`;
const columns = 'number,measure,programme,value,unit,qualifier,rounding_unit,from,to,wording,note';
const plainRow = '1,roadmap.planned,,127,items,EXACT,,,,127 items,';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oblys-report-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('readReport', () => {
  it('reads the report that the platform starts from', async () => {
    const report = await readReport(seedReport);
    expect(report).toMatchObject({
      sourceRef: 'akmola-2025-11-05',
      areaCode: '110000000',
      language: 'KK',
      publishedOn: '2025-11-05',
      asOf: '2025-11-05',
    });
    expect(report.figures.map(({ number }) => number)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
    expect(report.figures.filter(({ wording }) => !report.text.includes(wording))).toEqual([]);
  });

  it('reads what a row states, and takes an empty last day as the as-of day', async () => {
    const report = await read(
      [
        '3,funding.amount,auyl-amanaty,1848000000,KZT,ROUNDED,1000000,2025-01-01,2025-10-31,"1,848 million",a note',
        plainRow,
      ],
      { path: 'csv' },
    );
    expect(report).toMatchObject({ title: 'A report', text: 'The words.' });
    expect(report.figures).toEqual([
      {
        number: 3,
        topic: 'funding',
        measure: 'amount',
        programmeCode: 'auyl-amanaty',
        periodFrom: '2025-01-01',
        periodTo: '2025-10-31',
        value: '1848000000',
        unit: 'KZT',
        qualifier: 'ROUNDED',
        roundingUnit: '1000000',
        wording: '1,848 million',
        note: 'a note',
      },
      expect.objectContaining({ number: 1, periodFrom: null, periodTo: '2025-11-05', roundingUnit: null }),
    ]);
  });

  it('takes a byte-order mark, Windows line ends and the columns in another order', async () => {
    const report = await read(['a note,127 items,,,,EXACT,items,127,,roadmap.planned,1'], {
      heading: `\uFEFF${columns.split(',').reverse().join(',')}`,
      lineEnd: '\r\n',
    });
    expect(report.figures[0]).toMatchObject({ number: 1, measure: 'planned', note: 'a note' });
  });

  it.each([
    [
      'measure',
      plainRow.replace('roadmap.planned', 'roadmap.done'),
      'roadmap.done',
      'is no measure. There is no measure',
    ],
    [
      'measure',
      plainRow.replace('roadmap.planned', 'planned'),
      'planned',
      'is no measure. There is no topic "planned"',
    ],
    ['programme', plainRow.replace('planned,', 'planned,zher-amanaty'), 'zher-amanaty', 'roadmap is not counted by'],
    ['value', plainRow.replace(',127,', ',12 7,'), '12 7', 'is no number'],
    ['value', plainRow.replace(',127,', ',,'), '', 'is no number'],
    ['value', plainRow.replace(',127,', ',-127,'), '-127', 'is below 0'],
    ['value', plainRow.replace(',127,', ',12.7,'), '12.7', 'is no whole number of items'],
    [
      'unit',
      plainRow.replace('items', 'percent'),
      'percent',
      'is not what roadmap.planned is stated in, which is items',
    ],
    ['unit', plainRow.replace('planned', 'completionRate'), 'items', 'which is percent'],
    ['qualifier', plainRow.replace('EXACT', 'NEARLY'), 'NEARLY', 'is no qualifier. The qualifiers are EXACT, ROUNDED'],
    ['rounding_unit', plainRow.replace('EXACT', 'ROUNDED'), '', 'is missing'],
    ['rounding_unit', plainRow.replace('EXACT,', 'ROUNDED,0'), '0', 'is not positive'],
    ['rounding_unit', plainRow.replace('EXACT,', 'ROUNDED,x'), 'x', 'is no number'],
    ['rounding_unit', plainRow.replace('EXACT,', 'ROUNDED,10'), '10', '127 is no multiple of 10'],
    ['rounding_unit', plainRow.replace('EXACT,', 'EXACT,1'), '1', 'is for ROUNDED figures'],
    ['from', plainRow.replace('EXACT,,,', 'EXACT,,2025-02-29,'), '2025-02-29', 'is no date'],
    ['from', plainRow.replace('EXACT,,,,', 'EXACT,,2025-03-01,2025-02-01,'), '2025-03-01', 'is after the last day'],
    ['to', plainRow.replace('EXACT,,,,', 'EXACT,,,2025-11-06,'), '2025-11-06', 'is after the as-of day of the report'],
    ['wording', plainRow.replace('127 items', ''), '', 'is missing'],
    ['number', plainRow.replace('1,', '0,'), '0', 'is no number of a figure'],
  ])('names file, line, column and value of a wrong %s: %s', async (column, row, value, problem) => {
    const faults = await faultsOf(read([plainRow.replace('1,', '9,'), row]));
    expect(faults).toEqual([{ file: 'report.csv', line: 3, column, value, problem: expect.stringContaining(problem) }]);
  });

  it('tells everything that is wrong at once', async () => {
    const reading = read([plainRow.replace('127', 'many').replace('EXACT', 'NEARLY'), plainRow, '3,short'], {
      text: text.replace('2025-11-06', '6 November').replace('Area: 110000000\n', ''),
    });
    await expect(reading).rejects.toThrow(
      [
        'report.txt, line 4, Published: "6 November" cannot stand here. The day of publication "6 November" is no date: a date is written YYYY-MM-DD, such as 2025-11-05.',
        'report.txt, Area: "" is missing; every heading is needed.',
        'report.csv, line 2, value: "many" is no number: it is written with digits, such as 1848.5.',
        'report.csv, line 3, number: "1" is the number of line 2 already.',
        'report.csv, line 4: "3,short" has 2 columns, where the heading has 11.',
      ].join('\n'),
    );
  });

  it.each([
    ['Area: 110000000', 'Area: 11', 'Area', '11', 'a KATO code has 9 digits'],
    ['Language: EN', 'Language: DE', 'Language', 'DE', 'The languages are KK, RU, EN'],
    ['Title: A report', 'Title:', 'Title', '', 'It has no value'],
    ['Title: A report', 'Titel: A report', null, 'Titel: A report', 'is no heading. The headings are: Source'],
    ['Title: A report', 'Title: A report\nTitle: Another', 'Title', 'Another', 'is given twice'],
    ['The words.', '', null, '', 'the report has no words'],
  ])('finds fault with "%s" written as "%s"', async (right, wrong, column, value, problem) => {
    const [fault] = await faultsOf(read([plainRow], { text: text.replace(right, wrong) }));
    expect(fault).toMatchObject({ file: 'report.txt', column, value, problem: expect.stringContaining(problem) });
  });

  it('refuses figures under another heading, none at all, and what is no CSV', async () => {
    const [other] = await faultsOf(read([plainRow], { heading: columns.replace('unit', 'units') }));
    expect(other).toMatchObject({ line: 1, problem: expect.stringContaining('is not the heading of figures') });
    expect(await faultsOf(read([]))).toMatchObject([{ problem: expect.stringContaining('states no figure') }]);
    expect(await faultsOf(read(['1,"roadmap'])).then((faults) => faults.map(({ problem }) => problem))).toEqual([
      expect.stringContaining('is no CSV'),
    ]);
  });

  it('names a file that is not there or is of another encoding', async () => {
    await expect(readReport(join(folder, 'absent.txt'))).rejects.toThrow(/absent\.(txt|csv) cannot be read: ENOENT/);
    await writeFile(join(folder, 'latin.txt'), Buffer.from([0xcf, 0xf0, 0xe8]));
    await writeFile(join(folder, 'latin.csv'), columns);
    await expect(readReport(join(folder, 'latin.txt'))).rejects.toThrow(
      'latin.txt cannot be read: it is not UTF-8 text',
    );
  });
});

async function read(
  rows: string[],
  { text: words = text, heading = columns, lineEnd = '\n', path = 'txt' } = {},
): ReturnType<typeof readReport> {
  await writeFile(join(folder, 'report.txt'), words.replaceAll('\n', lineEnd));
  await writeFile(join(folder, 'report.csv'), `${[heading, ...rows].join(lineEnd)}${lineEnd}`);
  return readReport(join(folder, `report.${path}`));
}

async function faultsOf(reading: Promise<unknown>): Promise<readonly ReportFault[]> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidReportError);
  return (error as InvalidReportError).faults;
}
