import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { removeEmbeddedServer } from '@oblys/database';
import { CliProcess, findFreePort, mainFile, spawnCli, stopRunningClis } from '../support/cli.js';
import { createTestDatabase } from '../support/postgres.js';
import { makeRunFolder } from '../support/run-folder.js';

const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');
const sampleQuery = /--data-urlencode 'query=(\{.*?^\})'/ms.exec(readme)?.[1] ?? '';
const sampleAnswer = JSON.parse(/```json\n(.*?)```/s.exec(readme)?.[1] ?? '') as { data: Answer };

interface Answer {
  region: { summary: unknown; districts: { edges: unknown[] } };
}

/** The tests of this file follow one another on one data folder, as the days of a newcomer do. */
describe('oblys start', () => {
  const folder = makeRunFolder('cli-start қала');
  const env = { OBLYS_DATA_DIR: join(folder, '.oblys') };
  let start: CliProcess;

  async function serve(extra: Record<string, string> = {}): Promise<{ process: CliProcess; url: string }> {
    const process = new CliProcess(['start', '--json'], { ...env, ...extra });
    const { url } = await process.told({ event: 'serving' });
    return { process, url: url as string };
  }

  afterAll(async () => {
    await stopRunningClis();
    await removeEmbeddedServer({ dataDir: env.OBLYS_DATA_DIR });
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings everything up from nothing, and answers the query of the README', async () => {
    const port = await findFreePort();
    const served = await serve({ PORT: String(port) });
    start = served.process;
    expect(served.url).toBe(`http://localhost:${port}`);
    const steps = start.lines().map(({ step }) => step);
    expect(steps.filter(Boolean)).toEqual([
      ...['database', 'migrations', 'reference', 'demo', 'rollups', 'report', 'publication'],
    ]);
    const [report] = start.lines().filter(({ step }) => step === 'report');
    expect(report).toMatchObject({ summary: expect.stringMatching(/^27 figures: /) });
    expect(report?.['verdicts']).not.toContain('MISMATCH');
    const { region } = (await ask(served.url, sampleQuery)) as Answer;
    expect(region.summary).toEqual(sampleAnswer.data.region.summary);
    expect(region.districts.edges).toHaveLength(20);
    expect(region.districts.edges).toEqual(expect.arrayContaining(sampleAnswer.data.region.districts.edges));
    expect(await (await fetch(`${served.url}/`)).text()).toMatch(/<div id="page">/);
    expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
  });

  it('lets other commands work beside it, on the server it runs', async () => {
    const rollup = await spawnCli(['rollup', '--topic', 'roadmap', '--json'], env);
    expect(JSON.parse(rollup.stdout)).toMatchObject({ topics: [{ topic: 'roadmap' }] });
    const reconcile = await spawnCli(['reconcile', '--json'], env);
    expect(JSON.parse(reconcile.stdout)).toMatchObject([{ verdicts: { length: 27 } }]);
    const publish = await spawnCli(['publish', '--area', '110000000', '--as-of', '2025-11-05', '--json'], env);
    expect(JSON.parse(publish.stdout)).toMatchObject({ created: false });
    expect([rollup, reconcile, publish].map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(3).fill({ code: 0, stderr: '' }),
    );
  });

  it('stops on SIGTERM, with exit code 0 and without a server left behind', async () => {
    const { code, stderr } = await start.stop('SIGTERM');
    // Of the jobs whose minute came, that they succeeded.
    const faults = stderr.split('\n').filter((line) => line !== '' && !/^\[[\d:]+\] INFO: /.test(line));
    expect({ code, faults }).toEqual({ code: 0, faults: [] });
    expect(start.lines().at(-1)).toEqual({ event: 'stopped' });
  });

  it('starts again, and loads nothing twice', async () => {
    start = (await serve()).process;
    expect(start.lines().filter(({ step }) => step !== undefined)).toMatchObject([
      { step: 'database', kind: 'started' },
      { step: 'migrations', names: [] },
      { step: 'reference', inserted: 0, updated: 0 },
      { step: 'demo', skipped: true, total: 0 },
      { step: 'rollups', skipped: true },
      { step: 'report', skipped: true, summary: expect.stringMatching(/^27 figures: /) },
      { step: 'publication', created: false },
    ]);
  });

  it('starts again after it was killed', async () => {
    await start.stop('SIGKILL');
    const { process, url } = await serve();
    start = process;
    expect(await ask(url, sampleQuery)).toMatchObject({ region: { summary: { appeal: { received: 6331 } } } });
  });

  it('stops when the package manager that runs it is ended', async () => {
    await start.stop('SIGTERM');
    // As pnpm does it: a shell between, which a signal to pnpm never passes.
    const pnpm = join(folder, 'pnpm.cjs');
    const script = `require('node:child_process').spawn('sh', ['-c', process.argv[2] + '; true'], { stdio: 'inherit' })`;
    writeFileSync(pnpm, `${script};\nsetInterval(() => {}, 1000);\n`);
    const through = new CliProcess([`"${process.execPath}" "${mainFile}" gateway --json`], env, [pnpm]);
    const { url } = await through.told({ event: 'serving' });
    const { code } = await through.stop('SIGKILL'); // ends once the last holder of its stdout has ended
    expect(code).toBeNull();
    await expect(fetch(`${url as string}/healthz`)).rejects.toThrow();
  });

  it('answers a request in flight before it stops', async () => {
    const { process, url } = await serve({ OBLYS_SCHEDULER: '0' });
    const slow = beginRequest(url, JSON.stringify({ query: '{ __typename }' }));
    await slow.begun;
    process.kill('SIGTERM');
    await delay(1_500);
    slow.finish();
    expect(await slow.answer).toEqual({ status: 200, body: '{"data":{"__typename":"Query"}}\n' });
    expect((await process.ended).code).toBe(0);
  });

  it('ends at once at a second signal, and takes the database along', async () => {
    const { process, url } = await serve({ OBLYS_SCHEDULER: '0' });
    const slow = beginRequest(url, '{}');
    slow.answer.catch(() => undefined);
    await slow.begun;
    process.kill('SIGTERM');
    await delay(1_500); // two presses, not the echo of one
    process.kill('SIGTERM');
    expect((await process.ended).code).toBe(143);
    expect(await spawnCli(['reconcile', '--json'], env)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('oblys start with OBLYS_DEMO=0', () => {
  const database = createTestDatabase({ template: 'template0' });

  afterAll(async () => {
    await stopRunningClis();
    await (await database).drop();
  });

  it('loads the areas and the vocabularies and no record, serves, and stops when asked to', async () => {
    const env = { DATABASE_URL: (await database).url, OBLYS_DEMO: '0', OBLYS_SCHEDULER: '0' };
    const process = new CliProcess(['start', '--json'], env);
    const url = (await process.told({ event: 'serving' }))['url'] as string;
    expect(process.lines().find(({ step }) => step === 'database')).toMatchObject({ kind: 'given' });
    expect(process.lines().find(({ step }) => step === 'demo')).toBeUndefined();
    expect(process.lines().find(({ step }) => step === 'report')).toMatchObject({ summary: 'none loaded' });
    expect(
      await ask(url, '{ region(code: "110000000") { name } appeals { totalCount } reports { totalCount } }'),
    ).toEqual({ region: { name: 'Ақмола облысы' }, appeals: { totalCount: 0 }, reports: { totalCount: 0 } });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await process.stop('SIGINT')).code).toBe(0);
  });
});

/** A request whose body is not all there until `finish` sends the rest. */
function beginRequest(url: string, body: string) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sending = request(`${url}/graphql`, { method: 'POST', headers });
  const answer = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode, body: text }));
    });
  });
  // Once the gateway has taken the connection and had time to read the head.
  const begun = new Promise<void>((resolve) =>
    sending.once('socket', (socket) => socket.once('connect', () => setTimeout(resolve, 300))),
  );
  sending.write(body.slice(0, 1));
  return { answer, begun, finish: () => sending.end(body.slice(1)) };
}

/** As the README asks: a GET with the header that tells a browser's form from a client. */
async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql?${new URLSearchParams({ query }).toString()}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}
