import type { Database } from '@oblys/database';
import { endSessionsOf } from '../logins/revoke-analyst.js';

/** Removes a login that was made for a session, with what still runs by it. */
export async function removeLogin(database: Database, login: string): Promise<void> {
  await endSessionsOf(database, login);
  await database.transaction('READ COMMITTED', async (sql) => {
    const [removed] = await sql.query<{ isThere: boolean }>(
      `/* analyst:remove-session   $1 = login */
delete from analyst_login
 where login = $1
   and is_session
returning exists (select from pg_roles where rolname = login) as "isThere"`,
      [login],
    );
    if (removed?.isThere === true) await sql.query(`drop role ${login}`);
  });
}

/** Removes the logins of sessions whose time is over, of programs that were killed. */
export async function removeLeftovers(database: Database): Promise<void> {
  const over = await database.query<{ login: string }>(`/* analyst:leftover-sessions */
select login
  from analyst_login
 where is_session
   and expires_at < now()
 order by login`);
  for (const { login } of over) await removeLogin(database, login);
}
