import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { runCli, stopRunningClis, type CliResult } from '../support/cli.js';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-submissions');
const burabay = '117000000';
const akmola = '110000000';
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
  await seedRecord(database, 'programme_event', { area_code: burabay, held_on: '2025-10-07' });
});

afterAll(async () => {
  await stopRunningClis();
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: testDatabase.url });
const ofBurabay = ['--area', burabay, '--month', '2025-10'];

async function succeed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await oblys(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

async function fail(...args: string[]): Promise<string> {
  const { code, stderr } = await oblys(...args);
  expect(code).toBeGreaterThan(0);
  expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
  return stderr;
}

describe('what is due', () => {
  it('is set for a region from a month on, and what was submitted keeps what was due of it', async () => {
    expect(await succeed('due', 'set', 'event', '--area', akmola, '--day', '20', '--from', '2026-01')).toMatch(
      /^topic +area +sent by .*\nevent +all regions +each district +5 +10 days more +- +-\nevent +110000000 +each district +20 +10 days more +2026-01 +-\n$/,
    );
    await succeed('due', 'set', 'event', '--area', akmola, '--no-send', '--from', '2026-03');
    await succeed('due', 'set', 'appeal', '--area', akmola, '--by', 'office', '--from', '2026-01');
    const listed = await succeed('due', 'list', '--area', akmola);
    expect(listed).toMatch(/^event +110000000 +each district +20 +10 days more +2026-01 +2026-03$/m);
    expect(listed).toMatch(/^event +110000000 +each district +not due +- +2026-03 +-$/m);
    expect(listed).toMatch(/^appeal +110000000 +its office +5 +10 days more +2026-01 +-$/m);
    await database.query(
      `insert into submission (region_code, branch_code, topic, month, state, record_count, submitted_on, submitted_by)
       values ($1, $2, 'event', '2026-02-01', 'SUBMITTED', 0, '2026-03-01', 'Aigul')`,
      [akmola, burabay],
    );
    expect(await fail('due', 'set', 'event', '--area', akmola, '--from', '2026-02')).toMatch(
      /event was submitted for 2026-02 already, and what was due of a month that was submitted stays/,
    );
    await database.query(`delete from submission`);
    await database.query(`delete from submission_due where region_code is not null`);
  });

  it.each([
    [['weather'], /weather/],
    [['event', '--day', '30'], /"30" is no whole number from 1 to 28/],
    [['event', '--day', 'x'], /"x" is no whole number/],
    [['event', '--grace', '-1'], /"-1" is no whole number from 0 to 366/],
    [['event', '--area', burabay], /There is no region 117000000/],
    [['event', '--by', 'village'], /"village" sends nothing: it is district or office/],
    [['event', '--from', '2026'], /"2026" is no month/],
  ])('is refused: %s', async (args, message) => {
    const before = await succeed('due', 'list');
    expect(await fail('due', 'set', ...args)).toMatch(message);
    expect(await succeed('due', 'list')).toBe(before);
  });
});

describe('a month on the command line', () => {
  it('is submitted by its district, approved by its region, and shown', async () => {
    expect(await fail('submit', ...ofBurabay)).toMatch(/2025-10 of \w+ of branch 117000000 has no record/);
    expect(await fail('submit', '--area', burabay, '--month', 'October')).toMatch(/"October" is no month/);
    const sent = await succeed('submit', ...ofBurabay, '--nil', '--note', 'All in');
    expect(sent).toMatch(/^2025-10 of 117000000: 11 topics submitted\.\n/);
    expect(sent).toMatch(/^ {2}event +1 record$/m);
    expect(sent).toMatch(/^ {2}appeal +nothing$/m);
    expect(await succeed('submissions', ...ofBurabay)).toMatch(/^ {2}event +sent late +2025-11-05 +1 .* All in$/m);
    expect(await succeed('submissions', '--area', akmola, '--month', '2025-10')).toMatch(
      /^2025-10: 220 topics of 20 branches, 209 missing, 11 sent late\.\n {2}branch +appeal +correspondence +course +event /,
    );
    expect(await succeed('approve', '--area', akmola, '--month', '2025-10')).toMatch(/11 submissions approved\./);
    expect(await fail('approve', '--area', akmola, '--month', '2025-10')).toMatch(/can be approved: oblys submissions/);
    expect(await succeed('submissions', ...ofBurabay)).toMatch(/11 approved\.\n/);
  });

  it('is reopened and sent back for a reason', async () => {
    expect(await fail('reopen', ...ofBurabay, '--topic', 'event')).toMatch(/--reason/);
    await succeed('reopen', ...ofBurabay, '--topic', 'event', '--reason', 'A late one');
    await succeed('submit', ...ofBurabay, '--topic', 'event');
    expect(await succeed('return', ...ofBurabay, '--topic', 'event', '--reason', 'Look again', '--json')).toMatch(
      /^\{"returned":\[\{"id":"[\w-]+","areaCode":"117000000","month":"2025-10-01","topic":"event"\}\],"refused":\[\]\}\n$/,
    );
    expect(await succeed('submissions', ...ofBurabay, '--topic', 'event')).toMatch(/ returned .* Look again$/m);
  });

  it('is not approved where its records are others by now, which is said', async () => {
    await succeed('submit', ...ofBurabay, '--topic', 'event');
    await seedRecord(database, 'programme_event', { area_code: burabay, held_on: '2025-10-08' });
    const { code, stdout, stderr } = await oblys('approve', ...ofBurabay);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'oblys: A submission was not approved; the reasons are above.\n',
    });
    expect(stdout).toMatch(/submitted with 1 and has 2 records by now: have it submitted anew\.$/m);
  });
});

describe('an import', () => {
  const file = join(folder, 'appeals.csv');

  it('of a locked month is refused, unless it says why, and is undone likewise', async () => {
    writeFileSync(file, 'Reference;Area;Received on;Channel;Topic\nA-1;Burabay;05.10.2025;Online;Ecology\n');
    expect(await fail('import', 'appeal', file)).toMatch(
      /2025-10 of appeal of branch 117000000 is approved and locked/,
    );
    expect(await fail('import', 'appeal', file, '--dry-run')).toMatch(/is approved and locked/);
    const taken = await succeed('import', 'appeal', file, '--reason', 'Found in a drawer');
    const [, id] = /^Import (\S+)\./m.exec(taken)!;
    expect(await succeed('submissions', ...ofBurabay, '--topic', 'appeal')).toMatch(/ approved, changed since /);
    expect(await fail('undo-import', id!)).toMatch(/is approved and locked/);
    await succeed('undo-import', id!, '--reason', 'Of another drawer');
    const changes = await database.query<{ reason: string; happened_by: string }>(
      `select reason, happened_by from submission_event where event = 'CHANGED' order by id`,
    );
    expect(changes.map(({ reason }) => reason)).toEqual(['Found in a drawer', 'Of another drawer']);
    expect(changes[0]!.happened_by).toMatch(/ at /);
  });
});
