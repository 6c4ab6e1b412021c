import type { Sql } from '../sql.js';
import type { AuditActor } from './audit-actor.js';

/** Something that is no write of a table, and is told by who does it. */
export interface NewAuditEvent {
  readonly action: 'SIGN_IN' | 'REFUSE' | 'READ' | 'EXPORT' | 'ROTATE_KEYS';
  readonly objectKind: string;
  readonly objectId?: string | undefined;
  readonly areaCode?: string | undefined;
  /** Of how many objects; one unless given. */
  readonly rowCount?: number;
  /** Nothing of persons but ids, and no secret. */
  readonly details?: object;
  /** Told a single time under this key, however often it is appended. */
  readonly once?: string | undefined;
}

/** @param actor the one that the connection or the transaction says unless given */
export async function appendAuditEvent(sql: Sql, event: NewAuditEvent, actor?: AuditActor): Promise<void> {
  const { action, objectKind, objectId, areaCode, rowCount = 1, details = {}, once } = event;
  await sql.query(
    `/* audit:append   $1 = actor or null, $2 = action, $3 = kind, $4 = id, $5 = area, $6 = rows, $7 = details, $8 = key */
select append_audit_event(null, $1::jsonb, $2, $3, $4, $5, $6::bigint, null, null, null, $7::jsonb, $8)`,
    [
      actor === undefined ? null : JSON.stringify(actor),
      action,
      objectKind,
      objectId ?? null,
      areaCode ?? null,
      rowCount,
      JSON.stringify(details),
      once ?? null,
    ],
  );
}
