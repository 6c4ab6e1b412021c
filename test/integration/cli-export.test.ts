import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getTopic, openTopics, refresh, type Topic } from '@oblys/rollups';
import { CliProcess, runCli, stopRunningClis } from '../support/cli.js';
import { isRoot } from '../support/embedded.js';
import { demoDay, startTestGateway, type TestGateway } from '../support/index.js';
import { OpenBundle, type CsvRow } from '../support/open-data.js';
import { createRandom } from '../support/random.js';
import { makeRunFolder } from '../support/run-folder.js';

const asOf = demoDay;
const root = makeRunFolder('export');

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    demo: true,
    seed: (database) => refresh(database, { asOf }).then(() => undefined),
  });
});

afterAll(async () => {
  await stopRunningClis();
  await gateway?.end();
  rmSync(root, { recursive: true, force: true });
});

const settings = (folder: string) => ({ DATABASE_URL: gateway.database.url, OBLYS_EXPORT_DIR: folder });

function exportOpenData(folder: string, ...more: string[]) {
  return runCli(['export', 'open-data', ...more], settings(folder));
}

describe('oblys export open-data', () => {
  const folder = join(root, 'open-data');
  let bundle: OpenBundle;

  it('writes into the folder of the settings, and tells what', async () => {
    const { code, stdout, stderr } = await exportOpenData(folder, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    bundle = new OpenBundle(join(folder, asOf));
    expect(bundle.faults()).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ asOf, folder, runId: bundle.description.id });
    expect(bundle.description.isSynthetic).toBe(true);
  });

  it.each(openTopics.map(({ code }) => code))('gives of %s the figures that the gateway gives', async (code) => {
    const topic = getTopic(code);
    const random = createRandom(openTopics.indexOf(topic) + 1);
    const ofRegions = bundle.tables[fileOf(topic)]!.filter((row) => row['area_level'] !== 'COUNTRY');
    const rows = Array.from({ length: 30 }, () => random.pick(ofRegions));
    const answer = await gateway.askData(
      `{ ${rows.map((row, index) => askFor(topic, row, `row${index}`)).join('\n')} }`,
    );
    const answered = rows.map((_row, index) => {
      const { source, figures } = answer[`row${index}`].summary;
      return { source, ...asWritten(topic, figures) };
    });
    expect(rows.map((row) => ({ source: 'STORED', ...figuresOf(topic, row) }))).toEqual(answered);
  });

  it('writes where it is told to, and says in words what it wrote', async () => {
    const place = join(root, 'басқа жер');
    const { code, stdout, stderr } = await exportOpenData(folder, '--folder', place);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^13 files written as of 2025-11-05 \(run [0-9a-f-]{36}\), in .*басқа жер\n {2}organization\.csv +\d/,
    );
    expect(readdirSync(place).sort()).toEqual([asOf, 'latest.json']);
  });

  it('that is killed in the middle leaves the bundle before it, and the next one clears up', async () => {
    const before = new OpenBundle(join(folder, asOf)).description.id;
    await gateway.database.withConnection(async (_client, sql) => {
      await sql.query('begin');
      // The export has written the topics before this one when it stops here.
      await sql.query('lock table correspondence_summary in access exclusive mode');
      const running = new CliProcess(['export', 'open-data'], settings(folder));
      await waitFor(async () => {
        const waiting = await gateway.database.query(
          `select from pg_locks where not granted and relation = 'correspondence_summary'::regclass`,
        );
        return waiting.length > 0;
      });
      await running.stop('SIGKILL');
      await sql.query('rollback');
    });
    const [draft] = readdirSync(folder).filter((name) => name.endsWith('.draft'));
    expect(readdirSync(join(folder, draft!))).toContain('roadmap.csv');
    expect(new OpenBundle(join(folder, asOf)).description.id).toBe(before);
    expect(new OpenBundle(join(folder, asOf)).faults()).toEqual([]);
    expect(await exportOpenData(folder)).toMatchObject({ code: 0 });
    expect(readdirSync(folder).sort()).toEqual([asOf, 'latest.json']);
    const runs = await gateway.database.query<{ state: string; error: string | null }>(
      `select state, error from run where kind = 'EXPORT' order by started_at desc limit 2`,
    );
    expect(runs).toEqual([
      { state: 'SUCCEEDED', error: null },
      { state: 'FAILED', error: 'The process or its connection ended before the run did.' },
    ]);
  });

  it.each([
    [['export', 'open-data', '--folder', ' '], 2, /^oblys: [^\n]*name of a folder is empty[^\n]*\n$/],
    [
      ['export', 'open-data', '--folder', '/dev/null/open-data'],
      1,
      /^oblys: The folder of exports [^\n]*a part of its path is a file[^\n]*\n$/,
    ],
  ])('%j is refused in one line', async (args, code, message) => {
    expect(await runCli(args, settings(folder))).toEqual({ code, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('refuses a licence that is no identifier', async () => {
    const result = await runCli(['export', 'open-data'], {
      ...settings(folder),
      OBLYS_EXPORT_LICENCE: 'all rights reserved',
    });
    expect(result).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('OBLYS_EXPORT_LICENCE is "all rights reserved"'),
    });
  });
});

const disk = makeRunFolder('small-disk');
const isSmall = isRoot && process.platform === 'linux' && mountSmallDisk();
if (!isSmall) process.stderr.write('SKIPPED in cli-export: only root on Linux can lay a small disk of its own.\n');

/** Room for the first files and not for all; false where mounting is not allowed. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(isSmall ? describe : describe.skip)('oblys export open-data onto a disk that', () => {
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('runs full says so and leaves nothing half-made', async () => {
    const folder = join(disk, 'open-data');
    const { code, stderr } = await exportOpenData(folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^oblys: The folder of exports [^\n]* cannot be written: its disk is full \(ENOSPC\)\. [^\n]*\n$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can only be read says so', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const { code, stderr } = await exportOpenData(join(disk, 'another'));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^oblys: The folder of exports [^\n]* cannot be written: it can only be read \(EROFS\)\. [^\n]*\n$/,
    );
    expect(existsSync(join(disk, 'another'))).toBe(false);
  });
});

function fileOf({ code }: Topic): string {
  return code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function askFor({ code, measures }: Topic, row: CsvRow, alias: string): string {
  const { area_code: area, area_level: level, grain, period_start: start, programme_code: programme = 'ALL' } = row;
  const argument = programme === 'ALL' ? '' : `(programme: "${programme}")`;
  const fields = measures.map((measure) =>
    measure.valueType === 'money' ? `${measure.code} { amount }` : measure.code,
  );
  return `${alias}: ${level === 'REGION' ? 'region' : 'district'}(code: "${area}") {
    summary(period: { grain: ${grain}, start: "${start}" }) {
      source
      figures: ${code}${argument} { ${fields.join(' ')} withheld { measure reason } }
    }
  }`;
}

type Figures = Record<string, string | number | { amount: string } | null> & {
  withheld: { measure: string; reason: string }[];
};

function asWritten({ code: topic, measures }: Topic, figures: Figures) {
  const values = measures.map(({ code }) => {
    const value = figures[code] ?? null;
    return value === null ? '' : String(typeof value === 'object' ? value.amount : value);
  });
  const withheld = figures.withheld.map(({ measure, reason }) => `${measure.replace(`${topic}.`, '')}:${reason}`);
  return { values, withheld: withheld.join(' ') };
}

function figuresOf({ measures }: Topic, row: CsvRow) {
  return { values: measures.map(({ code }) => row[code]), withheld: row['withheld'] };
}

async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await isDone()) return;
    await pause(50);
  }
  throw new Error('It did not come about.');
}
