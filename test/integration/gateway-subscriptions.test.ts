import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { refresh } from '@oblys/rollups';
import { runCli, stopRunningClis } from '../support/cli.js';
import { seedRecord, startTestGateway, subscribe, transports } from '../support/index.js';
import type { Subscribed, TestGateway, Transport } from '../support/index.js';

const burabay = '117000000';
const asOf = '2025-11-05';
let gateway: TestGateway;
let reportId: string;
/** As another process has it. */
let other: Database;
const open: Subscribed[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({
    seed: async (database) => {
      await seedRecord(database, 'roadmap_item', { area_code: burabay });
      await refresh(database, { asOf });
      ({ reportId } = await loadReport(database, await readReport(seedReport)));
    },
  });
  other = await openDatabase({ url: gateway.database.url });
});

afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.end();
});

afterAll(async () => {
  await stopRunningClis();
  await other?.close();
  await gateway?.end();
});

async function listenTo(transport: Transport, query: string, variables?: Record<string, unknown>): Promise<Subscribed> {
  const subscription = await subscribe(transport, gateway.url, query, variables);
  open.push(subscription);
  return subscription;
}

const builds = `subscription { buildMadeCurrent { runId asOf builtAt rowsChanged topics { code rowsChanged } } }`;
const words = `subscription ($kind: RunKind) { jobProgress(kind: $kind) { runId kind state asOf topic step done total error } }`;
const reports = `subscription ($report: ID) { reportReconciled(report: $report) { reportId runId verdicts { verdict count } checks contradictions report { title figures { verdict } } } }`;

async function addVisit(source: string): Promise<void> {
  await gateway.database.query(
    `insert into monitoring_visit (area_code, source_ref, visited_on, commission) values ($1, $2, '2025-02-02', 'К')`,
    [burabay, source],
  );
}

/** Ends the connection that listens, as a network or a restart would; gives its number. */
async function cutListener(): Promise<number> {
  const [cut] = await other.query<{ pid: number }>(
    `select pid, pg_terminate_backend(pid)
       from pg_stat_activity
      where datname = current_database() and application_name = 'oblys gateway listen'`,
  );
  return cut!.pid;
}

