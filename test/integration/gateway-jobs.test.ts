import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cancelJobRun, openDatabase, type Database } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { registerJobs, startScheduler, type Job, type RunningScheduler } from '@oblys/jobs';
import { refresh } from '@oblys/rollups';
import { askGateway, confinedTo, createRecordingLogger, startTestGateway, subscribe } from '../support/index.js';
import type { Subscribed, TestGateway } from '../support/index.js';

const titles = { kk: 'Сынақ', ru: 'Проверка', en: 'A job of the test' };
const common = {
  titles,
  schedule: '15 2 * * *',
  catchUp: 'NONE',
  retry: { attempts: 1, pauseMs: 0 },
  timeLimitMs: 60_000,
} as const;

const counts: Job = {
  ...common,
  name: 'counts',
  needs: ['fails'],
  deadlineMs: 3_600_000,
  run: async ({ once }) => {
    await once('first', async () => ({ found: 3 }));
    await once('second', async () => ({ found: 4 }));
    return { rows: 7, cells: 5, checks: 2 };
  },
};
const fails: Job = {
  ...common,
  name: 'fails',
  retry: { attempts: 2, pauseMs: 1 },
  run: async () => {
    throw new Error('Burabay says nothing.', { cause: new Error('Its line is cut.') });
  },
};
const waits: Job = {
  ...common,
  name: 'waits',
  run: ({ signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
};
const builds: Job = {
  ...common,
  name: 'builds',
  run: async ({ database, once }) => {
    await once('refresh', (fence) => refresh(database, { asOf: '2025-11-05', full: true, fence }));
    return {};
  },
};

let gateway: TestGateway;
/** Of a viewer who sees Burabay alone. */
let confined: Gateway;
let scheduler: RunningScheduler;
let database: Database;
const open: Subscribed[] = [];

beforeAll(async () => {
  gateway = await startTestGateway();
  const { logger } = createRecordingLogger();
  const viewer = confinedTo(['117000000']);
  confined = await startGateway({ database: gateway.database, port: 0, logger, viewer });
  const jobLogger = { ...logger, child: () => jobLogger };
  // Of its own, so that what it sends is not taken for the gateway's.
  database = await openDatabase({ url: gateway.database.url });
  scheduler = await startScheduler({ database, logger: jobLogger, jobs: [fails, counts, waits, builds] });
});

afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.end();
});

afterAll(async () => {
  await scheduler?.stop();
  await database?.close();
  await confined?.stop();
  await gateway?.end();
});

const runJob = `mutation ($job: String!, $asOf: Date) { runJob(job: $job, asOf: $asOf) { run { id state asOf trigger requestedBy job { name } } } }`;
const everything = `
  id state asOf trigger scheduledFor readyAt deadlineAt isLate missedCount attemptCount startedAt finishedAt durationSeconds
  rows cells checks worker requestedBy error job { name } steps { step doneAt }
  attempts { number state worker startedAt finishedAt durationSeconds error }`;
const changed = `subscription ($job: String, $id: ID) { jobRunChanged(job: $job, id: $id) { id state job { name } attemptCount } }`;

async function listenTo(query: string, variables?: Record<string, unknown>): Promise<Subscribed> {
  const subscription = await subscribe('WebSocket', gateway.url, query, variables);
  open.push(subscription);
  return subscription;
}

async function ask(job: string, asOf?: string): Promise<string> {
  return (await gateway.askData(runJob, { job, asOf })).runJob.run.id as string;
}

