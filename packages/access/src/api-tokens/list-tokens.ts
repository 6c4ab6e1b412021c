import type { GivenRole, Sql } from '@oblys/database';
import { isRecordId, NotFoundError } from '@oblys/domain';

/** A token without what it is made of. */
export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly ownerName: string;
  readonly role: GivenRole;
  readonly areaCodes: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

const columns = `id, name, owner_name as "ownerName", role, area_codes as "areaCodes", created_at as "createdAt",
       created_by as "createdBy", expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
       revoked_by as "revokedBy"`;

/** The tokens of a subject, or of everybody (null), the newest first. */
export function listApiTokens(sql: Sql, subject: string | null): Promise<ListedToken[]> {
  return sql.query<ListedToken>(
    `/* api-token:list   $1 = subject or null */
select ${columns}
  from api_token
 where $1::text is null
    or owner_subject = $1::text
 order by id desc`,
    [subject],
  );
}

/**
 * Ends a token at once; one that was ended already stays as it is.
 * @param subject whose token it has to be; null: anybody's
 * @throws {NotFoundError} when there is no such token
 */
export async function revokeApiToken(
  sql: Sql,
  { id, subject, revokedBy }: { id: string; subject: string | null; revokedBy: string },
): Promise<ListedToken> {
  const [revoked] = isRecordId(id)
    ? await sql.query<ListedToken>(
        `/* api-token:revoke   $1 = id, $2 = subject or null, $3 = who */
update api_token
   set revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, $3)
 where id = $1::uuid
   and ($2::text is null or owner_subject = $2::text)
returning ${columns}`,
        [id, subject, revokedBy],
      )
    : [];
  if (revoked === undefined) throw new NotFoundError('There is no such token.');
  return revoked;
}
