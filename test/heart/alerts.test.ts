import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addRecipient,
  claimDeliveries,
  closeIncident,
  countDeliveries,
  listOpenIncidents,
  listRecipients,
  noteFailed,
  noteSent,
  openDatabase,
  openIncident,
  queueDigests,
  removeRecipient,
  type Database,
  type IncidentReport,
  type Recipient,
} from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';

let testDatabase: TestDatabase;
let database: Database;
/** As many processes as call at once. */
let others: Database[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const open = () => openDatabase({ url: testDatabase.url });
  database = await open();
  others = await Promise.all([1, 2, 3].map(open));
  await seedSmallTree(database);
});

beforeEach(() => database.query('truncate incident, alert_recipient, delivery'));

afterAll(async () => {
  for (const each of [...(others ?? []), database]) await each?.close();
  await testDatabase?.drop();
});

function overdue(more: Partial<IncidentReport> = {}): IncidentReport {
  return {
    key: 'freshness:roadmap',
    kind: 'FRESHNESS',
    severity: 'WARNING',
    title: { kk: 'Кешікті', ru: 'Просрочено', en: 'Overdue' },
    detail: 'since six',
    linkPath: '/explorer',
    ...more,
  };
}

function add(address: string, more: Partial<Recipient> = {}): Promise<Recipient> {
  return addRecipient(database, {
    channel: address.startsWith('http') ? 'WEBHOOK' : 'MAIL',
    address,
    locale: 'KK',
    areaCode: null,
    wantsAlerts: true,
    wantsDigest: false,
    ...more,
  });
}

interface Told {
  address: string;
  what: string;
  key: string;
  state: string;
}

function told(): Promise<Told[]> {
  return database.query<Told>(
    `select address, what, idempotency_key as key, state
       from delivery
       join alert_recipient on alert_recipient.id = recipient_id
      order by queued_at, address`,
  );
}

const inTransaction = <T>(each: Database, work: Parameters<typeof database.transaction<T>>[1]) =>
  each.transaction('READ COMMITTED', work);

describe('openIncident', () => {
  it('opens once and tells everybody once, however many processes call it however often', async () => {
    await add('a@example.kz');
    await add('http://example.kz/hook');
    const calls = Array.from({ length: 30 }, (_none, index) =>
      inTransaction(others[index % 3]!, (sql) => openIncident(sql, overdue())),
    );
    const opened = await Promise.all(calls);
    expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect((await told()).map(({ address, what }) => [address, what])).toEqual([
      ['a@example.kz', 'OPENED'],
      ['http://example.kz/hook', 'OPENED'],
    ]);
  });

  it('keeps nothing of a transaction that is rolled back, and opens in the next', async () => {
    await add('a@example.kz');
    const failing = inTransaction(database, async (sql) => {
      await openIncident(sql, overdue());
      throw new Error('the run failed');
    });
    await expect(failing).rejects.toThrow('the run failed');
    expect(await told()).toEqual([]);
    expect(await openIncident(database, overdue())).toMatchObject({ isNew: true });
  });

  it('notes when it was seen last and how it looks now', async () => {
    const [first, second] = [new Date('2025-11-07T01:00:00Z'), new Date('2025-11-07T02:00:00Z')];
    await openIncident(database, overdue({ at: first }));
    await openIncident(database, overdue({ at: second, severity: 'CRITICAL', detail: 'since yesterday' }));
    expect(await listOpenIncidents(database)).toMatchObject([
      {
        openedAt: first,
        lastSeenAt: second,
        severity: 'CRITICAL',
        detail: { kk: 'since yesterday', ru: 'since yesterday', en: 'since yesterday' },
      },
    ]);
  });

  it('tells of an area whoever has it, or one above it, or all of them', async () => {
    const { burabay, region, country, tselinograd } = smallTree;
    for (const [name, areaCode] of Object.entries({ burabay, region, country, tselinograd })) {
      await add(`${name}@example.kz`, { areaCode });
    }
    await add('all@example.kz');
    await openIncident(database, overdue({ areaCode: burabay }));
    expect((await told()).map(({ address }) => address).sort()).toEqual(
      ['all', 'burabay', 'country', 'region'].map((name) => `${name}@example.kz`),
    );
  });

  it('tells nothing to those who want the digest alone, or were removed', async () => {
    await add('digest@example.kz', { wantsAlerts: false, wantsDigest: true });
    const { id } = await add('gone@example.kz');
    await removeRecipient(database, id);
    await openIncident(database, overdue());
    expect(await told()).toEqual([]);
  });

  it.each([
    [{ linkPath: 'https://elsewhere.kz/' }, 'incident_link_path_check'],
    [{ kind: 'freshness' }, 'incident_kind_check'],
    [{ key: '' }, 'incident_key_check'],
  ])('refuses %j', (wrong, constraint) =>
    expect(openIncident(database, overdue(wrong))).rejects.toMatchObject({ constraint }),
  );
});