/** What became of a run, once it is in one of the states. */
async function reached(id: string, ...states: string[]) {
  for (;;) {
    const { jobRun } = await gateway.askData(`query ($id: ID!) { jobRun(id: $id) { ${everything} } }`, { id });
    if (states.includes(jobRun.state)) return jobRun;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('runJob', () => {
  it('asks for a run in the name of the viewer, and its history tells all of it', async () => {
    const { runJob: asked } = await gateway.askData(runJob, { job: 'counts', asOf: '2025-11-05' });
    expect(asked.run).toMatchObject({
      asOf: '2025-11-05',
      trigger: 'MANUAL',
      requestedBy: 'developer',
      job: { name: 'counts' },
    });
    const run = await reached(asked.run.id, 'SUCCEEDED');
    const worker = expect.stringMatching(/:\d+$/);
    expect(run).toMatchObject({ rows: 7, cells: 5, checks: 2, attemptCount: 1, isLate: false, error: null, worker });
    expect(run.attempts).toEqual([
      { ...run.attempts[0], number: 1, state: 'SUCCEEDED', worker: run.worker, error: null },
    ]);
    expect(run.steps.map(({ step }: { step: string }) => step)).toEqual(['first', 'second']);
    expect(run.durationSeconds).toBeGreaterThanOrEqual(0);
  });

  it('takes the last whole day in the zone of the job unless one is given', async () => {
    const [{ yesterday }] = (await gateway.database.query<{ yesterday: string }>(
      `select ((clock_timestamp() at time zone 'Asia/Almaty')::date - 1)::text as yesterday`,
    )) as [{ yesterday: string }];
    expect((await reached(await ask('counts'), 'SUCCEEDED')).asOf).toBe(yesterday);
  });

  it('shows the error in full to who may see everything, and to nobody else', async () => {
    const id = await ask('fails', '2025-11-05');
    const run = await reached(id, 'FAILED');
    const whole = expect.stringMatching(/^Error: Burabay says nothing\.\n.*\[cause\]: Error: Its line is cut\./s);
    expect(run).toMatchObject({ error: whole, attemptCount: 2, requestedBy: 'developer' });
    expect(run.attempts).toMatchObject([
      { number: 1, state: 'FAILED', error: whole },
      { number: 2, state: 'FAILED', error: whole },
    ]);
    const { data } = await askGateway(confined.url, `query ($id: ID!) { jobRun(id: $id) { ${everything} } }`, { id });
    expect(data.jobRun).toMatchObject({ id, state: 'FAILED', error: null, requestedBy: null });
    expect(data.jobRun.attempts).toMatchObject([{ error: null }, { error: null }]);
  });
});

describe('cancelRun and retryRun', () => {
  it('end a run under way, and try it again for the same day', async () => {
    const id = await ask('waits', '2025-11-04');
    await reached(id, 'RUNNING');
    const { jobs } = await gateway.askData('{ jobs { name runUnderWay { id } } }');
    expect(jobs).toContainEqual({ name: 'waits', runUnderWay: { id } });
    expect(jobs).toContainEqual({ name: 'counts', runUnderWay: null });

    const cancel = 'mutation ($id: ID!) { cancelRun(id: $id) { run { id state error asOf } } }';
    const cancelled = { id, state: 'CANCELLED', error: 'Cancelled by developer.', asOf: '2025-11-04' };
    expect((await gateway.askData(cancel, { id })).cancelRun.run).toEqual(cancelled);
    expect((await gateway.ask(cancel, { id })).errors).toMatchObject([
      { extensions: { code: 'JOB_RUN_STATE' }, message: expect.stringMatching(/is CANCELLED: only one that is due/) },
    ]);

    const retry = 'mutation ($id: ID!) { retryRun(id: $id) { run { id asOf } } }';
    expect((await gateway.askData(retry, { id })).retryRun.run).toEqual({ id, asOf: '2025-11-04' });
    const again = await reached(id, 'RUNNING');
    expect(again.attempts.map(({ state }: { state: string }) => state)).toEqual(['CANCELLED', 'RUNNING']);
    expect((await gateway.ask(retry, { id })).errors).toMatchObject([{ extensions: { code: 'JOB_RUN_STATE' } }]);
    await gateway.askData(cancel, { id });
  });
});

describe('backfill', () => {
  const query = `mutation ($job: String!, $from: Date!, $to: Date!) { backfill(job: $job, from: $from, to: $to) {
    created repeated left runs(first: 2) { totalCount edges { node { asOf trigger requestedBy job { name } } } } } }`;

  it('makes the runs of a range of days once, and gives them page by page', async () => {
    const range = { job: 'waits', from: '2025-10-01', to: '2025-10-10' };
    const { backfill } = await gateway.askData(query, range);
    const ofDay = (asOf: string) => ({
      node: { asOf, trigger: 'BACKFILL', requestedBy: 'developer', job: { name: 'waits' } },
    });
    expect(backfill).toEqual({
      created: 10,
      repeated: 0,
      left: 0,
      runs: { totalCount: 10, edges: [ofDay('2025-10-10'), ofDay('2025-10-09')] },
    });
    expect((await gateway.askData(query, range)).backfill).toMatchObject({ created: 0, left: 10 });
    const left = await gateway.database.query<{ id: string }>(`select id from job_run where trigger = 'BACKFILL'`);
    for (const { id } of left) await cancelJobRun(gateway.database, id, 'the test');
  });

  it.each([
    [{ job: 'waits', from: '2025-10-10', to: '2025-10-01' }, 'INVALID_INPUT', /2025-10-10\.\.2025-10-01 is reversed/],
    [{ job: 'waits', from: '2025-10-10', to: '2999-01-01' }, 'INVALID_INPUT', /not over/],
    [{ job: 'waits', from: '2015-10-10', to: '2025-01-01' }, 'INVALID_INPUT', /more than 1000 moments/],
    [{ job: 'waits', from: '0001-01-01', to: '2025-01-01' }, 'INVALID_INPUT', /more than 1000 moments/],
    [{ job: 'sleeps', from: '2025-10-01', to: '2025-10-02' }, 'NOT_FOUND', /no job sleeps: there are builds, counts/],
  ])('refuses %j', async (variables, code, words) => {
    const { data, errors } = await gateway.ask(query, variables);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringMatching(words) }]);
    expect(data).toEqual({ backfill: null });
  });
});