describe.each(transports)('subscriptions by %s', (transport) => {
  it('tell of a build that another process made current', async () => {
    const subscription = await listenTo(transport, builds);
    await addVisit(`process ${transport}`);
    const { code, stdout } = await runCli(['rollup', '--as-of', asOf, '--json'], {
      DATABASE_URL: gateway.database.url,
    });
    expect(code).toBe(0);
    const { runId } = JSON.parse(stdout) as { runId: string };
    const { buildMadeCurrent } = await subscription.next();
    expect(buildMadeCurrent).toMatchObject({ runId, asOf, builtAt: expect.stringMatching(/^20/) });
    expect(buildMadeCurrent.topics).toHaveLength(15);
    expect(buildMadeCurrent.rowsChanged).toBeGreaterThan(0);
    const changed = buildMadeCurrent.topics.filter(({ rowsChanged }: { rowsChanged: number }) => rowsChanged > 0);
    expect(changed).toEqual([{ code: 'monitoring', rowsChanged: buildMadeCurrent.rowsChanged }]);
  });

  it('tell how a run begins, goes on and succeeds', async () => {
    const subscription = await listenTo(transport, words, { kind: 'ROLLUP' });
    const { runId } = await refresh(other, { asOf, full: true });
    const heard = [];
    do heard.push((await subscription.next()).jobProgress);
    while (heard.at(-1).state === 'RUNNING');
    expect(heard[0]).toMatchObject({ runId, kind: 'ROLLUP', state: 'RUNNING', asOf, topic: null, done: null });
    expect(heard[1]).toMatchObject({ runId, state: 'RUNNING', step: 'CELLS', done: expect.any(Number), total: 30 });
    expect(heard.at(-1)).toMatchObject({ runId, state: 'SUCCEEDED', topic: null, error: null });
  });

  it('tell why a run failed', async () => {
    const subscription = await listenTo(transport, words, { kind: 'ROLLUP' });
    const reason = new Error('Stopped by hand.');
    const stop = new AbortController();
    const onProgress = () => stop.abort(reason);
    await expect(refresh(other, { asOf, onProgress, signal: stop.signal })).rejects.toBe(reason);
    let last;
    do last = (await subscription.next()).jobProgress;
    while (last.state === 'RUNNING');
    expect(last).toMatchObject({ kind: 'ROLLUP', state: 'FAILED', error: 'Stopped by hand.' });
  });

  it('tell of a report that was reconciled, and read it', async () => {
    const every = await listenTo(transport, reports);
    const [reconciliation] = await reconcile(other, { all: true });
    const { reportReconciled } = await every.next();
    const node = await gateway.askData(`query ($id: ID!) { report(id: $id) { title } }`, {
      id: reportReconciled.reportId,
    });
    expect(reportReconciled.report).toMatchObject({ title: node.report.title, figures: { length: 27 } });
    const counted = reportReconciled.verdicts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(counted).toBe(27);
    expect(reportReconciled.checks).toBe(reconciliation!.checks.length);
    expect(reconciliation!.reportId).toBe(reportId);

    const one = await listenTo(transport, reports, { report: reportReconciled.reportId });
    await reconcile(other, { reportId });
    expect((await one.next()).reportReconciled.reportId).toBe(reportReconciled.reportId);
  });

  it('miss nothing of what happens while the connection that listens is lost', async () => {
    const [buildsMade, ends] = [
      await listenTo(transport, builds),
      await listenTo(transport, words, { kind: 'RECONCILE' }),
    ];
    const before = await cutListener();
    const [reconciliation] = await reconcile(other, { reportId });
    const first = await refresh(other, { asOf, full: true });
    const second = await refresh(other, { asOf, topics: ['roadmap'], full: true });
    expect((await buildsMade.next()).buildMadeCurrent).toMatchObject({ runId: first.runId, topics: { length: 15 } });
    expect((await buildsMade.next()).buildMadeCurrent).toMatchObject({
      runId: second.runId,
      topics: [{ code: 'roadmap', rowsChanged: 0 }],
    });
    let end;
    do end = (await ends.next()).jobProgress;
    while (end.state === 'RUNNING');
    expect(end).toMatchObject({ state: 'SUCCEEDED' });
    expect(reconciliation).toBeDefined();
    const [now] = await other.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and application_name = 'oblys gateway listen'`,
    );
    expect(now!.pid).not.toBe(before);
  });
});

describe('jobProgress', () => {
  it('begins with the runs that are under way', async () => {
    const held = await holdRun();
    try {
      const subscription = await listenTo('WebSocket', words, { kind: 'ROLLUP' });
      expect((await subscription.next()).jobProgress).toMatchObject({ runId: held.runId, state: 'RUNNING' });
    } finally {
      await held.end();
    }
  });

  it('takes no notice of words that no run would say', async () => {
    const subscription = await listenTo('WebSocket', builds);
    await other.query(
      `select pg_notify('oblys_progress', 'қате'), pg_notify('oblys_progress', '[]'), pg_notify('oblys_build', '')`,
    );
    const { runId } = await refresh(other, { asOf });
    expect((await subscription.next()).buildMadeCurrent.runId).toBe(runId);
  });
});

/** A rollup that waits for a lock until it is let go. */
async function holdRun(): Promise<{ runId: string; end(): Promise<void> }> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let begun: (runId: string) => void = () => undefined;
  const runId = new Promise<string>((resolve) => (begun = resolve));
  let running: Promise<unknown> | undefined;
  const holding = other.transaction('READ COMMITTED', async (sql) => {
    await sql.query('lock table build in access exclusive mode');
    running = refresh(gateway.database, { asOf });
    let rows: { id: string }[] = [];
    while (rows.length === 0) rows = await sql.query(`select id from run where state = 'RUNNING'`);
    begun(rows[0]!.id);
    await released;
  });
  return {
    runId: await runId,
    end: async () => {
      release();
      await holding;
      await running;
    },
  };
}
