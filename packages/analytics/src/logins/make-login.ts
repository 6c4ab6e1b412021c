import type { AnalystRole, Sql } from '@oblys/database';
import { countryCode, InvalidInputError } from '@oblys/domain';
import { NotAllowedError } from '@oblys/access';
import { settingsOf, type AnalystLimits } from './limits.js';
import { hashPassword, newPassword } from './password.js';

export interface NewLogin {
  readonly login: string;
  readonly role: AnalystRole;
  /** None: everywhere. */
  readonly areaCodes: readonly string[];
  readonly createdBy: string;
  readonly isSession: boolean;
}

export interface MadeLogin {
  readonly password: string;
  readonly expiresAt: Date;
  /** Whether the server holds the files of its statements to the limit, which a superuser alone can have it do. */
  readonly areFilesLimited: boolean;
}

/**
 * Makes a login of the server, within a transaction. Its name has to be one that needs no quotes.
 * @param goodFor an interval of PostgreSQL, such as '90 days'
 * @throws {NotAllowedError} when the user of the database may make no logins
 */
export async function makeLogin(
  sql: Sql,
  { login, role, areaCodes, createdBy, isSession }: NewLogin,
  goodFor: string,
  limits: AnalystLimits,
): Promise<MadeLogin> {
  const areas = areaCodes.length === 0 || areaCodes.includes(countryCode) ? null : [...new Set(areaCodes)];
  if (areas !== null) await assertAreas(sql, areas);
  const [kept] = await sql.query<{ expiresAt: Date; validUntil: string }>(
    `/* analyst:keep   $1 = login, $2 = role, $3 = areas or null, $4 = seconds, $5 = of a session, $6 = who, $7 = interval */
insert into analyst_login (login, role, area_codes, statement_seconds, is_session, created_by, expires_at)
values ($1, $2, $3::text[], $4::integer, $5::boolean, $6, now() + $7::interval)
returning expires_at as "expiresAt", to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US"Z"') as "validUntil"`,
    [login, role, areas, limits.statementSeconds, isSession, createdBy, goodFor],
  );
  const password = newPassword();
  try {
    await sql.query(
      `create role ${login} login password '${hashPassword(password)}' connection limit ${limits.connections} valid until '${kept!.validUntil}'`,
    );
    await sql.query(`grant oblys_analyst to ${login}`);
    // To end its sessions; a superuser needs it not, and anybody else may since they made it.
    await sql.query(
      `do $$ begin if not (select rolsuper from pg_roles where rolname = current_user) then grant ${login} to current_user; end if; end $$`,
    );
  } catch (error) {
    if ((error as { code?: string }).code === insufficientPrivilege) {
      throw new NotAllowedError(
        'The user of the database may make no logins for analysts: let it make roles (alter role … createrole), and grant oblys_analyst to it with admin option.',
        { cause: error },
      );
    }
    throw error;
  }
  for (const [name, value] of Object.entries(settingsOf(limits))) {
    await sql.query(`alter role ${login} set ${name} = '${value}'`);
  }
  return { password, expiresAt: kept!.expiresAt, areFilesLimited: await limitFiles(sql, login, limits) };
}

const insufficientPrivilege = '42501';

async function limitFiles(sql: Sql, login: string, { temporaryFileMb }: AnalystLimits): Promise<boolean> {
  const [limited] = await sql.query<{ mayLimit: boolean }>(
    `/* analyst:may-limit-files */
select rolsuper or has_parameter_privilege('temp_file_limit', 'SET') as "mayLimit"
  from pg_roles
 where rolname = current_user`,
  );
  if (limited?.mayLimit !== true) return false;
  await sql.query(`alter role ${login} set temp_file_limit = '${temporaryFileMb}MB'`);
  return true;
}

async function assertAreas(sql: Sql, codes: readonly string[]): Promise<void> {
  const unknown = await sql.query<{ code: string }>(
    `/* analyst:areas   $1 = areas */
select code
  from unnest($1::text[]) as code
 where not exists (select from area where area.code = code.code)`,
    [codes],
  );
  if (unknown.length > 0) {
    throw new InvalidInputError(`There is no area ${unknown.map(({ code }) => code).join(', ')}.`);
  }
}