describe('what is asked of jobs', () => {
  const region = Buffer.from('Region:110000000:110000000').toString('base64url');
  const nobody = Buffer.from('JobRun::01900000-0000-7000-8000-000000000000').toString('base64url');

  it.each([
    [`mutation { runJob(job: "sleeps") { run { id } } }`, 'NOT_FOUND', /no job sleeps: there are builds, counts/],
    [`mutation { runJob(job: "Counts!") { run { id } } }`, 'INVALID_INPUT', /"Counts!" is no name of a job/],
    [
      `mutation { runJob(job: "counts", asOf: "2999-01-01") { run { id } } }`,
      'INVALID_INPUT',
      /2999-01-01 has not come/,
    ],
    [`mutation { cancelRun(id: "${region}") { run { id } } }`, 'INVALID_NODE_ID', /no global id/],
    [`mutation { retryRun(id: "${nobody}") { run { id } } }`, 'NOT_FOUND', /no run 01900000/],
    [`{ jobRun(id: "${region}") { id } }`, 'INVALID_NODE_ID', /no global id/],
    [`{ job(name: "a\\u0000b") { id } }`, 'INVALID_INPUT', /no name of a job/],
    [
      `{ jobRuns(filter: { job: { in: ["counts", "%"] } }) { totalCount } }`,
      'INVALID_INPUT',
      /"%" is no name of a job/,
    ],
    [
      `{ jobRuns(filter: { scheduledFor: { from: "2025-02-01T00:00:00Z", to: "2025-01-01T00:00:00Z" } }) { totalCount } }`,
      'INVALID_INPUT',
      /reversed/,
    ],
    [`{ jobRuns(after: "${nobody}") { totalCount } }`, 'INVALID_CURSOR', /start without a cursor/],
  ])('%s is refused', async (query, code, words) => {
    const { errors } = await gateway.ask(query);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringMatching(words) }]);
  });

  it('is null where there is none', async () => {
    expect(await gateway.askData(`{ job(name: "sleeps") { id } jobRun(id: "${nobody}") { id } }`)).toEqual({
      job: null,
      jobRun: null,
    });
  });

  it.each([
    'mutation { runJob(job: "counts") { run { id } } }',
    `mutation { cancelRun(id: "${nobody}") { run { id } } }`,
    `mutation { retryRun(id: "${nobody}") { run { id } } }`,
    'mutation { backfill(job: "counts", from: "2025-10-01", to: "2025-10-01") { created } }',
  ])('%s is refused to who sees a part of the tree', async (query) => {
    expect((await askGateway(confined.url, query)).errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED' } }]);
  });
});

