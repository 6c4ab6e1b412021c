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
  /** Of this area, and of what lies or ever lay in it. */
  readonly areaCode?: string | undefined;
  /** Nothing but what is of these areas, and of what lies or ever lay in them; null leaves nothing out. */
  readonly confines?: readonly string[] | null;
  /** Events before this one, for the next page. */
  readonly before?: string | undefined;
  /** Events after this one, for the page before. */
  readonly after?: string | undefined;
  readonly isOldestFirst?: boolean;
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
  /** Whether the history of records has its values, and the event none. */
  readonly hasChanges: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  /** Null until it is sealed. */
  readonly block: string | null;
}

const zone = 'Asia/Almaty';

/** Events of the audit, the newest first unless asked otherwise. */
export function listAuditEvents(sql: Sql, filter: AuditFilter): Promise<ListedAuditEvent[]> {
  const { action, actor, objectKind, objectId, from, to, areaCode, confines, before, after, limit } = filter;
  return sql.query<ListedAuditEvent>(
    `/* audit:list   $1 = action, $2 = actor, $3 = kind, $4 = object, $5 = from, $6 = before, $7 = the event after,
              $8 = the event before, $9 = area, $10 = areas or null for all, $11 = how many */
with recursive asked as (
  select $9::text as code
   union
  select link.area_code
    from asked
    join area_parent as link
      on link.parent_code = asked.code
), confined as (
  select unnest($10::text[]) as code
   union
  select link.area_code
    from confined
    join area_parent as link
      on link.parent_code = confined.code
)
select event.id, event.at, event.action, event.actor_by as by, event.actor_name as name, event.actor_subject as subject,
       event.actor_role as role, event.token_id as "tokenId", event.origin, event.database_user as "databaseUser",
       event.object_kind as "objectKind", event.object_id as "objectId", event.area_code as "areaCode",
       event.row_count as rows, event.old, event.new, event.changes_sha256 is not null as "hasChanges", event.details,
       seal.block_number as block
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
   and ($8::bigint is null or event.id > $8::bigint)
   and ($9::text is null or event.area_code in (select code from asked))
   and ($10::text[] is null or event.area_code in (select code from confined))
 order by event.id ${filter.isOldestFirst === true ? 'asc' : 'desc'}
 limit $11::integer`,
    [
      action ?? null,
      actor ?? null,
      objectKind ?? null,
      objectId ?? null,
      from === undefined ? null : startOfDay(from, zone),
      to === undefined ? null : startOfDay(addDays(to, 1), zone),
      before ?? null,
      after ?? null,
      areaCode ?? null,
      confines ?? null,
      limit,
    ],
  );
}
