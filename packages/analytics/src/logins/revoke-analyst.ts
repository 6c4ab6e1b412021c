import { appendAuditEvent, type Database, type Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import { hashPassword, newPassword } from './password.js';

export interface RevokedAnalyst {
  readonly login: string;
  readonly revokedAt: Date;
  /** How many sessions were ended. */
  readonly endedCount: number;
}

/**
 * Locks a login and ends its sessions; it stays on the list, and its name is not given again. Once more does no more.
 * @throws {NotFoundError} when there is no such login
 */
export async function revokeAnalyst(database: Database, login: string, revokedBy: string): Promise<RevokedAnalyst> {
  const revokedAt = await database.transaction('READ COMMITTED', async (sql) => {
    const [revoked] = await sql.query<{ revokedAt: Date; isThere: boolean }>(
      `/* analyst:revoke   $1 = login, $2 = who */
update analyst_login
   set revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, $2)
 where login = $1
   and not is_session
returning revoked_at as "revokedAt", exists (select from pg_roles where rolname = login) as "isThere"`,
      [login, revokedBy],
    );
    if (revoked === undefined) throw noSuchLogin(login);
    if (revoked.isThere) await sql.query(`alter role ${login} nologin`);
    return revoked.revokedAt;
  });
  // Once nobody can come in anew.
  return { login, revokedAt, endedCount: await endSessionsOf(database, login) };
}

/**
 * Gives a login a new password, in place of the one before.
 * @throws {NotFoundError} when there is no such login, or it is good no longer
 */
export async function renewPassword(database: Database, login: string): Promise<string> {
  return database.transaction('READ COMMITTED', async (sql) => {
    const [standing] = await sql.query(
      `/* analyst:standing   $1 = login */
select login
  from analyst_login
 where login = $1
   and not is_session
   and revoked_at is null
   and expires_at > now()
   for update`,
      [login],
    );
    if (standing === undefined) throw noSuchLogin(login);
    const password = newPassword();
    await sql.query(`alter role ${login} password '${hashPassword(password)}'`);
    await appendAuditEvent(sql, { action: 'ROTATE_KEYS', objectKind: 'analyst_login', objectId: login });
    return password;
  });
}

export async function endSessionsOf(sql: Sql, login: string): Promise<number> {
  const ended = await sql.query(
    `/* analyst:end-sessions   $1 = login */
select pg_terminate_backend(pid) from pg_stat_activity where usename = $1`,
    [login],
  );
  return ended.length;
}

function noSuchLogin(login: string): NotFoundError {
  return new NotFoundError(`There is no login ${login} that is good: oblys analyst list shows them.`);
}
