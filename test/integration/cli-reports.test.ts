import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReport, seedReport } from '@oblys/ingest';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, type CliResult } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { demoTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-reports');
const inFolder = (name: string) => join(folder, name);
let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await demoTemplate() });
});

afterAll(async () => {
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: testDatabase.url });

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(inFolder(name), content);
  return inFolder(name);
}

const heading = ['--ref', 'akmola', '--area', '110000000', '--as-of', '2025-11-05'];

describe('oblys suggest and oblys reports', () => {
  it.each(['figures.xlsx', 'figures.csv'])(
    'propose the figures of a text in %s, take them in, and find each right',
    async (name) => {
      const { text } = await readReport(seedReport);
      const words = write('words.txt', text);
      const args = ['--area', '110000000', '--as-of', '2025-11-05', '--out', inFolder(name), '--locale', 'kk'];
      const proposed = await oblys('suggest', words, ...args);
      expect(proposed).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^27 figures proposed, to be confirmed\./),
      });
      expect(proposed.stdout).toMatch(/\n {2}мыңнан +RESTATED\n/);
      const added = await oblys('reports', 'add', inFolder(name), ...heading, '--text', words, '--title', 'Есеп');
      expect(added.code).toBe(0);
      expect(added.stdout).toMatch(/27 figures: 18 match, 5 within rounding, 4 consistent\n/);
      expect(
        (await oblys('reports', 'add', inFolder(name), ...heading, '--text', words, '--title', 'Есеп')).stdout,
      ).toMatch(/^akmola: 27 figures of 110000000 as of 2025-11-05, there already\.\n/);
      expect((await oblys('reports', 'list')).stdout).toMatch(/\nakmola +110000000 +2025-11-05 +2025-11-05 +27 +1 /);
      expect(await oblys('reports', 'remove', 'akmola')).toMatchObject({
        code: 0,
        stdout: 'akmola is removed: Есеп.\n',
      });
      expect(await oblys('reports', 'remove', 'akmola')).toMatchObject({ code: 2 });
    },
  );

  it('take a template that is filled in, and say in the language asked for what is wrong with one', async () => {
    const path = inFolder('template.csv');
    expect(await oblys('reports', 'template', '--out', path, '--locale', 'ru')).toMatchObject({ code: 0 });
    const template = readFileSync(path, 'utf8');
    expect(template).toMatch(/^\ufeff№;Показатель;Программа;Значение;/);
    writeFileSync(
      path,
      `${template};Пункты дорожной карты в плане;;127;;;;;;127 пунктов;\r\n;roadmap.completionRate;;39 %;;;1;;;39 %;\r\n`,
    );
    const faulty = await oblys('reports', 'add', path, ...heading, '--locale', 'ru');
    expect(faulty.code).toBe(1);
    expect(faulty.stderr).toMatch(/template\.csv, line 2, Показатель: "Пункты дорожной карты в плане" .*Может быть, «/);
    writeFileSync(
      path,
      `${template};roadmap.planned;;127;;;;;;127 пунктов;\r\n;roadmap.completionRate;;39 %;;;1;;;39 %;\r\n`,
    );
    expect((await oblys('reports', 'add', path, ...heading, '--dry-run')).stdout).toBe(
      'akmola: 2 figures of 110000000 as of 2025-11-05.\nA dry run: nothing was written.\n',
    );
    expect((await oblys('reports', 'list')).stdout).toMatch(/^No report was taken in yet/);
    expect((await oblys('reports', 'add', path, ...heading)).stdout).toMatch(/2 figures: 1 match, 1 within rounding\n/);
    await oblys('reports', 'remove', 'akmola');
  });

  it('tell below a mismatch what a person says of it, with oblys explain, which takes it back too', async () => {
    const table = (value: string) =>
      write('wrong.csv', `Number;Measure;Value;Wording\n1;roadmap.planned;${value};${value} items\n`);
    await oblys('reports', 'add', table('128'), ...heading);
    const explain = (...args: string[]) => oblys('explain', 'akmola', '1', ...args);
    const explained = await explain('--reason', 'report_wrong', '--text', 'One item\nis counted twice.');
    expect(explained).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^The explanation of figure 1 of akmola stands beside the mismatch\.\n {2}explained by .+ at .+, \d{4}-\d\d-\d\d: REPORT_WRONG, One item is counted twice\.\n$/,
      ),
    });
    const told =
      /roadmap\.planned +128 items +127 +mismatch\n +explained by .+: REPORT_WRONG, One item is counted twice\.\n1 figure: 1 mismatch\n/;
    expect((await oblys('reconcile')).stdout).toMatch(told);
    const [report] = JSON.parse((await oblys('reconcile', '--json')).stdout);
    expect(report.verdicts[0]).toMatchObject({
      verdict: 'MISMATCH',
      mismatchExplanation: { reason: 'REPORT_WRONG', text: 'One item\nis counted twice.', isCurrent: true },
    });
    expect((await oblys('reports', 'add', table('129'), ...heading)).stdout).toMatch(
      /counted twice\. \(of what was stated or computed before\)\n/,
    );
    expect((await explain('--withdraw')).stdout).toBe('The explanation of figure 1 of akmola is taken back.\n');
    expect((await oblys('reconcile')).stdout).not.toMatch(/explained by/);
    const errorOf = async (...args: string[]) => (await oblys('explain', ...args)).stderr;
    expect(await errorOf('akmola', '1', '--withdraw')).toMatch(/Nobody explains figure 1 of akmola\./);
    expect(await errorOf('akmola', '1')).toMatch(/give --reason and --text/);
    expect(await errorOf('akmola', '0', '--withdraw')).toMatch(/"0" is no number of a figure/);
    expect(await errorOf('akmola', '1', '--reason', 'bored', '--text', 'x')).toMatch(/"bored" is no reason/);
    expect(await errorOf('akmola', '2', '--reason', 'other', '--text', 'x')).toMatch(
      /no figure 2 of a report "akmola"/,
    );
    expect(await errorOf('akmola', '1', '--reason', 'other', '--text', ' ')).toMatch(/The explanation is empty\./);
    await oblys('reports', 'add', table('127'), ...heading);
    expect(await errorOf('akmola', '1', '--reason', 'other', '--text', 'x')).toMatch(
      /is no mismatch: its verdict is MATCH/,
    );
    await oblys('reports', 'remove', 'akmola');
  });

  it('tell what has fallen since an earlier report of the year, and hold the later one anew when that goes', async () => {
    const add = (day: string, value: string) =>
      oblys(
        'reports',
        'add',
        write(
          `${day}.csv`,
          `Number;Measure;Value;From;Wording\n1;meeting.held;${value};2025-01-01;${value} meetings\n`,
        ),
        '--ref',
        day,
        '--area',
        '110000000',
        '--as-of',
        day,
      );
    await add('2025-09-30', '100');
    expect((await add('2025-10-31', '90')).stdout).toMatch(
      /\nThe report agrees with itself in all 0 checks\.\nThe report contradicts earlier reports in 1 of 1 checks\.\n {2}“Meetings held” can only grow within a year, and has fallen: .*“2025-09-30\.csv” as of 30 September 2025 stated 100 /,
    );
    await oblys('reports', 'remove', '2025-09-30');
    expect((await oblys('reconcile')).stdout).not.toMatch(/earlier reports/);
    await oblys('reports', 'remove', '2025-10-31');
  });

  it('refuse what is no text, no table, or does not say of which report it is', async () => {
    const errorOf = async (...args: string[]) => (await oblys(...args)).stderr;
    expect(await errorOf('suggest', write('empty.txt', ''))).toMatch(/empty\.txt cannot be read: it is empty\.\n$/);
    expect(await errorOf('suggest', write('binary.txt', new Uint8Array([0xff, 0xfe, 0])))).toMatch(
      /it is no text in UTF-8/,
    );
    expect(await errorOf('suggest', inFolder('nowhere.txt'))).toMatch(/cannot be read: ENOENT/);
    expect(await errorOf('reports', 'add', write('none.csv', ''), ...heading)).toMatch(/^oblys: The file is empty\.\n/);
    const row = (number: number) => `${number},roadmap.planned,127,127 тармақ`;
    const many = ['number,measure,value,wording', ...Array.from({ length: 1_002 }, (_, index) => row(index + 1))];
    expect(await errorOf('reports', 'add', write('many.csv', many.join('\n')), ...heading)).toMatch(
      /^oblys: many\.csv, line 1002, Number: "1001" is one figure too many: a report states at most 1000\.\n$/,
    );
    const headings = write('headings.csv', 'Measure;Value;Wording\n');
    expect(await errorOf('reports', 'add', headings, ...heading)).toMatch(/states no figure/);
    expect(await errorOf('reports', 'add', headings)).toMatch(/give --ref, --area and --as-of/);
    expect(await errorOf('reports', 'add', write('other.csv', 'A;B\n1;2\n'), ...heading)).toMatch(
      /"column 1" is unknown.*"Measure" is missing/,
    );
  });
});