describe('jobs', () => {
  it('are listed by name with how they stand, by one statement', async () => {
    await reached(await ask('counts'), 'SUCCEEDED');
    gateway.statements.length = 0;
    const { jobs } = await gateway.askData(`{ jobs {
      id name title(locale: RU) schedule timeZone needs lane catchUp attemptsAtMost timeLimitSeconds deadlineSeconds
      nextRunAt registeredAt lastSucceededAt runUnderWay { id }
      lastRun { state finishedAt job { name } } runs(first: 1) { totalCount edges { node { state } } }
    } }`);
    expect(gateway.statements).toHaveLength(1);
    expect(jobs.map(({ name }: { name: string }) => name)).toEqual(['builds', 'counts', 'fails', 'waits']);
    const [, ofCounts, ofFails] = jobs;
    expect(ofCounts).toMatchObject({
      title: 'Проверка',
      schedule: '15 2 * * *',
      timeZone: 'Asia/Almaty',
      needs: ['fails'],
      deadlineSeconds: 3600,
      lastRun: { state: 'SUCCEEDED', job: { name: 'counts' } },
      runs: { edges: [{ node: { state: 'SUCCEEDED' } }] },
    });
    expect(ofCounts.lastSucceededAt).toBe(ofCounts.lastRun.finishedAt);
    expect(ofFails).toMatchObject({ lastSucceededAt: null, lastRun: { state: 'FAILED' } });
  });

  it('are found by name and by global id', async () => {
    const { job } = await gateway.askData('{ job(name: "counts") { id name } }');
    const { node } = await gateway.askData('query ($id: ID!) { node(id: $id) { __typename ... on Job { name } } }', {
      id: job.id,
    });
    expect({ job, node }).toEqual({
      job: { id: Buffer.from('Job::counts').toString('base64url'), name: 'counts' },
      node: { __typename: 'Job', name: 'counts' },
    });
  });
});

