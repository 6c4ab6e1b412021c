import { addDays, startOfDay, type IsoDate } from '@oblys/domain';
import type { AuditedBy, AuditOrigin } from './audit-actor.js';
import type { Sql } from '../sql.js';

/** What is asked for; what is left out does not matter. */
export interface AuditFilter {
  readonly action?: string | undefined;
  /** The name or the subject of who did it. */
  readonly actor?: string | undefined;
  readonly objectKind?: string | undefined;
  /** Of what was written; of a person or an appeal those who read it too. */
  readonly objectId?: string | undefined;
  /** Business days, both included. */
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
  /** Events before this one, for the next page. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface ListedAuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly by: AuditedBy;
  readonly name: string;
  readonly subject: string | null;
  readonly role: string | null;
  readonly tokenId: string | null;
  readonly origin: AuditOrigin;
  readonly databaseUser: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly areaCode: string | null;
  readonly rows: string;
  readonly old: Readonly<Record<string, unknown>> | null;
  readonly new: Readonly<Record<string, unknown>> | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Null until it is sealed. */
  readonly block: string | null;
}

const zone = 'Asia/Almaty';

/** Events of the audit, the newest first. */
export function listAuditEvents(sql: Sql, filter: AuditFilter): Promise<ListedAuditEvent[]> {
  const { action, actor, objectKind, objectId, from, to, before, limit } = filter;
  return sql.query<ListedAuditEvent>(
    `/* audit:list   $1 = action, $2 = actor, $3 = kind, $4 = object, $5 = from, $6 = before, $7 = event, $8 = how many */
select event.id, event.at, event.action, event.actor_by as by, event.actor_name as name, event.actor_subject as subject,
       event.actor_role as role, event.token_id as "tokenId", event.origin, event.database_user as "databaseUser",
       event.object_kind as "objectKind", event.object_id as "objectId", event.area_code as "areaCode",
       event.row_count as rows, event.old, event.new, event.details, seal.block_number as block
  from audit_event as event
  left join audit_seal as seal
    on seal.event_id = event.id
 where ($1::text is null or event.action = $1::text)
   and ($2::text is null or event.actor_name = $2::text or event.actor_subject = $2::text)
   and ($3::text is null or event.object_kind = $3::text)
   and ($4::text is null or event.object_id = $4::text or event.details -> 'ids' ? $4::text)
   and ($5::timestamptz is null or event.at >= $5::timestamptz)
   and ($6::timestamptz is null or event.at < $6::timestamptz)
   and ($7::bigint is null or event.id < $7::bigint)
 order by event.id desc
 limit $8::integer`,
    [
      action ?? null,
      actor ?? null,
      objectKind ?? null,
      objectId ?? null,
      from === undefined ? null : startOfDay(from, zone),
      to === undefined ? null : startOfDay(addDays(to, 1), zone),
      before ?? null,
      limit,
    ],
  );
}
