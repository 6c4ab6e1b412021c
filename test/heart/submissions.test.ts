import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database, type Sql } from '@oblys/database';
import {
  approveSubmission,
  listSubmissionEvents,
  listSubmissions,
  reopenSubmission,
  returnSubmission,
  submitMonth,
  topics,
  type MonthToSubmit,
  type StandingSubmission,
  type Submitter,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedVocabularies, type Row } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const { north, south, burabay, sandyk, tselinograd } = rollupsTree;
const month = '2025-10-01';
const district: Submitter = { name: 'Aigul', within: [burabay] };
const region: Submitter = { name: 'Berik', within: [north] };
const everybody: Submitter = { name: 'Dana', within: null };

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url, poolSize: 6 });
  await seedRollupsTree(database);
  await seedVocabularies(database);
});

// The history is only ever added to, so the tests begin anew past its guard.
afterEach(() =>
  database.transaction('READ COMMITTED', async (sql) => {
    await sql.query(`set local session_replication_role = replica`);
    for (const { recordTable } of topics) await sql.query(`delete from ${recordTable}`);
    for (const table of ['heard_report', 'submission_touch', 'submission_event', 'submission', 'mark']) {
      await sql.query(`delete from ${table}`);
    }
  }),
);

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

function inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return database.transaction('READ COMMITTED', work);
}

async function submit(asked: Partial<MonthToSubmit> = {}, by: Submitter = district): Promise<StandingSubmission> {
  const whole: MonthToSubmit = { areaCode: burabay, month, topics: ['event'], today: '2025-11-20', ...asked };
  const [first] = await inTransaction((sql) => submitMonth(sql, by, whole));
  return first!;
}

const approve = (read: StandingSubmission, by = region) => inTransaction((sql) => approveSubmission(sql, by, read));

const giveBack = (read: StandingSubmission) =>
  inTransaction((sql) => returnSubmission(sql, region, read, 'One is missing'));

const reopen = (read: StandingSubmission) => inTransaction((sql) => reopenSubmission(sql, region, read, 'A mistake'));

function event(sourceRef: string, more: Row = {}): Row {
  return {
    area_code: burabay,
    source_ref: sourceRef,
    title: 'Іс-шара',
    held_on: '2025-10-07',
    participants: 5,
    ...more,
  };
}

const addEvent = (sourceRef: string, more: Row = {}, sql: Sql = database) =>
  insertRows(sql, 'programme_event', [event(sourceRef, more)]);

/** October of events of Burabay, with one record and approved. */
async function lockOctober(): Promise<StandingSubmission> {
  await addEvent('first');
  return approve(await submit());
}

/** The same work, saying why. */
function because<T>(reason: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(async (sql) => {
    await sql.query(`select set_config('oblys.change_reason', $1, true)`, [reason]);
    return work(sql);
  });
}

async function historyOf({ id }: { id: string }): Promise<string[]> {
  const events = await listSubmissionEvents(database, [id]);
  return events.map(({ event: what, version, happenedBy, reason }) =>
    [what, version, happenedBy, ...(reason === null ? [] : [reason])].join(' '),
  );
}

async function gridOf(topic = 'event', today = '2025-11-03'): Promise<Awaited<ReturnType<typeof listSubmissions>>> {
  return listSubmissions(database, { areaCode: burabay, from: month, to: month, topic, within: null, today });
}

