import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, requestJobRun, type Database, type Fence } from '@oblys/database';
import { listWaitingFiles, settleFile, takeWaitingFile } from '@oblys/ingest';
import { createJobs, registerJobs, startScheduler, type Job } from '@oblys/jobs';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobSettings, silentLogger } from '../support/jobs.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('import-files');
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
});

beforeEach(async () => {
  await database.query('truncate appeal, meeting, import, import_change cascade');
  rmSync(join(folder, 'imports'), { recursive: true, force: true });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (...path: string[]) => join(folder, 'imports', ...path);

/** A file that was put there an hour ago, unless it is new. */
function put(kind: string, name: string, text: string | Buffer, isNew = false): void {
  mkdirSync(inFolder(kind), { recursive: true });
  writeFileSync(inFolder(kind, name), text);
  const anHourAgo = Date.now() / 1_000 - 3_600;
  if (!isNew) utimesSync(inFolder(kind, name), anHourAgo, anHourAgo);
}

const appeals = 'Reference;Area;Received on;Channel;Topic;Mobile reception\n';
const take = async (fence?: Fence) => {
  const settled = [];
  for (const file of await listWaitingFiles(inFolder())) {
    const each = await takeWaitingFile(database, file, { importedBy: 'test', locale: 'RU', fence });
    await settleFile(file, each);
    settled.push(each);
  }
  return settled;
};

describe('the folder of imports', () => {
  it('gives its files in the order in which kinds name each other, and keeps what became of each', async () => {
    put('appeal', 'b.csv', `${appeals}A-1;Burabay;05.11.2025;Mobile reception;Ecology;R-1\n`);
    put('appeal', 'bad.csv', `${appeals}A-2;Atlantis;05.11.2025;Online;Ecology;\n`);
    put('appeal', 'photo.csv', Buffer.from('89504e470d0a1a0a', 'hex'));
    put('appeal', 'other.csv', 'a;b\n1;2\n');
    put('appeal', 'new.csv', appeals, true);
    put('appeal', '~$lock.xlsx', 'x');
    put('appeal', 'notes.txt', 'x');
    put('meeting', 'a.csv', 'Reference;Area;Held on;Kind\nR-1;Burabay;01.11.2025;Mobile Reception\n');
    expect(await take()).toMatchObject([
      { kind: 'meeting', fileName: 'a.csv', isRefused: false, new: 1, importId: expect.any(String), reason: null },
      { kind: 'appeal', fileName: 'b.csv', isRefused: false, new: 1 },
      { fileName: 'bad.csv', isRefused: true, importId: null, reason: 'faults: 1, in rows: 1; conflicting rows: 0' },
      { fileName: 'other.csv', isRefused: true, reason: expect.stringMatching(/^Заголовки не подходят/) },
      { fileName: 'photo.csv', isRefused: true, reason: 'Файл не является таблицей CSV или XLSX.' },
    ]);
    expect(readdirSync(inFolder('appeal')).sort()).toEqual(
      ['done', 'new.csv', 'notes.txt', 'refused', '~$lock.xlsx'].sort(),
    );
    expect(readdirSync(inFolder('appeal', 'done'))).toEqual(['b.csv']);
    expect(readdirSync(inFolder('appeal', 'refused')).sort()).toEqual([
      'bad.csv',
      'bad.csv.faults.csv',
      'bad.csv.reason.txt',
      'other.csv',
      'other.csv.reason.txt',
      'photo.csv',
      'photo.csv.reason.txt',
    ]);
    expect(readFileSync(inFolder('appeal', 'refused', 'bad.csv.faults.csv'), 'utf8')).toMatch(
      /Такой территории здесь нет.*;A-2;/,
    );
    expect(await database.query('select source_ref from appeal')).toEqual([{ source_ref: 'A-1' }]);
  });

  it('keeps a file out that would change a locked month, and says so', async () => {
    await database.query(
      `insert into submission (region_code, branch_code, topic, month, state, record_count, submitted_on, submitted_by, approved_at, approved_by)
       values ('110000000', '117000000', 'appeal', '2025-11-01', 'APPROVED', 0, '2025-12-01', 'Aigul', now(), 'Berik')`,
    );
    put('appeal', 'late.csv', `${appeals}A-1;Burabay;05.11.2025;Online;Ecology;\n`);
    expect(await take()).toMatchObject([
      {
        fileName: 'late.csv',
        isRefused: true,
        importId: null,
        reason: expect.stringMatching(/2025-11 of appeal .* locked/),
      },
    ]);
    await database.query('delete from submission');
  });

  it('that is not there has no files', async () => {
    expect(await listWaitingFiles(inFolder())).toEqual([]);
  });

  it('is not taken from by a worker that was replaced: nothing is written, and the file stays', async () => {
    put('appeal', 'b.csv', `${appeals}A-1;Burabay;05.11.2025;Online;Ecology;\n`);
    const fence: Fence = { jobRunId: 'x', pass: () => Promise.reject(new Error('the run is another worker’s')) };
    await expect(take(fence)).rejects.toThrow('another worker’s');
    expect(await database.query('select from appeal')).toEqual([]);
    expect(existsSync(inFolder('appeal', 'b.csv'))).toBe(true);
  });

  it('is emptied by the job import-files, which counts rows and files', async () => {
    put(
      'appeal',
      'b.csv',
      `${appeals}A-1;Burabay;05.11.2025;Online;Ecology;\nA-2;Burabay;05.11.2025;Online;Ecology;\n`,
    );
    put('appeal', 'bad.csv', `${appeals}A-3;Atlantis;05.11.2025;Online;Ecology;\n`);
    const isOurs = ({ name }: Job) => name === 'import-files';
    const jobs = createJobs(jobSettings(folder)).filter(isOurs);
    await registerJobs(database, jobs, null);
    const id = await requestJobRun(database, { job: 'import-files', requestedBy: 'test' });
    const scheduler = await startScheduler({ database, jobs, logger: silentLogger });
    try {
      for (;;) {
        const [run] = await database.query<{ state: string; rows: string; files: string; error: string }>(
          'select state, row_count as rows, check_count as files, error from job_run where id = $1',
          [id],
        );
        if (run!.state !== 'SUCCEEDED') await database.query('select pg_sleep(0.05)');
        expect(run!.error).toBeNull();
        if (run!.state !== 'SUCCEEDED') continue;
        expect(run).toMatchObject({ rows: '2', files: '2' });
        break;
      }
    } finally {
      await scheduler.stop();
    }
    const steps = await database.query<{ step: string }>('select step, outcome from job_run_step order by step');
    expect(steps.map(({ step }) => step)).toEqual([
      expect.stringMatching(/^appeal\/b\.csv \(\d+ bytes, /),
      expect.stringMatching(/^appeal\/bad\.csv \(/),
    ]);
    expect(readdirSync(inFolder('appeal')).sort()).toEqual(['done', 'refused']);
  });
});
