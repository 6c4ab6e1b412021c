import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, rmSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { spawnCli } from '../support/cli.js';
import { isRoot } from '../support/embedded.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';
import { makeRunFolder } from '../support/run-folder.js';

const disk = makeRunFolder('small-disk');
const tablespace = `small_disk_${process.pid}`;
const isSmall = isRoot && process.platform === 'linux' && mountSmallDisk();
if (!isSmall) process.stderr.write('SKIPPED in cli-full-disk: only root on Linux can lay a small disk of its own.\n');

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  if (!isSmall) return;
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 3);
  const [server] = await database.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
  const { uid, gid } = statSync(server!.folder);
  chownSync(disk, uid, gid);
  chmodSync(disk, 0o700);
  await database.query(`create tablespace ${tablespace} location '${disk}'`);
});

afterAll(async () => {
  await database?.query(`drop tablespace if exists ${tablespace}`);
  await database?.close();
  await home?.drop();
  if (isSmall) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** A few pages, on which no refresh finds the room that it works in; false where mounting is not allowed. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(isSmall ? describe : describe.skip)('a rollup whose disk runs full', () => {
  it('says so, and leaves the last good build and every mark for the next one', async () => {
    const oblys = (...args: string[]) => spawnCli(args, { DATABASE_URL: home.url });
    expect((await oblys('rollup', '--as-of', '2025-11-05')).code).toBe(0);
    const event = { area_code: rollupsTree.burabay, title: 'Іс-шара', participants: 7, held_on: '2025-10-31' };
    await insertRows(database, 'programme_event', [{ ...event, source_ref: 'before-the-disk-was-full' }]);
    const kept = () =>
      Promise.all([
        database.query('select * from build order by topic'),
        database.query('select * from event_summary order by area_code, grain, period_start, programme_code'),
        database.query('select topic, branch_code, month from mark order by 1, 2, 3'),
      ]);
    const before = await kept();
    const [{ name } = { name: '' }] = await database.query<{ name: string }>('select current_database() as name');

    await database.query(`alter database ${name} set temp_tablespaces = ${tablespace}`);
    const full = await oblys('rollup', '--full', '--as-of', '2025-11-05');
    expect(full).toMatchObject({ code: 1, stdout: expect.any(String) });
    expect(full.stderr).toMatch(/^oblys: The disk of the database is full; nothing was kept\. [^\n]*\n$/);
    expect(await kept()).toEqual(before);
    const [run] = await database.query('select state from run order by started_at desc limit 1');
    expect(run).toEqual({ state: 'FAILED' });

    await database.query(`alter database ${name} reset temp_tablespaces`);
    expect((await oblys('rollup', '--as-of', '2025-11-05')).code).toBe(0);
    expect((await oblys('verify')).code).toBe(0);
    expect(await database.query('select from mark')).toEqual([]);
  });
});
