import type { GivenRole, Sql } from '@oblys/database';
import type { Viewer } from '../viewer.js';
import { isSecretOf, readApiToken } from './secret.js';

interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly ownerSubject: string;
  readonly ownerName: string;
  readonly role: GivenRole;
  readonly areaCodes: readonly string[];
  readonly secretSha256: string;
  readonly expiresAt: Date;
  readonly state: 'GOOD' | 'EXPIRED' | 'REVOKED';
  /** Whether it was last used so long ago that this use is worth a note. */
  readonly isUnused: boolean;
}

/** No secret has it. */
const hashOfNone = '0'.repeat(64);

/** Who an API token speaks for; what else it is tells why it speaks for nobody. */
export async function findApiToken(sql: Sql, text: string): Promise<Viewer | 'UNKNOWN' | 'EXPIRED' | 'REVOKED'> {
  const given = readApiToken(text);
  if (given === null) return 'UNKNOWN';
  const [stored] = await sql.query<StoredToken>(
    `/* api-token:find   $1 = id */
select id, name, owner_subject as "ownerSubject", owner_name as "ownerName", role, area_codes as "areaCodes",
       secret_sha256 as "secretSha256", expires_at as "expiresAt",
       case when revoked_at is not null then 'REVOKED' when expires_at <= now() then 'EXPIRED' else 'GOOD' end as state,
       last_used_at is null or last_used_at < now() - interval '1 minute' as "isUnused"
  from api_token
 where id = $1::uuid`,
    [given.id],
  );
  // Nothing is told of a token to who does not know its secret, not even by the time it takes.
  const isRight = isSecretOf(given.secret, stored?.secretSha256 ?? hashOfNone);
  if (stored === undefined || !isRight) return 'UNKNOWN';
  if (stored.state !== 'GOOD') return stored.state;
  if (stored.isUnused) {
    await sql.query(`/* api-token:used   $1 = id */ update api_token set last_used_at = now() where id = $1::uuid`, [
      stored.id,
    ]);
  }
  return {
    name: `${stored.ownerName} (${stored.name})`,
    role: stored.role,
    scope: { areaCodes: stored.areaCodes },
    identity: { subject: stored.ownerSubject, by: 'API_TOKEN', tokenId: stored.id, expiresAt: stored.expiresAt },
  };
}
