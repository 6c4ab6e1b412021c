import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReport, seedReport } from '@oblys/ingest';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, type CliResult } from '../support/cli.js';
import { createTestDatabase, demoTemplate, type TestDatabase } from '../support/index.js';
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

  it('refuse what is no text, no table, or does not say of which report it is', async () => {
    const errorOf = async (...args: string[]) => (await oblys(...args)).stderr;
    expect(await errorOf('suggest', write('empty.txt', ''))).toMatch(/empty\.txt cannot be read: it is empty\.\n$/);
    expect(await errorOf('suggest', write('binary.txt', new Uint8Array([0xff, 0xfe, 0])))).toMatch(
      /it is no text in UTF-8/,
    );
    expect(await errorOf('suggest', inFolder('nowhere.txt'))).toMatch(/cannot be read: ENOENT/);
    expect(await errorOf('reports', 'add', write('none.csv', ''), ...heading)).toMatch(/^oblys: The file is empty\.\n/);
    const headings = write('headings.csv', 'Measure;Value;Wording\n');
    expect(await errorOf('reports', 'add', headings, ...heading)).toMatch(/states no figure/);
    expect(await errorOf('reports', 'add', headings)).toMatch(/give --ref, --area and --as-of/);
    expect(await errorOf('reports', 'add', write('other.csv', 'A;B\n1;2\n'), ...heading)).toMatch(/"A"/);
  });
});
