import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { importKinds } from '@oblys/ingest';
import { createJobs } from '@oblys/jobs';
import { fillingJobs, lineageOf, listMeasures } from '@oblys/rollups';
import { runCli, stopRunningClis, type CliResult } from '../support/cli.js';
import { createTestDatabase, referenceTemplate, seedRecord, type TestDatabase } from '../support/index.js';
import { jobSettings } from '../support/jobs.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-measures');
const burabay = '117000000';
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
  await seedRecord(database, 'programme_event', { area_code: burabay, held_on: '2025-10-07', participants: 30 });
  await seedRecord(database, 'programme_event', { area_code: burabay, held_on: '2025-10-09', participants: 12 });
});

afterAll(async () => {
  await stopRunningClis();
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: testDatabase.url });

async function succeed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await oblys(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('oblys measures', () => {
  it('lists the measures of a topic in a language', async () => {
    const listed = await succeed('measures', '--topic', 'roadmap', '--locale', 'ru');
    expect(listed).toMatch(/^roadmap\.executed +stock +items +\S.*исполнено к концу дня/m);
    expect(listed).toMatch(/\n6 measures\.\n$/);
  });

  it('tells all of each as JSON', async () => {
    const { measures } = JSON.parse(await succeed('measures', '--json'));
    expect(measures.map(({ code }: { code: string }) => code)).toEqual(
      listMeasures().map(({ topic, measure }) => `${topic.code}.${measure.code}`),
    );
    const rate = measures.find(({ code }: { code: string }) => code === 'roadmap.completionRate');
    expect(rate).toMatchObject({ expression: 'executed / planned', sql: expect.stringContaining('nullif') });
  });

  it('refuses a topic that there is not', async () => {
    expect(await oblys('measures', '--topic', 'roads')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no topic "roads"'),
    });
  });
});

describe('oblys behind', () => {
  const ask = (...more: string[]) => ['behind', 'event.participants', '--area', burabay, '--to', '2025-10-31', ...more];

  it('lists the records of a figure and what each adds', async () => {
    const listed = await succeed(...ask('--from', '2025-10-01', '--as-of', '2025-10-31'));
    expect(listed).toMatch(
      /^event\.participants of 117000000 from 2025-10-01 to 2025-10-31, as of 2025-10-31: 42 people, of 2 records\.\n/,
    );
    expect(listed).toMatch(/\n +2025-10-09 +\S+ +117000000 .* 12\n +2025-10-07 +\S+ +117000000 .* 30\n$/);
  });

  it('counts until the as-of day, and shows as many as are asked for', async () => {
    const { value, total, records } = JSON.parse(await succeed(...ask('--as-of', '2025-10-08', '--json')));
    expect({ value, total }).toEqual({ value: '30', total: 1 });
    expect(records).toMatchObject([{ recordedOn: '2025-10-07', areaCode: burabay, adds: '30' }]);
    expect(await succeed(...ask('--as-of', '2025-10-31', '--limit', '1'))).toMatch(
      /\n {2}and 1 more; --limit shows them\n$/,
    );
  });

  it.each([
    [
      'an unknown measure',
      ['behind', 'event.participant', '--area', burabay, '--to', '2025-10-31'],
      'Did you mean event.participants?',
    ],
    [
      'an area that there is not',
      ['behind', 'event.held', '--area', '999999999', '--to', '2025-10-31', '--as-of', '2025-10-31'],
      'There is no area',
    ],
    ['no day before the first build', ask(), 'Nothing was built of event yet'],
    ['a part of what is no share', ask('--part', 'numerator', '--as-of', '2025-10-31'), 'is no share of anything'],
    ['a reversed span', ask('--from', '2025-11-01', '--as-of', '2025-10-31'), 'is reversed'],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const { code, stderr } = await oblys(...args);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
    expect(stderr).toContain(reason);
  });
});

describe('the lineage of measures', () => {
  it('names jobs and kinds of files that there are', () => {
    const jobs = createJobs(jobSettings(folder)).map(({ name }) => name);
    expect(jobs).toEqual(expect.arrayContaining([...fillingJobs]));
    const kinds = importKinds.map(({ code }) => code);
    for (const { topic, measure } of listMeasures()) {
      expect(kinds).toEqual(expect.arrayContaining([...lineageOf(topic, measure).importKinds]));
    }
  });
});
