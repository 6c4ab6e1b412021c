import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endOverrunSessions, listAnalysts, renewPassword, revokeAnalyst } from '@oblys/analytics';
import pg from 'pg';
import { askGateway, startTestGateway, type TestGateway } from '../support/index.js';
import { createTestAnalyst, testLimits, type TestAnalyst } from '../support/analysts.js';

const burabay = '117000000';
const zerendi = '115600000';

let gateway: TestGateway;
let analyst: TestAnalyst;
let viewer: TestAnalyst;
let hasty: TestAnalyst;
const analysts: TestAnalyst[] = [];

const make = async (...given: Parameters<typeof createTestAnalyst> extends [unknown, ...infer Rest] ? Rest : never) => {
  const made = await createTestAnalyst(gateway.database, ...given);
  analysts.push(made);
  return made;
};

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
  analyst = await make({ areaCodes: [burabay, zerendi] });
  viewer = await make({ role: 'VIEWER' });
  hasty = await make({}, { ...testLimits, statementSeconds: 1 });
});

afterAll(async () => {
  await gateway?.end();
  for (const each of analysts) await each.drop();
});

const readWrite = 'begin read write; ';

describe('an analyst is refused', () => {
  it.each([
    ['to make anything', 'create table mine ()', 'cannot execute CREATE TABLE in a read-only transaction'],
    ['to write', `${readWrite}delete from programmes`, 'permission denied for view programmes'],
    ['a table of records', 'select from public.appeal', 'permission denied for table appeal'],
    ['persons', 'select from public.person', 'permission denied for table person'],
    ['texts of appeals', 'select from public.appeal_text', 'permission denied for table appeal_text'],
    ['what logins see', 'select from public.analyst_login', 'permission denied for table analyst_login'],
    ['another scope', `update public.analyst_login set area_codes = null`, 'read-only transaction'],
    ['passwords', 'select from pg_authid', 'permission denied for table pg_authid'],
    ['temporary tables', `${readWrite}create temporary table t ()`, 'permission denied to create temporary tables'],
    ['tables', `${readWrite}create table analytics.t ()`, 'permission denied for schema analytics'],
    ['tables elsewhere', `${readWrite}create table public.t ()`, 'permission denied for schema public'],
    ['schemas', `${readWrite}create schema mine`, 'permission denied for database'],
    ['extensions', `${readWrite}create extension dblink`, /permission denied to create extension|is not available/],
    [
      'programs',
      `copy (select 1) to program 'true'`,
      /permission denied to COPY to or from an external program|must be superuser/,
    ],
    ['files', `copy (select 1) to '/tmp/oblys-analyst'`, /permission denied to COPY to a file|must be superuser/],
    ['to read files', `select pg_read_file('postgresql.conf')`, 'permission denied for function pg_read_file'],
    ['to sleep', 'select pg_sleep(60)', 'permission denied for function pg_sleep'],
    ['to sleep in a block', 'do $$ begin perform pg_sleep(60); end $$', 'permission denied for function pg_sleep'],
    ['locks of the platform', 'select pg_advisory_lock(7061992112)', 'permission denied for function pg_advisory_lock'],
    ['large objects', `${readWrite}select lo_from_bytea(0, 'x')`, 'permission denied for function lo_from_bytea'],
    [
      'messages in the log',
      `${readWrite}select pg_logical_emit_message(false, 'x', 'x')`,
      'permission denied for function',
    ],
    ['notices by a function', `select pg_notify('oblys_build', '')`, 'permission denied for function pg_notify'],
    [
      'functions of the platform',
      `set oblys.scope = '{000000000}'; select public.rows_with_words('roadmap_item', 'text', '%а%')`,
      'permission denied for function rows_with_words',
    ],
    [
      'events of the audit',
      `select public.append_audit_event(null, null, 'X', 'x', null, null, 1, null, null, null, null, null)`,
      'permission denied for function',
    ],
    ['the role of the platform', 'set role oblys_everywhere_reader', 'permission denied to set role'],
    ['the role of the views', 'set role oblys_analytics', 'permission denied to set role'],
    ['to be another', 'set session authorization oblys', 'permission denied to set session authorization'],
    ['more files', 'set temp_file_limit = -1', 'permission denied to set parameter "temp_file_limit"'],
    ['more connections', `${readWrite}alter role current_user connection limit -1`, 'permission denied'],
    [
      'to hold the views',
      `begin; lock table analytics.appeals in access exclusive mode`,
      /permission denied for view|cannot execute LOCK TABLE/,
    ],
    ['to keep a transaction', `begin; prepare transaction 'x'`, 'prepared transactions are disabled'],
    [
      'to end the platform',
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'oblys' limit 1`,
      /permission denied to terminate process|must be a superuser/,
    ],
  ])('%s', async (_what, text, refusal) => {
    await expect(analyst.ask(text)).rejects.toThrow(refusal);
  });
});

describe('an analyst sees nothing more', () => {
  const counts = 'select (select count(*) from appeals) as appeals, (select count(*) from funded_projects) as projects';

  it('by settings', async () => {
    const before = await analyst.ask(counts);
    const set = `set oblys.scope = '{110000000}'; set oblys.figures_of = '{110000000}'; set row_security = on; set search_path = analytics, public; `;
    expect(await analyst.ask(set + counts)).toEqual(before);
    await expect(analyst.ask(`set row_security = off; select from appeals`)).rejects.toThrow('row-level security');
  });

  it('by what an error tells of rows that are not shown', async () => {
    const own = `district_code in ('${burabay}', '${zerendi}')`;
    for (const trick of [
      `1 / (case when ${own} then 1 else 0 end) = 1`,
      `(case when ${own} then '1' else title end)::integer = 1`,
      `amount / (case when ${own} then 1 else 0 end) > 0`,
    ]) {
      const [found] = await analyst.ask(`select count(*)::integer as count from funded_projects where ${trick}`);
      expect(found.count).toBeGreaterThan(0);
    }
  });

  it('by statistics of the planner, and by what others ask', async () => {
    expect(await analyst.ask(`select from pg_stats where schemaname = 'public'`)).toEqual([]);
    const others = await analyst.ask(`select distinct query from pg_stat_activity where usename <> session_user`);
    expect(others).toEqual([{ query: '<insufficient privilege>' }]);
  });

  it.each([
    `select id from appeals where region_code = '110000000' and received_on >= '2025-10-01'`,
    `select count(*) from legal_aid_cases where received_on = '2025-10-01'`,
    `select received from appeal_summary where area_code = '117000000' and grain = 'MONTH' and source = 'STORED'`,
  ])('by the plan, where it is a viewer, who is told of no record that was looked at: %s', async (question) => {
    const plan = await viewer.ask(`explain (analyze, costs off, timing off) ${question}`);
    const lines = plan.map((line) => line['QUERY PLAN'] as string);
    expect(lines.join('\n')).toContain('One-Time Filter');
    expect(
      lines.filter(
        (line) => /on (appeal|legal_aid_case|appeal_summary)\b/.test(line) && !line.includes('never executed'),
      ),
    ).toEqual([]);
  });

  it('once the login is revoked, or its time is over', async () => {
    const [over, revoked] = [await make(), await make()];
    const client = await over.connect();
    const other = await revoked.connect();
    try {
      expect((await client.query('select from proposals limit 1')).rowCount).toBe(1);
      await gateway.database.query(
        `update analyst_login set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where login = $1`,
        [over.login],
      );
      expect((await client.query('select from proposals limit 1')).rowCount).toBe(0);
      expect(await revokeAnalyst(gateway.database, revoked.login, 'test')).toMatchObject({ endedCount: 1 });
      await expect(other.query('select 1')).rejects.toThrow(/terminating connection|not queryable|terminated/);
      await expect(revoked.ask('select 1')).rejects.toThrow('is not permitted to log in');
      await expect(revokeAnalyst(gateway.database, 'nobody', 'test')).rejects.toThrow('There is no login nobody');
    } finally {
      await client.end();
      await other.end().catch(() => undefined);
    }
    const listed = await listAnalysts(gateway.database);
    expect(listed.find(({ login }) => login === revoked.login)).toMatchObject({ revokedBy: 'test', sessionCount: 0 });
    expect(
      await gateway.database.query(
        `select action, new ->> 'revoked_by' as by from audit_event where object_kind = 'analyst_login' and object_id = $1 order by id`,
        [revoked.login],
      ),
    ).toEqual([
      { action: 'CREATE', by: null },
      { action: 'UPDATE', by: 'test' },
    ]);
  });

  it('by an old password', async () => {
    const renewed = await make();
    const password = await renewPassword(gateway.database, renewed.login);
    await expect(renewed.ask('select 1')).rejects.toThrow('password authentication failed');
    const client = new pg.Client({ connectionString: Object.assign(new URL(renewed.url), { password }).href });
    await client.connect();
    await client.end();
  });
});

const crossJoin =
  'select count(*) from calendar as a, calendar as b, calendar as c where a.day > b.day and b.day <> c.day';

describe('an analyst is ended by a limit', () => {
  it('of time', async () => {
    await expect(hasty.ask(crossJoin)).rejects.toThrow('canceling statement due to statement timeout');
  });

  it('of files', async () => {
    await expect(
      analyst.ask(
        `set work_mem = '64kB'; select md5(g::text) from generate_series(1, 600000) as g order by 1 limit 1 offset 500000`,
      ),
    ).rejects.toThrow(/temporary file size exceeds "?temp_file_limit/);
  });

  it('of connections', async () => {
    const clients = await Promise.all([1, 2, 3].map(() => hasty.connect()));
    try {
      await expect(hasty.connect()).rejects.toThrow('too many connections for role');
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  });

  it('that it lifted for itself, by the watch, and meanwhile the gateway answers', async () => {
    const client = await hasty.connect();
    const idle = await analyst.connect();
    try {
      await client.query('set statement_timeout = 0');
      await idle.query('set idle_in_transaction_session_timeout = 0');
      await idle.query('begin');
      await idle.query('select from appeals limit 1');
      const told = expect(client.query(crossJoin)).rejects.toThrow(
        'terminating connection due to administrator command',
      );
      expect(await endOverrunSessions(gateway.database, { audit: gateway.database })).toEqual([]);
      const { data, errors } = await askGateway(gateway.url, '{ appeals(first: 5) { edges { node { id } } } }');
      expect(errors).toBeUndefined();
      expect(data.appeals.edges).toHaveLength(5);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      const ended = await endOverrunSessions(gateway.database, {
        audit: gateway.database,
        patience: { graceSeconds: 1, idleInTransactionSeconds: 1 },
      });
      expect(ended.map(({ login, reason }) => ({ login, reason }))).toEqual(
        [
          { login: hasty.login, reason: 'STATEMENT' },
          { login: analyst.login, reason: 'IDLE_IN_TRANSACTION' },
        ].sort((one, other) => (one.login < other.login ? -1 : 1)),
      );
      await told;
      await expect(idle.query('select 1')).rejects.toThrow(/terminating connection|not queryable|terminated/);
    } finally {
      await client.end().catch(() => undefined);
      await idle.end().catch(() => undefined);
    }
    const told = await gateway.database.query(
      `select details ->> 'reason' as reason from audit_event where action = 'REFUSE' and object_id = $1`,
      [hasty.login],
    );
    expect(told).toEqual([{ reason: 'STATEMENT' }]);
  });
});

describe('psql', () => {
  const hasPsql = (() => {
    try {
      execFileSync('psql', ['--version']);
      return true;
    } catch {
      return false;
    }
  })();
  const itWithPsql = hasPsql ? it : it.skip;

  itWithPsql(
    hasPsql ? 'shows the words of a view' : 'is not installed here, so no session of it is shown',
    async () => {
      const { stdout } = await promisify(execFile)('psql', [
        analyst.url,
        '-X',
        '-c',
        '\\d+ appeals',
        '-c',
        'select count(*) from areas',
      ]);
      expect(stdout).toContain('The day it was received.');
      expect(stdout).toMatch(/count/);
    },
  );
});
