import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database, type Fence } from '@oblys/database';
import { InvalidInputError } from '@oblys/domain';
import {
  ExportFolderError,
  openTopics,
  purgeOpenData,
  refresh,
  topics,
  writeOpenData,
  type OpenDataProgress,
} from '@oblys/rollups';
import { OpenBundle } from '../support/open-data.js';
import { createJobRun } from '../support/jobs.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';
import { makeRunFolder } from '../support/run-folder.js';

const asOf = '2025-11-05';

const root = makeRunFolder('ашық деректер');
let folder = '';
let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 7);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
  rmSync(root, { recursive: true, force: true });
});

let folders = 0;
beforeEach(() => {
  folder = join(root, `экспорт ${(folders += 1)}`);
});

const runs = () => database.query(`select state, error from run where kind = 'EXPORT' order by started_at, id`);

const fileOf = (code: string): string => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('writeOpenData', () => {
  it('has nothing to write before the first build, and no run says otherwise', async () => {
    await expect(writeOpenData(database, { folder })).rejects.toThrow(InvalidInputError);
    await expect(writeOpenData(database, { folder, asOf })).rejects.toThrow(
      /of 2025-11-05 cannot be exported: there is no/,
    );
    expect(existsSync(join(folder, asOf))).toBe(false);
    await database.query(`delete from run where kind = 'EXPORT'`);
    await refresh(database, { asOf });
  });

  it('writes a bundle that is what its description says, of the build and day that it names', async () => {
    const told: OpenDataProgress[] = [];
    const written = await writeOpenData(database, { folder, asOf, onProgress: (progress) => told.push(progress) });
    const bundle = new OpenBundle(join(folder, asOf));
    expect(bundle.faults()).toEqual([]);
    const [build] = await database.query('select distinct run_id as "runId", as_of as "asOf" from build');
    expect({ runId: bundle.description.build.runId, asOf: bundle.description.asOf }).toEqual(build);
    expect(bundle.description).toMatchObject({
      id: written.runId,
      isSynthetic: false,
      licenses: [{ name: 'CC-BY-4.0' }],
    });
    expect(written.files.map(({ name, rows }) => [name, rows])).toEqual(
      bundle.description.resources.map(({ path, rowCount }) => [path, rowCount]),
    );
    expect(told.at(-1)).toMatchObject({ done: written.files.length, total: written.files.length });
    expect(JSON.parse(readFileSync(join(folder, 'latest.json'), 'utf8'))).toMatchObject({
      asOf,
      path: `${asOf}/datapackage.json`,
      runId: written.runId,
    });
    const [run] = await database.query('select kind, state, as_of, outcome from run where id = $1', [written.runId]);
    expect(run).toEqual({ kind: 'EXPORT', state: 'SUCCEEDED', as_of: asOf, outcome: written });
    expect(readdirSync(folder).sort()).toEqual([asOf, 'latest.json']);
  });

  it('leaves out the topics that count people, and no other', async () => {
    await writeOpenData(database, { folder });
    const files = readdirSync(join(folder, asOf));
    const peoples = topics.filter((topic) => !openTopics.includes(topic)).map(({ code }) => code);
    expect(peoples).toEqual(['meeting', 'event', 'course', 'appeal', 'legalAid']);
    for (const { code } of topics) {
      expect([code, files.includes(`${fileOf(code)}.csv`)]).toEqual([code, !peoples.includes(code)]);
    }
    const { measures } = new OpenBundle(join(folder, asOf)).tables;
    expect(measures!.map((measure) => measure['code'])).toEqual(
      openTopics.flatMap((topic) => topic.measures.map(({ code }) => `${topic.code}.${code}`)),
    );
  });

  it('quotes a line end of either kind, since many readers end a line at it', async () => {
    await database.query('update area set name_ru = $1 where code = $2', ['до\nпосле', rollupsTree.quiet]);
    await database.query('update area set name_en = $1 where code = $2', ['before\rafter', rollupsTree.quiet]);
    await writeOpenData(database, { folder });
    const text = readFileSync(join(folder, asOf, 'areas.csv'), 'utf8');
    expect(text).toContain('"до\nпосле"');
    expect(text).toContain('"before\rafter"');
    expect(new OpenBundle(join(folder, asOf)).faults()).toEqual([]);
  });

  it('refuses a day that the current build is not of, and keeps the bundle that is there', async () => {
    const first = await writeOpenData(database, { folder });
    await expect(writeOpenData(database, { folder, asOf: '2025-11-04' })).rejects.toThrow(
      /of 2025-11-04 cannot be exported: the current build is as of 2025-11-05/,
    );
    await expect(writeOpenData(database, { folder, asOf: '2025-02-30' })).rejects.toThrow(/no date/);
    expect(new OpenBundle(join(folder, asOf)).description.id).toBe(first.runId);
    expect(readdirSync(folder).sort()).toEqual([asOf, 'latest.json']);
  });

  it('takes the place of the earlier bundle of the day, and leaves those of other days', async () => {
    await writeOpenData(database, { folder });
    writeFileSync(join(folder, asOf, 'left-over.csv'), 'of the first');
    mkdirSync(join(folder, '2025-11-04'));
    const second = await writeOpenData(database, { folder, licence: 'ODbL-1.0' });
    const bundle = new OpenBundle(join(folder, asOf));
    expect(bundle.faults()).toEqual([]);
    expect(bundle.description).toMatchObject({ id: second.runId, licenses: [{ name: 'ODbL-1.0' }] });
    expect(readdirSync(folder).sort()).toEqual(['2025-11-04', asOf, 'latest.json']);
  });

  it('lets two that run at once for one day follow each other', async () => {
    const both = await Promise.all([writeOpenData(database, { folder }), writeOpenData(database, { folder })]);
    const bundle = new OpenBundle(join(folder, asOf));
    expect(bundle.faults()).toEqual([]);
    expect(both.map(({ runId }) => runId)).toContain(bundle.description.id);
    expect(readdirSync(folder).sort()).toEqual([asOf, 'latest.json']);
  });

  it('reads one moment: what is committed between two of its files is not in it', async () => {
    const lettersOf = () =>
      new OpenBundle(join(folder, asOf)).tables['correspondence']!.map((row) => row['lettersSent']);
    await writeOpenData(database, { folder });
    const before = lettersOf();
    await database.withConnection(async (_client, other) => {
      await other.query('begin');
      // The export has read the other topics when it waits here.
      await other.query('lock table correspondence_summary in access exclusive mode');
      let committed: Promise<unknown> | undefined;
      await writeOpenData(database, {
        folder,
        onProgress: ({ done }) => {
          if (done !== openTopics.length - 1) return;
          committed = other
            .query('update correspondence_summary set letters_sent = letters_sent + 1000')
            .then(() => other.query('commit'));
        },
      });
      await committed;
    });
    expect(lettersOf()).toEqual(before);
    await writeOpenData(database, { folder });
    expect(lettersOf()).not.toEqual(before);
    await refresh(database, { asOf: '2025-11-06', rebuild: true });
  });

  it('changes nothing that readers see when its fence throws, and its run says why', async () => {
    const first = await writeOpenData(database, { folder });
    const fence: Fence = {
      jobRunId: await createJobRun(database),
      pass: async () => {
        throw new Error('Another worker has taken over.');
      },
    };
    await expect(writeOpenData(database, { folder, fence })).rejects.toThrow('Another worker has taken over.');
    expect(new OpenBundle(join(folder, '2025-11-06')).description.id).toBe(first.runId);
    expect(readdirSync(folder).sort()).toEqual(['2025-11-06', 'latest.json']);
    expect((await runs()).at(-1)).toEqual({ state: 'FAILED', error: 'Another worker has taken over.' });
  });

  it('passes its fence once, last in the transaction that says it succeeded, with the bundle not yet shown', async () => {
    const seen: unknown[] = [];
    const fence: Fence = {
      jobRunId: await createJobRun(database),
      pass: async (sql, outcome) => {
        const [run] = await sql.query(`select state from run where kind = 'EXPORT' order by started_at desc limit 1`);
        seen.push({ run, outcome, isShown: existsSync(join(folder, '2025-11-06')) });
      },
    };
    const outcome = await writeOpenData(database, { folder, fence });
    expect(seen).toEqual([{ run: { state: 'SUCCEEDED' }, outcome, isShown: false }]);
  });

  it('stops between two files when it is told to, and leaves nothing', async () => {
    const stopping = new AbortController();
    const stopped = writeOpenData(database, {
      folder,
      signal: stopping.signal,
      onProgress: ({ done }) => {
        if (done === 3) stopping.abort(new Error('Told to stop.'));
      },
    });
    await expect(stopped).rejects.toThrow('Told to stop.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('clears what killed exports have left, and puts back the bundle that one of them had moved aside', async () => {
    const id = '01a2185d-0030-7e91-9d7d-79340acf4b7b';
    for (const left of [`.2025-11-06.${id}.draft`, `.2025-11-03.${id}.replaced`, `.2025-11-02.${id}.removed`]) {
      mkdirSync(join(folder, left), { recursive: true });
      writeFileSync(join(folder, left, 'roadmap.csv'), left);
    }
    mkdirSync(join(folder, '.well-known'));
    await writeOpenData(database, { folder });
    expect(readdirSync(folder).sort()).toEqual(['.well-known', '2025-11-03', '2025-11-06', 'latest.json']);
    expect(readFileSync(join(folder, '2025-11-03', 'roadmap.csv'), 'utf8')).toContain('replaced');
  });

  it.each([
    ['a file lies where the folder should', (place: string) => place],
    ['a file is a part of its path', (place: string) => join(place, 'below')],
  ])('says in one sentence that %s', async (_what, within) => {
    writeFileSync(folder, 'in the way');
    const failed = writeOpenData(database, { folder: within(folder) });
    await expect(failed).rejects.toThrow(ExportFolderError);
    await expect(failed).rejects.toThrow(/^The folder of exports .* cannot be written: .*OBLYS_EXPORT_DIR.*$/);
    expect((await runs()).at(-1)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('cannot be written'),
    });
  });
});

