import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, stopRunningClis, type CliResult } from '../support/cli.js';
import { samples } from '../support/evidence-samples.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-evidence');
const inFolder = (name: string) => join(folder, name);
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
  await database.query(`
    insert into appeal (region_code, branch_code, district_code, area_code, source_ref, received_on, channel, topic_code)
    select '110000000', '117000000', '117000000', '117000000', 'A-1', '2025-11-05', 'ONLINE', min(code) from appeal_topic`);
  writeFileSync(inFolder('scan.pdf'), samples.pdf);
  writeFileSync(inFolder('page.pdf'), samples.html);
});

afterAll(async () => {
  await stopRunningClis();
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: testDatabase.url });

describe('oblys evidence', () => {
  it('adds a file, lists it, gives it back and removes it', async () => {
    const added = await oblys('evidence', 'add', 'appeal', 'A-1', inFolder('scan.pdf'), '--caption', 'Жауап');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const [, id] = /^scan\.pdf is added as (\S+)\.$/m.exec(added.stdout)!;
    expect((await oblys('evidence', 'add', 'appeal', 'A-1', inFolder('scan.pdf'))).stdout).toContain(
      `The record has it already, as ${id}.`,
    );
    expect((await oblys('evidence', 'list', 'appeal', 'A-1')).stdout).toMatch(
      new RegExp(`^1 file\\.\\n.*\\n {2}${id} .* scan\\.pdf +application/pdf .* Жауап`),
    );
    const copy = inFolder('copy.pdf');
    expect(await oblys('evidence', 'get', id!, '--to', copy)).toMatchObject({ code: 0 });
    expect(readFileSync(copy).equals(samples.pdf)).toBe(true);
    expect((await oblys('evidence', 'get', id!, '--to', copy)).stderr).toMatch(/cannot be written: EEXIST/);
    expect(await oblys('evidence', 'remove', id!, '--reason', 'twice')).toMatchObject({
      code: 0,
      stdout: 'scan.pdf is removed.\n',
    });
    expect((await oblys('evidence', 'list', 'appeal', 'A-1')).stdout).toBe('The record has no files.\n');
  });

  it('gives no file whose bytes are not those that were kept, and leaves nothing of it', async () => {
    writeFileSync(inFolder('large.pdf'), Buffer.concat([samples.pdf, Buffer.alloc(600_000, 'a')]));
    const added = await oblys('evidence', 'add', 'appeal', 'A-1', inFolder('large.pdf'));
    const [, id] = /^large\.pdf is added as (\S+)\.$/m.exec(added.stdout)!;
    const copy = inFolder('part.pdf');
    await database.query('delete from evidence_bytes where file_id = $1 and part = 1', [id]);
    const { code, stderr } = await oblys('evidence', 'get', id!, '--to', copy);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^oblys: The store of evidence files failed: its bytes are not those that were kept/,
      ),
    });
    expect(existsSync(copy)).toBe(false);
    await oblys('evidence', 'remove', id!);
  });

  it.each([
    [['add', 'weather', 'A-1', 'scan.pdf'], /no kind of record "weather"/],
    [['add', 'appeal', 'A-9', 'scan.pdf'], /There is no appeal A-9\./],
    [['add', 'appeal', 'A-1', 'none.pdf'], /none\.pdf cannot be read: ENOENT/],
    [['add', 'appeal', 'A-1', 'page.pdf'], /By its content the file is of no kind that is known/],
    [['get', 'x', '--to', 'y.pdf'], /There is no evidence file x/],
    [['remove', '01900000-0000-7000-8000-000000000000'], /There is no evidence file 0190/],
  ])('refuses %j in one line', async (args, words) => {
    const given = args.map((arg) => (/\.pdf$/.test(arg) ? inFolder(arg) : arg));
    const { code, stderr } = await oblys('evidence', ...given);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says every setting of S3 that is missing', async () => {
    const { code, stderr } = await runCli(['evidence', 'list', 'appeal', 'A-1'], {
      DATABASE_URL: testDatabase.url,
      OBLYS_EVIDENCE_STORE: 's3',
      OBLYS_S3_BUCKET: 'evidence',
    });
    expect(code).not.toBe(0);
    for (const name of ['ENDPOINT', 'REGION', 'ACCESS_KEY', 'SECRET_KEY']) expect(stderr).toContain(`OBLYS_S3_${name}`);
    expect(stderr).not.toContain('OBLYS_S3_BUCKET');
  });
});
