import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { startGateway } from '@oblys/gateway';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, type CliResult } from '../support/cli.js';
import {
  askGateway,
  createRecordingLogger,
  createTestDatabase,
  referenceTemplate,
  type TestDatabase,
} from '../support/index.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-areas');
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(['areas', ...args], { DATABASE_URL: testDatabase.url });

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const first = 'te,kaz_name,rus_name\n115633000,Ақкөл а.о.,Аккольский с.о.\n115633100,Ақкөл а.,с.Акколь\n';
const edition = ['--within', '115633000', '--in-force-on', '2026-01-01', '--name', 'KATO'];

describe('oblys areas', () => {
  it('takes an edition in, lists it, and takes it back', async () => {
    expect(await oblys('editions')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^No edition/) });
    const path = write('first.csv', first);
    const tried = await oblys('classifier', path, ...edition, '--dry-run');
    expect(tried).toMatchObject({ code: 0, stderr: '' });
    expect(tried.stdout).toMatch(
      /^first\.csv: 2 areas of "KATO", the first edition\.\n {2}new +1\n[^]*A dry run: nothing was written\.\n$/,
    );
    const taken = await oblys('classifier', path, ...edition);
    const [, id] = /^Edition (\S+)\. To take it back: oblys areas undo \1$/m.exec(taken.stdout)!;
    expect((await oblys('editions')).stdout).toMatch(new RegExp(`\\n${id} +KATO +2026-01-01 +2 +1 `));
    const { stdout } = await oblys('classifier', path, ...edition, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ editionId: null, counts: { UNCHANGED: 2 } });
    expect(await oblys('undo', id!)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^KATO is undone: /) });
  });

  it('tells what is wrong with a file in the language that is asked for, and fails', async () => {
    const path = write('wrong.csv', `${first}12,Бір а.,с.Бир\n`);
    expect(await oblys('classifier', path, ...edition, '--locale', 'ru')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^row +value +reason\n4 +12 +Это не код: код КАТО состоит из 9 цифр/),
      stderr: 'oblys: Ничего не записано; ошибок в файле: 1.\n',
    });
    expect(await oblys('classifier', write('columns.csv', 'code,name\n1,2\n'), ...edition)).toMatchObject({
      code: 2,
      stderr: 'oblys: The file lacks these columns: name_kk, name_ru. It has: code, name.\n',
    });
    expect(await oblys('classifier', write('empty.csv', ''), ...edition)).toMatchObject({
      code: 2,
      stderr: 'oblys: The file is empty.\n',
    });
    expect(await oblys('classifier', path, '--name', 'KATO')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--in-force-on'),
    });
  });

  it('takes boundaries and populations in, which the API then tells', async () => {
    const ring = [
      [70, 52],
      [71, 52],
      [71, 53],
      [70, 52],
    ];
    const geojson = {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { code: '117000000' }, geometry: { type: 'Polygon', coordinates: [ring] } },
        { type: 'Feature', properties: {}, geometry: null },
      ],
    };
    const map = write('map.geojson', JSON.stringify(geojson));
    expect((await oblys('boundaries', map, '--source', 'a survey')).stdout).toBe(
      'map.geojson: 2 features.\n  new        1\n  changed    0\n  unchanged  0\n1 feature without a code passed over.\n',
    );
    expect((await oblys('boundaries', map, '--source', 'a survey')).stdout).toContain('  unchanged  1\n');
    const people = write('people.csv', 'аудан;жыл;халық саны\nБурабай ауданы;2025;74 512\n');
    expect((await oblys('populations', people, '--source', 'a count')).stdout).toBe(
      'people.csv: 1 population.\n  new        1\n  changed    0\n  unchanged  0\n',
    );
    await database.query(
      `insert into area_former_name values ('117000000', '2009-01-01', 'Щучье ауданы', 'Щучинский район', 'Shchuchinsk District')`,
    );
    const gateway = await startGateway({ database, port: 0, logger: createRecordingLogger().logger });
    try {
      const { data } = await askGateway(
        gateway.url,
        `{ area(code: "117000000") { boundary { geometry boundingBox source } formerNames { until name(locale: RU) } }
           district(code: "117000000") { population boundary { source } other: region { boundary { source } formerNames { until } } } }`,
      );
      const { area, district } = data as Record<string, unknown>;
      expect(area).toEqual({
        boundary: {
          geometry: { type: 'Polygon', coordinates: [ring] },
          boundingBox: [70, 52, 71, 53],
          source: 'a survey',
        },
        formerNames: [{ until: '2009-01-01', name: 'Щучинский район' }],
      });
      expect(district).toEqual({
        population: 74_512,
        boundary: { source: 'a survey' },
        other: { boundary: null, formerNames: [] },
      });
    } finally {
      await gateway.stop();
    }
  });

  it('says which of its commands there are', async () => {
    expect(await oblys('import')).toMatchObject({
      code: 2,
      stderr:
        'oblys: There is no oblys areas import: it takes classifier, editions, undo, boundaries, populations. Add --help to see more.\n',
    });
  });
});
