import { businessDay, type LocalizedText } from '@oblys/domain';
import type { IncidentSeverity } from '../entities/index.js';
import type { Sql } from '../sql.js';

/** Something that is wrong, as whoever meets it tells it. */
export interface IncidentReport {
  /** What is wrong, such as job-failed:nightly-rollup: nothing is open twice under one key. */
  readonly key: string;
  /** The sort of thing, in capitals, such as JOB_FAILED. */
  readonly kind: string;
  readonly severity: IncidentSeverity;
  /** One line. A text that is in no language, such as the message of an error, is given as it is. */
  readonly title: LocalizedText | string;
  readonly detail: LocalizedText | string;
  /** Where to look, such as /explorer; below the address that people reach the platform at. */
  readonly linkPath: string;
  /** The area it concerns; all of them unless given. */
  readonly areaCode?: string | null;
  /** The run that met it. */
  readonly runId?: string | null;
  /** The clock; that of the database unless given. */
  readonly at?: Date;
}

export interface OpenIncident {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly severity: IncidentSeverity;
  readonly title: LocalizedText;
  readonly detail: LocalizedText;
  readonly linkPath: string;
  readonly areaCode: string | null;
  readonly runId: string | null;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
}

/**
 * Notes that something is wrong. The first time, it also queues what is told to everybody who wants to know of the area,
 * in the same transaction, which must be READ COMMITTED; as long as it is open, further calls only note that it was
 * seen again and how it looks now, however many processes make them.
 * @returns whether this call opened it
 */
export async function openIncident(sql: Sql, report: IncidentReport): Promise<{ id: string; isNew: boolean }> {
  const { key, kind, severity, title, detail, linkPath, areaCode = null, runId = null, at = new Date() } = report;
  const words = [title, detail].map((text) => JSON.stringify(inEveryLanguage(text)));
  const [opened] = await sql.query<{ id: string; isNew: boolean }>(openSql, [
    ...[key, kind, severity, ...words, linkPath, areaCode, runId, report.at ?? null, businessDay(at)],
  ]);
  return opened!;
}

/**
 * Notes that something is over, and queues it for whoever was told that it had begun; what is not open stays as it is.
 * @returns whether this call closed it
 */
export async function closeIncident(sql: Sql, key: string, at: Date | null = null): Promise<boolean> {
  const closed = await sql.query(closeSql, [key, at]);
  return closed.length > 0;
}

/** What is wrong, in the order in which it was met; of one kind, or of all. */
export function listOpenIncidents(sql: Sql, kind: string | null = null): Promise<OpenIncident[]> {
  return sql.query<OpenIncident>(
    `/* incident:list-open   $1 = kind, null for all */
select id, key, kind, severity, title, detail, link_path as "linkPath", area_code as "areaCode", run_id as "runId",
       opened_at as "openedAt", last_seen_at as "lastSeenAt"
  from incident
 where closed_at is null
   and ($1::text is null or kind = $1::text)
 order by opened_at, id`,
    [kind],
  );
}

function inEveryLanguage(text: LocalizedText | string): LocalizedText {
  return typeof text === 'string' ? { kk: text, ru: text, en: text } : text;
}

/** What is told of an incident, as it is when it is queued: a repeat says the same. */
const payload = `jsonb_build_object(
         'incidentId', incident.id, 'key', incident.key, 'kind', incident.kind, 'severity', incident.severity,
         'title', incident.title, 'detail', incident.detail, 'linkPath', incident.link_path,
         'areaCode', incident.area_code,
         'areaName', (
           select jsonb_build_object('kk', area.name_kk, 'ru', area.name_ru, 'en', area.name_en)
             from area
            where area.code = incident.area_code
         ),
         'runId', incident.run_id,
         'openedAt', incident.opened_at, 'closedAt', incident.closed_at
       )`;

const openSql = `/* incident:open   $1 = key, $2 = kind, $3 = severity, $4 = title, $5 = detail, $6 = link path, $7 = area, $8 = run, $9 = when, $10 = business day */
with recursive above (code) as (
  select $7::text
   where $7::text is not null
   union
  select link.parent_code
    from above
    join area_parent as link
      on link.area_code = above.code
     and link.valid_from <= $10::date
     and link.valid_to > $10::date
), met as (
  insert into incident (key, kind, severity, title, detail, link_path, area_code, run_id, opened_at, last_seen_at)
  values ($1::text, $2::text, $3::text, $4::jsonb, $5::jsonb, $6::text, $7::text, $8::uuid,
          coalesce($9::timestamptz, clock_timestamp()), coalesce($9::timestamptz, clock_timestamp()))
  on conflict (key) where closed_at is null do update
     set severity = excluded.severity, title = excluded.title, detail = excluded.detail,
         link_path = excluded.link_path, run_id = excluded.run_id,
         last_seen_at = greatest(incident.last_seen_at, excluded.last_seen_at)
  returning *, xmax = 0 as is_new -- a row that was there already is locked by this update
), told as (
  insert into delivery (recipient_id, incident_id, what, idempotency_key, payload)
  select recipient.id, incident.id, 'OPENED', format('incident:%s:opened:%s', incident.id, recipient.id), ${payload}
    from met as incident
    join alert_recipient as recipient
      on recipient.is_enabled
     and recipient.wants_alerts
     and (recipient.area_code is null or $7::text is null or recipient.area_code in (select code from above))
   where incident.is_new
)
select id, is_new as "isNew"
  from met`;

const closeSql = `/* incident:close   $1 = key, $2 = when */
with over as (
  update incident
     set closed_at = greatest(opened_at, coalesce($2::timestamptz, clock_timestamp()))
   where key = $1::text
     and closed_at is null
  returning *
), told as (
  insert into delivery (recipient_id, incident_id, what, idempotency_key, payload)
  select opened.recipient_id, incident.id, 'CLOSED', format('incident:%s:closed:%s', incident.id, opened.recipient_id),
         ${payload}
    from over as incident
    join delivery as opened
      on opened.incident_id = incident.id
     and opened.what = 'OPENED'
    join alert_recipient as recipient
      on recipient.id = opened.recipient_id
     and recipient.is_enabled
)
select id
  from over`;
