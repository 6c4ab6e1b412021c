import type { Sql } from '@oblys/database';
import type { Viewer } from '../viewer.js';

/**
 * Whether somebody who asked by an API token could still ask by it: for what is done in their name later, without it.
 * Signed tokens cannot be revoked, so whoever signed in by one stands until it expires.
 */
export async function isStanding(sql: Sql, { identity }: Viewer): Promise<boolean> {
  if (identity?.by !== 'API_TOKEN') return true;
  const [token] = await sql.query(
    `/* api-token:standing   $1 = id */
select id
  from api_token
 where id = $1::uuid
   and revoked_at is null
   and expires_at > now()`,
    [identity.tokenId],
  );
  return token !== undefined;
}
