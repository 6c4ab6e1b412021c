import type { AnalystRole, Database } from '@oblys/database';
import { InvalidInputError } from '@oblys/domain';
import { closeDatabase, listOpenings } from './openings.js';
import type { AnalystLimits } from './limits.js';
import { makeLogin } from './make-login.js';

/** For how long a login may be good at the most. */
export const mostLoginDays = 366;

export interface NewAnalyst {
  /** The name of the login. */
  readonly name: string;
  readonly role: AnalystRole;
  /** None: everywhere. */
  readonly areaCodes: readonly string[];
  readonly days: number;
  readonly createdBy: string;
  /** Whether the server is the platform's alone, so that its other databases may be closed to analysts. */
  readonly ownsServer: boolean;
}

export interface CreatedAnalyst {
  readonly login: string;
  readonly password: string;
  readonly expiresAt: Date;
  /** What the user of the database could not close to analysts, each with what an administrator does about it. */
  readonly openings: readonly string[];
}

/**
 * Makes a login for an analyst, with a password that nobody can read again.
 * @throws {InvalidInputError} when the name, the days or the areas cannot be, or the name is taken
 * @throws {NotAllowedError} when the user of the database may make no logins
 */
export async function createAnalyst(
  database: Database,
  { name, role, areaCodes, days, createdBy, ownsServer }: NewAnalyst,
  limits: AnalystLimits,
): Promise<CreatedAnalyst> {
  assertLoginName(name);
  if (!Number.isInteger(days) || days < 1 || days > mostLoginDays) {
    throw new InvalidInputError(`A login is good for 1 to ${mostLoginDays} days, and not for ${days}.`);
  }
  return database.transaction('READ COMMITTED', async (sql) => {
    const [taken] = await sql.query<{ exists: boolean }>(
      `/* analyst:taken   $1 = login */
select exists (select from pg_roles where rolname = $1) or exists (select from analyst_login where login = $1) as exists`,
      [name],
    );
    if (taken!.exists) {
      throw new InvalidInputError(`There is a user ${name} of the server already, now or before: take another name.`);
    }
    await closeDatabase(sql, ownsServer);
    const login = { login: name, role, areaCodes, createdBy, isSession: false };
    const { password, expiresAt, areFilesLimited } = await makeLogin(sql, login, `${days} days`, limits);
    return { login: name, password, expiresAt, openings: await listOpenings(sql, name, areFilesLimited) };
  });
}

function assertLoginName(name: string): void {
  if (/^[a-z][a-z0-9_]{1,40}$/.test(name) && !/^(oblys|pg_)|^(public|none|postgres)$/.test(name)) return;
  throw new InvalidInputError(
    `"${name}" is no name for a login: small Latin letters, digits and _, beginning with a letter, from 2 to 41 of them; those of oblys and of PostgreSQL itself are taken.`,
  );
}
