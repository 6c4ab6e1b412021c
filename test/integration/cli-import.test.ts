import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { openTableFile, type ImportReport } from '@oblys/ingest';
import { createWriteStream, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliProcess, runCli, stopRunningClis, type CliResult } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-import');
const inFolder = (name: string) => join(folder, name);
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
});

beforeEach(() => database.query('truncate appeal, import, import_change cascade'));

afterAll(async () => {
  await stopRunningClis();
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: testDatabase.url });

function write(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

const headings = 'Reference;Area;Received on;Channel;Topic';
const sound = `${headings}\nA-1;Burabay;05.11.2025;Online;Ecology\nA-2;Kokshetau;06.11.2025;Online;Roads\n`;

describe('oblys import', () => {
  it('takes a filled-in template, tells it in the list of imports, and takes it back', async () => {
    const template = inFolder('appeal.csv');
    const made = await oblys('template', 'appeal', '--format', 'csv', '--locale', 'kk', '--out', template);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/appeal\.csv is there to be filled in/) });
    expect(readFileSync(template, 'utf8')).toMatch(/^\ufeffТіркеу нөмірі;Аумақ;Түскен күні;/);
    writeFileSync(template, `${readFileSync(template, 'utf8')}A-1;Бурабай ауданы;5 қараша 2025;онлайн;;;;\r\n`);
    const faulty = await oblys('import', 'appeal', template, '--locale', 'kk');
    expect(faulty).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/2 +Тақырыбы +- +Бос тұр, ал мәні міндетті\./),
    });
    expect(faulty.stderr).toBe(
      'oblys: Nothing was written: 1 fault in 1 row. --faulty-rows FILE writes those rows, to be corrected. --partial takes the other rows.\n',
    );
    writeFileSync(template, readFileSync(template, 'utf8').replace('онлайн;;', 'онлайн;Экология;'));
    const taken = await oblys('import', 'appeal', template);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    const [, id] = /^Import (\S+)\. To take it back: oblys undo-import \1$/m.exec(taken.stdout)!;
    expect((await oblys('imports')).stdout).toMatch(
      new RegExp(`^1 import\\.\\n.*\\n {2}${id} .* appeal +appeal\\.csv +1 +1 +0 +0 `),
    );
    expect(await oblys('undo-import', id!)).toEqual({
      code: 0,
      stdout: 'appeal.csv is undone: 1 record of appeal removed, 0 records as before.\n',
      stderr: '',
    });
    expect((await oblys('imports', '--kind', 'appeal')).stdout).toMatch(/ undone \d{4}-/);
    expect(await database.query('select from appeal')).toEqual([]);
  });

  it('gives its counts to machines, in a dry run the figures too', async () => {
    const { code, stdout } = await oblys('import', 'appeal', write('sound.csv', sound), '--dry-run', '--json');
    const report = JSON.parse(stdout) as ImportReport;
    expect(code).toBe(0);
    expect(report).toMatchObject({ new: 2, changed: 0, unchanged: 0, conflicting: 0, faults: 0, importId: null });
    expect(report.figures).toContainEqual(expect.objectContaining({ measure: 'appeal.received', after: 2 }));
    expect(await database.query('select from appeal')).toEqual([]);
  });

  it('writes an XLSX template with lists, which is read again', async () => {
    const path = inFolder('roadmap.xlsx');
    expect(await oblys('template', 'roadmap-item', '--locale', 'ru', '--out', path)).toMatchObject({ code: 0 });
    expect((await openTableFile(path)).headings).toContain('Ответственный орган');
  });

  it('leaves nothing behind when it is killed half-way, and takes the file the next time', async () => {
    const path = inFolder('large.csv');
    const file = createWriteStream(path);
    file.write(`${headings}\n`);
    for (let row = 1; row <= 20_000; row += 1) file.write(`L-${row};117000000;05.11.2025;Online;Ecology\n`);
    await new Promise((resolve) => file.end(resolve));
    const running = new CliProcess(['import', 'appeal', path], { DATABASE_URL: testDatabase.url });
    for (;;) {
      const [busy] = await database.query(
        `select from pg_stat_activity where datname = current_database() and query like '/* import:insert%' and state = 'active'`,
      );
      if (busy !== undefined) break;
      await database.query('select pg_sleep(0.02)');
    }
    expect(await running.stop('SIGKILL')).toMatchObject({ code: null });
    expect(await database.query('select from appeal limit 1')).toEqual([]);
    expect(await database.query('select from import')).toEqual([]);
    const { stdout } = await oblys('import', 'appeal', path, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ new: 20_000, faults: 0 });
  });

  it.each([
    [['import', 'weather', 'x.csv'], /no kind of record "weather": there are akim-election, appeal,/],
    [['import', 'appeal', 'none.csv'], /none\.csv cannot be read: ENOENT/],
    [['import', 'appeal', 'empty.csv', '--locale', 'kk'], /^oblys: Файл бос\.$/m],
    [['import', 'appeal', 'sound.csv', '--within', '11'], /9 digits/],
    [['import', 'appeal', 'sound.csv', '--within', '999999999'], /There is no area 999999999 to look for names in/],
    [['import', 'appeal', 'sound.csv', '--locale', 'de'], /"de" is no language of ours/],
    [['import', 'appeal', 'other.csv', '--locale', 'ru'], /Нет столбца «Территория»/],
    [['import', 'appeal', 'sound.csv', '--dry-run', '--faulty-rows', 'x.txt'], /is to end with \.csv or \.xlsx/],
    [['template', 'appeal', '--format', 'ods'], /"ods" is neither csv nor xlsx/],
    [['undo-import', 'x'], /no import x: oblys imports lists them/],
    [['imports', '--kind', 'x'], /no kind of record "x"/],
  ])('refuses %j in one line', async (args, words) => {
    write('empty.csv', '');
    write('other.csv', 'a;b\n1;2\n');
    const named = args.map((arg) => (/\.(csv|txt)$/.test(arg) ? inFolder(arg) : arg));
    if (args.includes('--faulty-rows')) write('sound.csv', sound.replace('Roads', 'Rods'));
    else write('sound.csv', sound);
    const { code, stdout, stderr } = await oblys(...named);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
    expect(existsSync(inFolder('x.txt'))).toBe(false);
  });
});
