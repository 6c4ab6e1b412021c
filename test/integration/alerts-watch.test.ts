import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addRecipient,
  listOpenIncidents,
  loadAreas,
  loadVocabulary,
  openDatabase,
  type Database,
} from '@oblys/database';
import { watchIncidents } from '@oblys/jobs';
import { refresh, topics, verify } from '@oblys/rollups';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const asOf = '2025-11-05';
/** 05:59 and 06:00 in Almaty of the day by which the figures of the sixth have to be there. */
const beforeDeadline = new Date('2025-11-07T00:59:00Z');
const deadline = new Date('2025-11-07T01:00:00Z');

let testDatabase: TestDatabase;
let database: Database;
let others: Database[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const open = () => openDatabase({ url: testDatabase.url });
  database = await open();
  others = await Promise.all([1, 2, 3].map(open));
  await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
  await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
  await seedRecord(database, 'roadmap_item', { area_code: '117000000' });
});

beforeEach(() => database.query('truncate incident, alert_recipient, delivery'));

afterAll(async () => {
  for (const each of [...(others ?? []), database]) await each?.close();
  await testDatabase?.drop();
});

const addMailbox = () =>
  addRecipient(database, {
    channel: 'MAIL',
    address: 'a@example.kz',
    locale: 'KK',
    areaCode: null,
    wantsAlerts: true,
    wantsDigest: false,
  });

/** As if a topic had been built for another day. */
const delay = (topic: string, day: string) =>
  database.query('update build set as_of = $2::date where topic = $1', [topic, day]);

async function countTold(): Promise<Record<string, number>> {
  const told = await database.query<{ what: string; count: number }>(
    'select what, count(*)::integer as count from delivery group by what',
  );
  return Object.fromEntries(told.map(({ what, count }) => [what, count]));
}

describe('watchIncidents', () => {
  it('takes a database that nothing was ever built in for new and not for late', async () => {
    expect(await watchIncidents(database, deadline)).toEqual({ opened: [], closed: [] });
  });

  it('opens one incident where the figures of all topics are overdue, once, and closes it when all are current', async () => {
    await refresh(database, { asOf });
    await addMailbox();
    expect(await watchIncidents(database, beforeDeadline)).toEqual({ opened: [], closed: [] });
    const watched = await Promise.all(others.map((each) => watchIncidents(each, deadline)));
    expect(watched.flatMap(({ opened }) => opened)).toEqual(['freshness:all']);
    expect(await listOpenIncidents(database, 'FRESHNESS')).toMatchObject([
      {
        severity: 'WARNING',
        openedAt: deadline,
        title: { kk: 'Көрсеткіштер кешікті', ru: 'Показатели просрочены', en: 'Figures are overdue' },
        detail: { en: expect.stringContaining('– Roadmap') },
      },
    ]);
    await refresh(database, { asOf: '2025-11-06' });
    await delay('roadmap', asOf);
    expect(await watchIncidents(database, deadline)).toEqual({ opened: [], closed: [] });
    const [open] = await listOpenIncidents(database);
    expect(open!.detail.en.split('\n').slice(1)).toEqual(['– Roadmap']);
    await delay('roadmap', '2025-11-06');
    const after = await Promise.all(others.map((each) => watchIncidents(each, deadline)));
    expect(after.flatMap(({ closed }) => closed)).toEqual(['freshness:all']);
    expect(await countTold()).toEqual({ CLOSED: 1, OPENED: 1 });
  });

  it('opens one for each topic that is overdue by itself, which stays when all others follow', async () => {
    await delay('roadmap', asOf);
    await addMailbox();
    const watched = await Promise.all(others.map((each) => watchIncidents(each, deadline)));
    expect(watched.flatMap(({ opened }) => opened)).toEqual(['freshness:roadmap']);
    expect(await listOpenIncidents(database)).toMatchObject([
      {
        title: { kk: 'Жол картасы: көрсеткіштер кешікті', en: 'Roadmap: figures are overdue' },
        detail: {
          kk: 'Көрсеткіштер 2025 ж. 5 қараша күнгі. Келесі күннің көрсеткіштері 2025 ж. 7 қараша, 06:00 дайын болуы керек еді.',
          ru: 'Последние показатели – на 5 ноября 2025 г., а показатели следующего дня должны были быть готовы 7 ноября 2025 г. в 06:00.',
          en: 'Figures are as of 5 November 2025. Those of the next day had to be there by 7 November 2025 at 06:00.',
        },
      },
    ]);
    const { opened, closed } = await watchIncidents(database, new Date('2025-11-08T01:00:00Z'));
    expect([opened.length, closed]).toEqual([topics.length - 1, []]);
    await delay('roadmap', '2025-11-06');
    expect((await watchIncidents(database, deadline)).closed).toHaveLength(topics.length);
    expect(await countTold()).toEqual({ CLOSED: topics.length, OPENED: topics.length });
  });

  it('opens one for what a verification found, with its run and rows, and closes it once that is repaired', async () => {
    await refresh(database, { asOf: '2025-11-06' });
    await database.query(
      `update roadmap_summary set planned = planned + 1 where area_code = '117000000' and grain = 'YEAR' and period_start = '2025-01-01'`,
    );
    const { differences } = await verify(database);
    expect(differences).toBe(1);
    expect(await watchIncidents(database, deadline)).toEqual({ opened: ['findings:verify:roadmap'], closed: [] });
    const [finding] = await database.query<{ run_id: string; message: string }>('select run_id, message from finding');
    const [incident] = await listOpenIncidents(database);
    expect(incident).toMatchObject({
      kind: 'FINDINGS',
      severity: 'CRITICAL',
      runId: finding!.run_id,
      title: { en: 'Roadmap: stored figures differ from the records' },
      detail: { en: `A full recount found differences. Rows: 1.\n– ${finding!.message}` },
    });
    const { searchParams, pathname } = new URL(incident!.linkPath, 'http://localhost');
    expect(pathname).toBe('/explorer');
    expect(searchParams.get('query')).toContain('measures: ["roadmap.planned"]');
    await verify(database, { repair: true });
    expect(await watchIncidents(database, deadline)).toEqual({ opened: [], closed: ['findings:verify:roadmap'] });
  });

  it('opens one for a build that failed its checks', async () => {
    const [run] = await database.query<{ id: string }>(`select id from run where kind = 'ROLLUP' limit 1`);
    await database.query(
      `insert into finding (run_id, kind, topic, rule, area_code, message)
       values ($1, 'CHECK', 'appeal', 'rule', '110000000', 'Akmola counts 2 and its districts 3.')`,
      [run!.id],
    );
    expect(await watchIncidents(database, deadline)).toMatchObject({ opened: ['findings:check:appeal'] });
    await database.query('delete from finding');
    expect(await watchIncidents(database, deadline)).toMatchObject({ closed: ['findings:check:appeal'] });
  });

  it('leaves alone what others have opened', async () => {
    await database.query(
      `insert into incident (key, kind, severity, title, detail, link_path)
       values ('job-failed:x', 'JOB_FAILED', 'CRITICAL', $1, $1, '/')`,
      [{ kk: 'x', ru: 'x', en: 'x' }],
    );
    expect(await watchIncidents(database, deadline)).toEqual({ opened: [], closed: [] });
    expect(await listOpenIncidents(database)).toHaveLength(1);
  });
});