describe('jobRuns', () => {
  beforeAll(async () => {
    await registerJobs(gateway.database, [{ ...common, name: 'history', run: async () => ({}) }], null);
    // Three within a millisecond: a cursor that held milliseconds would leave some out.
    await gateway.database.query(`
      insert into job_run (job, scheduled_for, as_of, trigger, state, lane, ready_at, deadline_at, finished_at)
      select 'history', moment, '2024-05-05', trigger, state, 'history', moment, moment + interval '1 hour', finished_at
        from (values
          (timestamptz '2024-05-06T02:15:00.000001Z', 'SCHEDULE', 'SUCCEEDED', timestamptz '2024-05-06T02:16:00Z'),
          ('2024-05-06T02:15:00.000002Z', 'CATCH_UP', 'SUCCEEDED', '2024-05-06T04:00:00Z'),
          ('2024-05-06T02:15:00.000003Z', 'BACKFILL', 'FAILED', '2024-05-06T02:16:00Z'),
          ('2024-05-07T02:15:00Z', 'SCHEDULE', 'CANCELLED', '2024-05-07T02:16:00Z')
        ) as run (moment, trigger, state, finished_at)`);
  });

  const listed = async (args: string) =>
    (
      await gateway.askData(`{ jobRuns(${args}) {
         totalCount pageInfo { hasNextPage } edges { cursor node { id scheduledFor trigger state isLate } } } }`)
    ).jobRuns;

  it('are paged to and fro, each once, the newest moment first', async () => {
    const ofHistory = 'filter: { job: { eq: "history" } }';
    const all = (await listed(ofHistory)).edges;
    expect(all.map(({ node }: { node: { trigger: string } }) => node.trigger)).toEqual([
      'SCHEDULE',
      'BACKFILL',
      'CATCH_UP',
      'SCHEDULE',
    ]);
    const seen = [];
    let page = await listed(`${ofHistory}, first: 1`);
    for (;;) {
      seen.push(...page.edges);
      if (page.pageInfo.hasNextPage !== true) break;
      page = await listed(`${ofHistory}, first: 1, after: "${page.edges[0].cursor}"`);
    }
    expect(seen).toEqual(all);
    expect((await listed(`${ofHistory}, last: 2, before: "${all[3].cursor}"`)).edges).toEqual(all.slice(1, 3));
    const ascending = `${ofHistory}, orderBy: { field: SCHEDULED_FOR }`;
    const [first] = (await listed(`${ascending}, first: 1`)).edges;
    expect((await listed(`${ascending}, after: "${first.cursor}"`)).edges.map(({ node }: never) => node)).toEqual(
      all
        .map(({ node }: never) => node)
        .reverse()
        .slice(1),
    );
  });

  it('are late where their deadline passed before they had succeeded', async () => {
    const { edges } = await listed('filter: { job: { eq: "history" } }, orderBy: { field: SCHEDULED_FOR }');
    expect(edges.map(({ node }: { node: { isLate: boolean } }) => node.isLate)).toEqual([false, true, true, true]);
  });

  it('tell which jobs have to succeed first, for that day or a later one', async () => {
    await registerJobs(
      gateway.database,
      ['history', 'unheard-of'].map((name) => ({ ...common, name, run: async () => ({}) })),
      null,
    );
    await registerJobs(
      gateway.database,
      [{ ...common, name: 'follower', needs: ['unheard-of', 'history'], run: async () => ({}) }],
      null,
    );
    // What it needs has succeeded for May 5th alone.
    await gateway.database.query(`
      insert into job_run (job, scheduled_for, as_of, trigger, state, lane, ready_at, finished_at)
      select 'follower', as_of + interval '26 hours', as_of, trigger, state, 'follower', as_of,
             case when state = 'CANCELLED' then clock_timestamp() end
        from (values
          (date '2024-05-04', 'SCHEDULE', 'DUE'),
          ('2024-05-05', 'BACKFILL', 'BLOCKED'),
          ('2024-05-06', 'SCHEDULE', 'DUE'),
          ('2024-05-07', 'MANUAL', 'DUE'),
          ('2024-05-08', 'SCHEDULE', 'CANCELLED')
        ) as run (as_of, trigger, state)`);
    const { job } = await gateway.askData(`{ job(name: "follower") { runs { edges { node { asOf waitsFor } } } } }`);
    const waitsFor = job.runs.edges.map(({ node }: { node: { asOf: string; waitsFor: string[] } }) => [
      node.asOf,
      node.waitsFor,
    ]);
    expect(waitsFor).toEqual([
      ['2024-05-08', []],
      ['2024-05-07', []],
      ['2024-05-06', ['history', 'unheard-of']],
      ['2024-05-05', ['unheard-of']],
      ['2024-05-04', ['unheard-of']],
    ]);
  });

  it('are filtered by job, state, trigger, day and moment', async () => {
    const count = async (filter: string): Promise<number> =>
      (await listed(`filter: { job: { eq: "history" }, ${filter} }`)).totalCount;
    expect(await count('state: { in: [FAILED, CANCELLED] }')).toBe(2);
    expect(await count('trigger: { eq: CATCH_UP }')).toBe(1);
    expect(await count('asOf: { from: "2024-05-06" }')).toBe(0);
    expect(await count('scheduledFor: { from: "2024-05-07T00:00:00Z", to: "2024-05-07T02:15:00Z" }')).toBe(1);
    expect(await count('not: { state: { eq: SUCCEEDED } }')).toBe(2);
    expect(await count('asOf: { eq: "2024-05-05" }')).toBe(4);
    expect(await count('asOf: { eq: "2024-05-06" }')).toBe(0);
  });
});

