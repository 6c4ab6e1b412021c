import type { GivenRole, Sql } from '@oblys/database';
import { assertAreaCode, InvalidInputError, NotFoundError } from '@oblys/domain';
import { NotAllowedError } from '../access-errors.js';
import { mayGive, roleName } from '../roles.js';
import { confinesOf, type Viewer } from '../viewer.js';
import { hashSecret, newSecret, writeApiToken } from './secret.js';

/** For how long a token may be good at the most. */
export const mostDays = 366;

const longestName = 100;
const mostAreas = 500;
const mostTokens = 100;

export interface NewToken {
  /** What it is for. */
  readonly name: string;
  readonly role: GivenRole;
  readonly areaCodes: readonly string[];
  /** For how many days it is good. */
  readonly days: number;
}

export interface CreatedToken {
  readonly id: string;
  readonly expiresAt: Date;
  /** The token itself, which nobody can read again. */
  readonly token: string;
}

/** Who a token speaks for. */
export interface TokenOwner {
  readonly subject: string;
  readonly name: string;
}

/**
 * Creates an API token, to be called within a transaction. It can do no more than who creates it.
 * @throws {InvalidInputError} when the name, the areas or the days cannot be
 * @throws {NotFoundError} when there is no such area
 * @throws {NotAllowedError} when it could do or see more than who creates it, or they have too many
 */
export async function createApiToken(
  sql: Sql,
  viewer: Viewer,
  owner: TokenOwner,
  { name, role, areaCodes, days }: NewToken,
): Promise<CreatedToken> {
  const title = name.normalize('NFC').trim();
  if (title === '' || [...title].length > longestName || /\p{Cc}|\p{Cs}/u.test(title)) {
    throw new InvalidInputError(`The name of a token has from 1 to ${longestName} letters, on one line.`);
  }
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    throw new InvalidInputError(`A token is good for 1 to ${mostDays} days, and not for ${days}.`);
  }
  const codes = [...new Set(areaCodes)];
  if (codes.length === 0 || codes.length > mostAreas) {
    throw new InvalidInputError(`A token is for 1 to ${mostAreas} areas, and not for ${codes.length}.`);
  }
  codes.forEach(assertAreaCode);
  if (!mayGive(viewer.role, role)) {
    throw new NotAllowedError(`A token can do no more than who creates it, and ${roleName(role)} is more.`);
  }
  await assertWithin(sql, viewer, codes);
  await assertFew(sql, owner);
  const secret = newSecret();
  const [created] = await sql.query<{ id: string; expiresAt: Date }>(
    `/* api-token:create   $1 = name, $2 = subject, $3 = its name, $4 = role, $5 = areas, $6 = hash, $7 = days, $8 = who */
insert into api_token (name, owner_subject, owner_name, role, area_codes, secret_sha256, expires_at, created_by)
values ($1, $2, $3, $4, $5::text[], $6, now() + make_interval(days => $7::integer), $8)
returning id, expires_at as "expiresAt"`,
    [title, owner.subject, owner.name, role, codes, hashSecret(secret), days, viewer.name],
  );
  return { ...created!, token: writeApiToken(created!.id, secret) };
}

async function assertWithin(sql: Sql, viewer: Viewer, codes: readonly string[]): Promise<void> {
  const rows = await sql.query<{ code: string; isKnown: boolean; isWithin: boolean }>(
    `/* api-token:areas   $1 = areas of the token, $2 = areas of who creates it, or null */
select asked.code,
       exists (select from area where area.code = asked.code) as "isKnown",
       $2::text[] is null or exists (
         select from area_path as path where path.area_code = asked.code and path.node_code = any ($2::text[])
       ) as "isWithin"
  from unnest($1::text[]) as asked (code)`,
    [codes, confinesOf(viewer)],
  );
  // What is not there and what may not be seen are told apart only where all may be seen.
  const outside = rows.find(({ isWithin }) => !isWithin);
  if (outside !== undefined) {
    throw new NotAllowedError(`A token can see no more than who creates it, and area ${outside.code} is more.`);
  }
  const unknown = rows.find(({ isKnown }) => !isKnown);
  if (unknown !== undefined) throw new NotFoundError(`There is no area ${unknown.code}.`);
}

async function assertFew(sql: Sql, { subject }: TokenOwner): Promise<void> {
  await sql.query(`/* api-token:lock-owner   $1 = subject */ select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `oblys:api-token:${subject}`,
  ]);
  const [standing] = await sql.query<{ count: number }>(
    `/* api-token:count   $1 = subject */
select count(*)::integer as count
  from api_token
 where owner_subject = $1
   and revoked_at is null
   and expires_at > now()`,
    [subject],
  );
  if (standing!.count < mostTokens) return;
  throw new NotAllowedError(`There are ${mostTokens} tokens of ${subject} that are good, the most there may be.`);
}