describe('purgeOpenData', () => {
  const days = ['2025-09-01', '2025-10-06', '2025-10-07', '2025-11-05'];
  const now = new Date('2025-11-06T05:00:00Z');

  beforeEach(() => {
    for (const day of [...days, 'notes', '.well-known']) mkdirSync(join(folder, day), { recursive: true });
  });

  it('removes the days before the first that is kept, and nothing else', async () => {
    expect(await purgeOpenData(folder, 30, now)).toEqual(['2025-09-01', '2025-10-06']);
    expect(readdirSync(folder).sort()).toEqual(['.well-known', '2025-10-07', '2025-11-05', 'notes']);
    expect(await purgeOpenData(folder, 30, now)).toEqual([]);
  });

  it('never removes the bundle that latest.json names', async () => {
    writeFileSync(join(folder, 'latest.json'), JSON.stringify({ asOf: '2025-09-01' }));
    expect(await purgeOpenData(folder, 1, now)).toEqual(['2025-10-06', '2025-10-07']);
  });

  it('has nothing to do where there is no folder, and refuses days that are none', async () => {
    expect(await purgeOpenData(join(folder, 'none'), 30, now)).toEqual([]);
    for (const keepDays of [0, -1, 1.5, Number.NaN]) {
      await expect(purgeOpenData(folder, keepDays, now)).rejects.toThrow(InvalidInputError);
    }
  });
});
