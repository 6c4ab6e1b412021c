import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicViewer, type Viewer } from '@oblys/access';
import { openAnalystSession } from '@oblys/analytics';
import { openDatabase, type Database } from '@oblys/database';
import { createTestDatabase, demoTemplate, type TestDatabase } from '../support/index.js';
import { testLimits } from '../support/analysts.js';

const burabay = '117000000';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase({ template: await demoTemplate() });
  database = await openDatabase({ url: home.url, poolSize: 3 });
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const viewerOf = (role: Viewer['role']): Viewer => ({ name: 'Айгүл', role, scope: { areaCodes: [burabay] } });
const open = (viewer: Viewer) => openAnalystSession(database, viewer, { limits: testLimits, replicaUrl: null });

async function loginsLeft(): Promise<number> {
  const [left] = await database.query<{ count: number }>(
    `select count(*)::integer as count
       from analyst_login
       join pg_roles on rolname = login
      where is_session`,
  );
  return left!.count;
}

describe('openAnalystSession', () => {
  it.each([
    ['REGIONAL_ANALYST', true],
    ['VIEWER', false],
  ] as const)('shows a %s what they may see, and leaves nothing behind', async (role, seesPeople) => {
    const session = await open(viewerOf(role));
    try {
      const count = async (view: string) =>
        Number((await session.client.query(`select count(*) from ${view}`)).rows[0].count);
      const own = async (table: string) =>
        Number((await database.query(`select count(*) from ${table} where branch_code = $1`, [burabay]))[0]!['count']);
      await session.client.query(`reset role; select set_config('role', 'none', false)`);
      expect(await count('roadmap_items')).toBe(await own('roadmap_item'));
      expect(await count('appeals')).toBe(seesPeople ? await own('appeal') : 0);
      expect(await loginsLeft()).toBe(1);
    } finally {
      await session.close();
    }
    expect(await loginsLeft()).toBe(0);
  });

  it('is not for who did not sign in', async () => {
    await expect(open(publicViewer)).rejects.toThrow('Questions in SQL are for who signed in');
    expect(await loginsLeft()).toBe(0);
  });

  it('asks a replica where there is one, and says so when it does not follow', async () => {
    const replicaUrl = home.url;
    const session = await openAnalystSession(database, viewerOf('VIEWER'), { limits: testLimits, replicaUrl });
    expect((await session.client.query('select analytics.my_role() as role')).rows).toEqual([{ role: 'VIEWER' }]);
    await session.close();
    const wrong = new URL(home.url);
    wrong.port = '1';
    await expect(
      openAnalystSession(database, viewerOf('VIEWER'), { limits: testLimits, replicaUrl: wrong.href }),
    ).rejects.toThrow();
    expect(await loginsLeft()).toBe(0);
  });

  it('removes what a program that was killed has left, once its time is over', async () => {
    const left = await open(viewerOf('VIEWER'));
    await left.client.end();
    const another = await open(viewerOf('VIEWER'));
    expect(await loginsLeft()).toBe(2);
    await another.close();
    await database.query(
      `update analyst_login set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where login = $1`,
      [left.login],
    );
    const next = await open(viewerOf('VIEWER'));
    expect(await loginsLeft()).toBe(1);
    await next.close();
  });
});