describe('jobRunChanged', () => {
  it('tells of the runs of a job as they become due, begin and end, and of no others', async () => {
    const subscription = await listenTo(changed, { job: 'counts' });
    await reached(await ask('fails'), 'FAILED');
    const id = await ask('counts');
    const heard = [];
    do heard.push((await subscription.next()).jobRunChanged);
    while (heard.at(-1).state !== 'SUCCEEDED');
    expect(new Set(heard.map((run) => run.id))).toEqual(new Set([id]));
    expect(heard.at(-1)).toEqual({ id, state: 'SUCCEEDED', job: { name: 'counts' }, attemptCount: 1 });
  });

  it('tells of one run alone', async () => {
    const [one, other] = [await ask('waits'), await ask('counts')];
    const subscription = await listenTo(changed, { id: one });
    await reached(other, 'SUCCEEDED');
    await gateway.askData('mutation ($id: ID!) { cancelRun(id: $id) { run { id } } }', { id: one });
    let heard;
    do heard = (await subscription.next()).jobRunChanged;
    while (heard.state !== 'CANCELLED');
    expect(heard.id).toBe(one);
  });

  it('tells of what happened while the connection that listens was lost', async () => {
    const subscription = await listenTo(changed, { job: 'counts' });
    await gateway.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'oblys gateway listen'`,
    );
    const id = await ask('counts');
    let heard;
    do heard = (await subscription.next()).jobRunChanged;
    while (heard.state !== 'SUCCEEDED');
    expect(heard.id).toBe(id);
  });

  it('tells the newest of thousands that are made at once, and nothing twice', async () => {
    const subscription = await listenTo(changed, { job: 'history' });
    const [{ id }] = (await gateway.database.query<{ id: string }>(`
      with made as (
        insert into job_run (job, scheduled_for, as_of, trigger, lane, ready_at)
        select 'history', timestamptz '2010-01-01T00:00:00Z' + number * interval '1 hour', '2010-01-01', 'CATCH_UP',
               'history', now()
          from generate_series(1, 9000) as number
        returning id, scheduled_for
      )
      select id, pg_notify('oblys_job_run', '') from made order by scheduled_for desc limit 1`)) as [{ id: string }];
    const heard = [(await subscription.next()).jobRunChanged];
    const newest = Buffer.from(`JobRun::${id}`).toString('base64url');
    while (heard.at(-1).id !== newest) heard.push((await subscription.next()).jobRunChanged);
    // The one that it waited for, and the newest hundred that a reader may be behind.
    expect(heard.length).toBeLessThanOrEqual(101);
    // One word for each of them, which says nothing new, and one word that does.
    await gateway.database.query(`select pg_notify('oblys_job_run', id::text) from job_run where state = 'DUE'`);
    await gateway.database.query(`update job_run set state = 'CANCELLED', finished_at = now() where id = $1`, [id]);
    await gateway.database.query(`select pg_notify('oblys_job_run', $1)`, [id]);
    const next = (await subscription.next()).jobRunChanged;
    expect(next).toMatchObject({ id: newest, state: 'CANCELLED' });
  });

  it.each([
    [{ id: 'x' }, /no global id/],
    [{ job: 'No job' }, /no name of a job/],
  ])('refuses %j', async (variables, words) => {
    const subscription = await listenTo(changed, variables);
    await expect(subscription.next()).rejects.toThrow(words);
  });
});

describe('jobProgress', () => {
  it('names the run of a job that a run belongs to, and tells of it alone', async () => {
    const [by] = [await ask('builds')];
    const subscription = await listenTo(
      'subscription ($jobRun: ID) { jobProgress(jobRun: $jobRun) { runId jobRunId kind state } }',
      { jobRun: by },
    );
    const retry = await reached(by, 'SUCCEEDED');
    await refresh(gateway.database, { asOf: '2025-11-05' });
    const again = await ask('builds');
    await reached(again, 'SUCCEEDED');
    expect(retry.steps).toMatchObject([{ step: 'refresh' }]);
    const words = [];
    for (;;) {
      const word = await Promise.race([
        subscription.next(),
        new Promise((resolve) => setTimeout(() => resolve(null), 500)),
      ]);
      if (word === null) break;
      words.push((word as { jobProgress: { jobRunId: string; state: string } }).jobProgress);
    }
    expect(new Set(words.map(({ jobRunId }) => jobRunId))).toEqual(new Set([by]));
    expect(words.at(-1)).toMatchObject({ kind: 'ROLLUP', state: 'SUCCEEDED' });
  });
});