describe('closeIncident', () => {
  it('tells once that it is over, to those who were told that it had begun', async () => {
    await add('before@example.kz');
    await openIncident(database, overdue());
    await add('after@example.kz');
    const calls = Array.from({ length: 30 }, (_none, index) =>
      inTransaction(others[index % 3]!, (sql) => closeIncident(sql, 'freshness:roadmap')),
    );
    expect((await Promise.all(calls)).filter(Boolean)).toHaveLength(1);
    expect((await told()).map(({ address, what }) => [address, what])).toEqual([
      ['before@example.kz', 'OPENED'],
      ['before@example.kz', 'CLOSED'],
    ]);
    expect(await listOpenIncidents(database)).toEqual([]);
  });

  it('leaves alone what is not open', async () => {
    expect(await closeIncident(database, 'freshness:roadmap')).toBe(false);
  });

  it('lets it open again, as another incident with keys of its own', async () => {
    await add('a@example.kz');
    for (let times = 0; times < 2; times += 1) {
      await openIncident(database, overdue());
      await closeIncident(database, 'freshness:roadmap');
    }
    const keys = (await told()).map(({ key }) => key);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(4);
  });
});

describe('recipients', () => {
  it('are told what is said last, and are there once for an area', async () => {
    const first = await add('a@example.kz');
    const again = await add('a@example.kz', { locale: 'RU', wantsDigest: true });
    await add('a@example.kz', { areaCode: smallTree.region });
    expect(again).toEqual({ ...first, locale: 'RU', wantsDigest: true });
    expect(await listRecipients(database)).toHaveLength(2);
  });

  it.each([
    [{ address: 'a@b, c@d.kz' }, 'is no mail address'],
    [{ areaCode: '999999999' }, 'There is no area 999999999'],
    [{ areaCode: smallTree.kosshyTown }, 'The area 111610000 is a SETTLEMENT'],
    [{ wantsAlerts: false }, 'nothing to add'],
  ])('refuses %j', async (wrong, reason) => {
    await expect(add('a@example.kz', wrong)).rejects.toThrow(reason);
  });

  it('are not told what waited for them when they are removed', async () => {
    const { id } = await add('a@example.kz');
    await openIncident(database, overdue());
    await removeRecipient(database, id);
    expect(await countDeliveries(database)).toMatchObject([
      { state: 'GIVEN_UP', count: 1, lastError: 'The recipient was removed before it was told.' },
    ]);
    await expect(removeRecipient(database, id)).rejects.toThrow(`There is no recipient ${id}`);
    await expect(removeRecipient(database, 'x')).rejects.toThrow('There is no recipient x');
  });
});

describe('claimDeliveries', () => {
  const claim = (sql: Database, more = {}) => claimDeliveries(sql, { most: 100, leaseMs: 60_000, ...more });

  it('gives each delivery to one of many who ask at once, and of a recipient one at a time', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await add(`${name}@example.kz`);
    for (const key of ['one', 'two']) await openIncident(database, overdue({ key }));
    const claims = (await Promise.all([...others, ...others].map((each) => claim(each)))).flat();
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    expect(claims.map(({ address }) => address).sort()).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.kz`),
    );
    expect(await claim(database)).toEqual([]);
    for (const each of claims) expect(await noteSent(database, each)).toBe(true);
    const rest: unknown[] = [];
    for (let found = await claim(database); found.length > 0; found = await claim(database)) {
      for (const each of found) rest.push(await noteSent(database, each));
    }
    expect(claims.length + rest.length).toBe(10);
  });

  it('gives it to another once the lease is over, and takes nothing more from the first', async () => {
    await add('a@example.kz');
    await openIncident(database, overdue());
    const [slow] = await claim(database, { leaseMs: 50 });
    await new Promise((resolve) => setTimeout(resolve, 80));
    const [next] = await claim(database);
    expect(next).toMatchObject({ id: slow!.id, idempotencyKey: slow!.idempotencyKey, attempts: 2 });
    expect(await noteSent(database, slow!)).toBe(false);
    expect(await noteFailed(database, slow!, { error: 'late', pauseMs: 0, giveUpAfterMs: 0 })).toBeNull();
    expect(await noteSent(database, next!)).toBe(true);
  });

  it('never tells the end before the beginning, and tells it once the beginning is given up', async () => {
    await add('a@example.kz');
    await openIncident(database, overdue());
    await closeIncident(database, 'freshness:roadmap');
    const [opened] = await claim(database);
    expect(opened).toMatchObject({ what: 'OPENED' });
    const retry = { error: 'refused', pauseMs: 60_000, giveUpAfterMs: 60_000 };
    expect(await noteFailed(database, opened!, retry)).toBe('WAITING');
    expect(await claim(database)).toEqual([]);
    await database.query(`update delivery set next_attempt_at = now() where what = 'OPENED'`);
    const [again] = await claim(database);
    expect(await noteFailed(database, again!, { ...retry, giveUpAfterMs: 0 })).toBe('GIVEN_UP');
    expect(await claim(database)).toMatchObject([{ what: 'CLOSED' }]);
  });
});

describe('queueDigests', () => {
  it('queues one for each recipient and week', async () => {
    const { id } = await add('a@example.kz', { wantsDigest: true });
    const digest = { recipientId: id, week: '2025-W45', payload: { subject: 'x' } };
    const counts = await Promise.all(others.map((each) => queueDigests(each, [digest])));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await queueDigests(database, [digest, { ...digest, week: '2025-W46' }])).toBe(1);
    expect((await told()).map(({ key }) => key)).toEqual([`digest:${id}:2025-W45`, `digest:${id}:2025-W46`]);
  });
});