describe('submitMonth', () => {
  it('sends what is due, with the number of its records, by the name of who sends it', async () => {
    await addEvent('one');
    await addEvent('two');
    await addEvent('later', { held_on: '2025-11-01' });
    const sent = await submit({ note: 'All in' });
    expect(sent).toMatchObject({
      regionCode: north,
      topic: 'event',
      month,
      state: 'SUBMITTED',
      version: 1,
      recordCount: 2,
    });
    expect(await historyOf(sent)).toEqual(['SUBMITTED 1 Aigul All in']);
  });

  it('sends all that is due where no topic is named, and says nothing of the topics without a record unasked', async () => {
    await addEvent('one');
    await expect(submit({ topics: null })).rejects.toThrow(
      /2025-10 of \w+ of branch 117000000 has no record: say that/,
    );
    await submit({ topics: null, isNil: true });
    const all = await listSubmissions(database, {
      areaCode: burabay,
      from: month,
      to: month,
      within: null,
      today: month,
    });
    expect(all).toHaveLength(11);
    expect(all.filter(({ recordCount }) => recordCount !== 0).map(({ topic }) => topic)).toEqual(['event']);
    await expect(submit({ topics: null })).rejects.toThrow(`All that is due of ${burabay} for 2025-10 is submitted`);
  });

  it('sends an unexpected topic too, and the office of a region', async () => {
    await submit({ topics: ['election'], isNil: true });
    expect(await gridOf('election')).toMatchObject([{ dueOn: null, state: 'SUBMITTED', recordCount: 0 }]);
    await submit({ areaCode: north, isNil: true }, region);
    await expect(submit({ areaCode: north, topics: null }, region)).rejects.toThrow(`Nothing is due of ${north}`);
  });

  it('is refused twice, unless something has come or gone since, or it was returned', async () => {
    await addEvent('one');
    const sent = await submit();
    await expect(submit()).rejects.toMatchObject({
      code: 'SUBMISSION_STATE',
      message: expect.stringMatching(/nothing has changed/),
    });
    await addEvent('two');
    const again = await submit();
    expect(again).toMatchObject({ id: sent.id, version: 2, recordCount: 2 });
    expect(await submit({}, everybody).catch(({ code }: { code: string }) => code)).toBe('SUBMISSION_STATE');
    await giveBack(again);
    expect(await submit()).toMatchObject({ state: 'SUBMITTED', version: 4 });
  });

  it.each([
    ['nothing where there is no record', { isNil: false }, 'INVALID_INPUT', /has no record: say that/],
    ['a month that is not over', { month: '2025-11-01' }, 'INVALID_INPUT', /is not over/],
    ['a day that begins no month', { month: '2025-10-02' }, 'INVALID_INPUT', /2025-10-02/],
    ['no topic', { topics: [] }, 'INVALID_INPUT', /No topic was named/],
    ['a topic that is none', { topics: ['weather'] }, 'NOT_FOUND', /weather/],
    ['an area that is none', { areaCode: '999999999' }, 'NOT_FOUND', /no district and no region/],
    ['a settlement', { areaCode: rollupsTree.kosshyTown }, 'NOT_FOUND', /no district and no region/],
    ['another district', { areaCode: tselinograd }, 'NOT_ALLOWED', /Only who answers for 116600000/],
  ])('refuses %s', async (_what, asked, code, message) => {
    await expect(submit({ isNil: true, ...asked })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('refuses nothing where there are records', async () => {
    await addEvent('one');
    await expect(submit({ isNil: true })).rejects.toThrow('has 1 record: it cannot be submitted as nothing');
  });

  it('sends a district that moved within the month to both of its regions, each with what lay there', async () => {
    await addEvent('before', { area_code: sandyk, held_on: '2025-03-14' });
    const sent = await inTransaction((sql) =>
      submitMonth(sql, everybody, { areaCode: sandyk, month: '2025-03-01', topics: ['event'], today: '2025-04-02' }),
    );
    expect(sent.map(({ regionCode, recordCount }) => [regionCode, recordCount])).toEqual([
      [north, 1],
      [south, 0],
    ]);
  });
});

describe('a region', () => {
  it('approves, reopens, and takes what is sent anew', async () => {
    const approved = await lockOctober();
    expect(approved).toMatchObject({ state: 'APPROVED', version: 2 });
    await expect(submit()).rejects.toThrow(/is approved and locked; its region can reopen it/);
    const open = await reopen(approved);
    expect(open).toMatchObject({ state: 'RETURNED', version: 3 });
    await addEvent('second');
    await approve(await submit());
    expect(await historyOf(approved)).toEqual([
      'SUBMITTED 1 Aigul',
      'APPROVED 2 Berik',
      'REOPENED 3 Berik A mistake',
      'SUBMITTED 4 Aigul',
      'APPROVED 5 Berik',
    ]);
  });

  it('approves what was submitted and nothing else', async () => {
    await addEvent('one');
    const sent = await submit();
    await addEvent('two');
    await expect(approve(sent)).rejects.toMatchObject({
      code: 'SUBMISSION_STATE',
      message: expect.stringMatching(/submitted with 1 and has 2 records by now/),
    });
  });

  it('does not approve what was changed since, though there is as much of it, until it is submitted anew', async () => {
    await addEvent('one');
    const sent = await submit();
    expect(await gridOf()).toMatchObject([{ changedAt: null }]);
    await database.query(`update programme_event set participants = 6`);
    await database.query(`update programme_event set participants = 7`);
    expect(await gridOf()).toMatchObject([{ state: 'SUBMITTED_LATE', changedAt: expect.any(Date) }]);
    await expect(approve(sent)).rejects.toMatchObject({
      code: 'SUBMISSION_STATE',
      message: `2025-10 of event of branch ${burabay} was submitted, and records of it were changed since: have it submitted anew.`,
    });
    const again = await submit();
    expect(again).toMatchObject({ version: 2, recordCount: 1, isTouched: false });
    expect(await approve(again)).toMatchObject({ state: 'APPROVED' });
  });

  it('approves what was received though it was closed since, and what is of another month', async () => {
    const appeal = { area_code: burabay, channel: 'ONLINE', topic_code: 'roads', received_on: '2025-10-20' };
    await insertRows(database, 'appeal', [{ ...appeal, source_ref: 'open' }]);
    const sent = await submit({ topics: ['appeal'] });
    await database.query(`update appeal set outcome = 'POSITIVE', closed_on = '2025-11-03'`);
    await insertRows(database, 'appeal', [{ ...appeal, source_ref: 'later', received_on: '2025-11-01' }]);
    expect(await approve(sent)).toMatchObject({ state: 'APPROVED', recordCount: 1 });
  });

  it('decides on what it read, and on what stands', async () => {
    await addEvent('one');
    const sent = await submit();
    const conflict = { code: 'CONFLICT', details: { expectedVersion: 7, currentVersion: 1 } };
    await expect(approve({ ...sent, version: 7 })).rejects.toMatchObject(conflict);
    await expect(reopen(sent)).rejects.toMatchObject({ code: 'SUBMISSION_STATE' });
    const returned = await giveBack(sent);
    await expect(approve(returned)).rejects.toThrow(/is returned and cannot be approved/);
    await expect(giveBack(returned)).rejects.toThrow(/is returned and cannot be returned/);
    await expect(inTransaction((sql) => returnSubmission(sql, region, sent, ' '))).rejects.toThrow(
      'The reason is empty',
    );
    await expect(approve({ ...sent, id: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the one of the branch: neither the district itself decides, nor another region', async () => {
    const sent = await submit({ isNil: true });
    await expect(approve(sent, district)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(approve(sent, { name: 'Erlan', within: [south] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('listSubmissions', () => {
  it.each([
    ['2025-10-30', 'NOT_DUE'],
    ['2025-10-31', 'DUE'],
    ['2025-11-05', 'DUE'],
    ['2025-11-06', 'LATE'],
    ['2025-11-15', 'LATE'],
    ['2025-11-16', 'MISSING'],
  ])('tells on %s that what was not sent is %s', async (today, state) => {
    // Somebody of the region works with the platform.
    await submit({ areaCode: tselinograd, month: '2025-09-01', isNil: true }, everybody);
    expect(await gridOf('event', today)).toMatchObject([{ id: null, dueOn: '2025-11-05', state }]);
  });

  it('tells what was sent late, by whom, and what became of it', async () => {
    const sent = await submit({ isNil: true });
    expect(await gridOf()).toMatchObject([
      { id: sent.id, state: 'SUBMITTED_LATE', submittedBy: 'Aigul', recordCount: 0, branchNames: { en: 'Burabay' } },
    ]);
    await giveBack(sent);
    expect(await gridOf()).toMatchObject([{ state: 'RETURNED', returnedBy: 'Berik', returnReason: 'One is missing' }]);
  });

  it('asks of a region what its own rules ask, and of others what all are asked', async () => {
    await submit({ areaCode: tselinograd, month: '2025-09-01', isNil: true }, everybody);
    await database.query(
      `insert into submission_due (region_code, sent_by, topic, valid_from, is_due, due_day)
       values ($1, 'DISTRICT', 'event', '2025-10-01', false, 5), ($1, 'DISTRICT', 'election', '-infinity', true, 20),
              ($1, 'OFFICE', 'appeal', '-infinity', true, 5)`,
      [north],
    );
    expect(await gridOf('event')).toEqual([]);
    expect(await gridOf('election')).toMatchObject([{ dueOn: '2025-11-20' }]);
    const all = await listSubmissions(database, {
      areaCode: north,
      from: month,
      to: month,
      within: null,
      today: month,
    });
    expect(all.filter(({ branchCode }) => branchCode === north).map(({ topic }) => topic)).toEqual(['appeal']);
    await database.query('delete from submission_due where region_code is not null');
  });

  it('shows nobody more than may be seen', async () => {
    await submit({ isNil: true });
    await submit({ areaCode: tselinograd, isNil: true }, everybody);
    const seen = await listSubmissions(database, { from: month, to: month, within: [burabay], today: month });
    expect([...new Set(seen.map(({ branchCode }) => branchCode))]).toEqual([burabay]);
  });
});

describe('a locked month', () => {
  const refused = {
    code: 'PERIOD_LOCKED',
    details: { topic: 'event', branchCode: burabay, month: '2025-10', locked: 1 },
  };

  it('is locked to every kind of statement', async () => {
    await lockOctober();
    const run = (text: string) => database.query(text);
    await expect(addEvent('late')).rejects.toMatchObject(refused);
    await expect(run(`update programme_event set participants = 6`)).rejects.toMatchObject(refused);
    await expect(run(`update programme_event set title = 'Басқа'`)).rejects.toMatchObject(refused);
    await expect(run(`update programme_event set held_on = '2025-11-02'`)).rejects.toMatchObject(refused);
    await expect(run(`update programme_event set area_code = '${tselinograd}'`)).rejects.toMatchObject(refused);
    await expect(run(`delete from programme_event`)).rejects.toMatchObject(refused);
    await expect(run(`truncate programme_event`)).rejects.toMatchObject(refused);
    const copied = database.withConnection((_client, sql) =>
      sql.copy({ table: 'programme_event', columns: ['area_code', 'source_ref', 'title', 'held_on', 'participants'] }, [
        [burabay, 'copied', 'Іс-шара', '2025-10-09', 1],
      ]),
    );
    await expect(copied).rejects.toMatchObject(refused);
  });

  it('takes no record of another month, branch or topic for its own', async () => {
    await lockOctober();
    await addEvent('before', { held_on: '2025-09-30' });
    await addEvent('after', { held_on: '2025-11-01' });
    await addEvent('elsewhere', { area_code: tselinograd });
    const visit = { area_code: burabay, source_ref: 'visit', visited_on: '2025-10-07', commission: 'К' };
    await insertRows(database, 'monitoring_visit', [visit]);
    await expect(
      database.query(`update programme_event set held_on = '2025-10-31' where source_ref = 'after'`),
    ).rejects.toMatchObject(refused);
    await expect(
      database.query(`update programme_event set area_code = '${burabay}' where source_ref = 'elsewhere'`),
    ).rejects.toMatchObject(refused);
  });

  it('lets what does not differ pass, and what tells of the write alone', async () => {
    await lockOctober();
    await database.query(`update programme_event set participants = participants`);
    expect(await historyOf((await gridOf())[0] as { id: string })).toHaveLength(2);
  });

  it('is changed for a reason, which is kept with who gave it, and shows', async () => {
    const approved = await lockOctober();
    await inTransaction(async (sql) => {
      await sql.query(
        `select set_config('oblys.change_reason', 'A late letter', true), set_config('oblys.changed_by', 'Aigul', true)`,
      );
      await addEvent('late', {}, sql);
    });
    expect(await historyOf(approved)).toEqual([
      'SUBMITTED 1 Aigul',
      'APPROVED 2 Berik',
      'CHANGED 3 Aigul A late letter',
    ]);
    expect(await gridOf()).toMatchObject([
      { state: 'APPROVED', version: 3, recordCount: 1, changedAt: expect.any(Date) },
    ]);
    await because('All of it', (sql) => sql.query('truncate programme_event'));
    expect((await historyOf(approved)).at(-1)).toMatch(/^CHANGED 4 \w+ All of it$/);
  });

  it('is not changed for a reason that says nothing', async () => {
    await lockOctober();
    await expect(because('  ', (sql) => addEvent('late', {}, sql))).rejects.toMatchObject(refused);
  });

  it('is open again once its region reopened it', async () => {
    await reopen(await lockOctober());
    await addEvent('late');
  });

  it('keeps what was received in it from changing, and lets it be closed in a later one', async () => {
    const appeal = { area_code: burabay, channel: 'ONLINE', topic_code: 'roads', received_on: '2025-10-20' };
    await insertRows(database, 'appeal', [{ ...appeal, source_ref: 'open' }]);
    await approve(await submit({ topics: ['appeal'] }));
    const change = (set: string) => database.query(`update appeal set ${set} where source_ref = 'open'`);
    await change(`outcome = 'POSITIVE', closed_on = '2025-11-03'`);
    await change(`outcome = 'EXPLAINED'`);
    await expect(change(`channel = 'MOBILE'`)).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
    await expect(change(`closed_on = '2025-10-30'`)).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
    await change(`outcome = null, closed_on = null`);
  });

  it('holds the reports heard at its meetings', async () => {
    const meeting = { area_code: burabay, source_ref: 'heard', kind_code: 'primary-meeting', held_on: '2025-10-02' };
    await insertRows(database, 'meeting', [meeting]);
    const hear = (): Promise<unknown> =>
      database.query(`insert into heard_report (region_code, meeting_id, speaker, speaker_name)
                      select region_code, id, 'AKIM', 'Әкім' from meeting`);
    await hear();
    await approve(await submit({ topics: ['meeting'] }));
    const locked = { code: 'PERIOD_LOCKED' };
    await expect(hear()).rejects.toMatchObject(locked);
    await expect(database.query(`update heard_report set speaker = 'CHAIR'`)).rejects.toMatchObject(locked);
    await expect(database.query('delete from heard_report')).rejects.toMatchObject(locked);
    await expect(database.query('delete from meeting')).rejects.toMatchObject(locked);
    await because('Twice', (sql) => sql.query('delete from meeting'));
  });

  it('tells how many it is with others', async () => {
    await lockOctober();
    await addEvent('september', { held_on: '2025-09-05' });
    await approve(await submit({ month: '2025-09-01' }));
    await expect(database.query('delete from programme_event')).rejects.toMatchObject({
      details: { month: '2025-09', locked: 2 },
    });
  });

  it('keeps its history: nobody changes or takes away a line', async () => {
    await lockOctober();
    for (const text of [
      `update submission_event set reason = 'x'`,
      'delete from submission_event',
      'truncate submission_event',
    ]) {
      await expect(database.query(text)).rejects.toThrow('The history of submissions is only ever added to.');
    }
  });
});

describe('the locks', () => {
  it.each(topics.map((topic) => [topic.code, topic] as const))(
    'look at the days on which %s reports something, as the topic has them',
    async (code, { recordTable, events }) => {
      const [found] = await database.query<{ prosrc: string }>('select prosrc from pg_proc where proname = $1', [
        `lock_${recordTable}`,
      ]);
      const looked = [...found!.prosrc.matchAll(/cross join lateral \(values (.*)\) as event \(day\)/g)];
      expect(new Set(looked.map(([, days]) => days))).toEqual(new Set([events.map((day) => `(${day})`).join(', ')]));
      expect(found!.prosrc).toContain(`submission.topic = '${code}'`);
      // Each month is looked up, whatever number of records PostgreSQL expects.
      expect(found!.prosrc.match(/offset 0\n/g)).toHaveLength(3);
      const triggers = await database.query<{ tgname: string }>(
        `select tgname from pg_trigger where tgrelid = $1::regclass and tgname like '%\\_lock\\_%' order by 1`,
        [recordTable],
      );
      expect(triggers.map(({ tgname }) => tgname)).toEqual(
        ['delete', 'insert', 'truncate', 'update'].map((what) => `${recordTable}_lock_${what}`),
      );
    },
  );
});

describe('the functions of submissions', () => {
  it('are planned by themselves, and not within each statement that calls them', async () => {
    const plan = await database.query<Record<string, string>>(
      `explain (costs off) select * from months_by_submissions('event', '2025-11-05', null, '-infinity', '2025-11-05')`,
    );
    expect(plan.map((row) => row['QUERY PLAN'])).toEqual(['Function Scan on months_by_submissions']);
  });
});

describe('a submission or an approval, and a write at the same time', () => {
  /** Settles once the connection waits for a lock, or fails where it does not. */
  async function waitsForLock(pid: number): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const [found] = await database.query<{ waits: boolean }>(
        `select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = $1`,
        [pid],
      );
      if (found?.waits === true) return;
      await pause(10);
    }
    throw new Error(`Connection ${pid} waits for no lock.`);
  }

  const pidOf = async (sql: Sql): Promise<number> =>
    (await sql.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]!.pid;

  it('waits for a write that came first, and then does not approve what it changed', async () => {
    await addEvent('one');
    const sent = await submit();
    let approval: Promise<unknown> = Promise.resolve();
    await inTransaction(async (writer) => {
      await addEvent('two', {}, writer);
      let pid = 0;
      approval = inTransaction(async (sql) => {
        pid = await pidOf(sql);
        return approveSubmission(sql, region, sent);
      }).catch((error: unknown) => error);
      while (pid === 0) await pause(5);
      await waitsForLock(pid);
    });
    expect(await approval).toMatchObject({
      code: 'SUBMISSION_STATE',
      message: expect.stringMatching(/has 2 records by now/),
    });
  });

  it('waits to submit for a write that came first, which is then part of what is sent', async () => {
    let sending: Promise<StandingSubmission | Error> = Promise.reject(new Error('It was not asked for.'));
    sending.catch(() => undefined);
    await inTransaction(async (writer) => {
      await addEvent('one', {}, writer);
      let pid = 0;
      sending = inTransaction(async (sql) => {
        pid = await pidOf(sql);
        const asked: MonthToSubmit = { areaCode: burabay, month, topics: ['event'], today: '2025-11-20' };
        return (await submitMonth(sql, district, asked))[0]!;
      });
      while (pid === 0) await pause(5);
      await waitsForLock(pid);
    });
    expect(await sending).toMatchObject({ recordCount: 1, isTouched: false });
  });

  it('approves once a write of another month is through', async () => {
    await addEvent('one');
    const sent = await submit();
    let approval: Promise<unknown> = Promise.resolve();
    await inTransaction(async (writer) => {
      await addEvent('november', { held_on: '2025-11-02' }, writer);
      approval = approve(sent);
    });
    expect(await approval).toMatchObject({ state: 'APPROVED' });
  });

  it('keeps a write that came second waiting, which then meets the lock', async () => {
    await addEvent('one');
    const sent = await submit();
    let write: Promise<unknown> = Promise.resolve();
    await inTransaction(async (approver) => {
      await approveSubmission(approver, region, sent);
      let pid = 0;
      write = inTransaction(async (sql) => {
        pid = await pidOf(sql);
        await addEvent('two', {}, sql);
      }).catch((error: unknown) => error);
      while (pid === 0) await pause(5);
      await waitsForLock(pid);
    });
    expect(await write).toMatchObject({ code: 'PERIOD_LOCKED' });
  });

  it('tells a transaction that reads by an older snapshot to begin anew', async () => {
    await addEvent('one');
    const sent = await submit();
    const late = database.transaction('REPEATABLE READ', async (sql) => {
      await sql.query('select count(*) from programme_event');
      await approve(sent);
      await addEvent('two', {}, sql);
    });
    await expect(late).rejects.toMatchObject({ code: '40001' });
  });

  it('tells one to begin anew that does not see what was submitted meanwhile', async () => {
    await addEvent('one');
    const late = database.transaction('REPEATABLE READ', async (sql) => {
      await sql.query('select count(*) from programme_event');
      await submit();
      await sql.query('update programme_event set participants = 6');
    });
    await expect(late).rejects.toMatchObject({ code: '40001' });
  });

  it('gives up on an approval where records are written for long, and locks nothing', async () => {
    await addEvent('one');
    const sent = await submit();
    await inTransaction(async (writer) => {
      await addEvent('two', {}, writer);
      await expect(approve(sent)).rejects.toMatchObject({ code: 'RECORDS_BEING_WRITTEN' });
    });
    expect(await gridOf()).toMatchObject([{ state: 'SUBMITTED_LATE' }]);
  });
});
