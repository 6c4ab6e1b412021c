import type { ChangedValues } from '../entities/records/index.js';
import type { Sql } from '../sql.js';

/** A row of the history of records, as an event of the audit covers it. */
export interface ListedAuditedChange {
  readonly event: string;
  readonly table: string;
  readonly recordId: string;
  readonly version: number;
  readonly old: ChangedValues;
  readonly new: ChangedValues;
}

/** What events wrote of records, by event and in the order that it was written; of each event so many rows at most. */
export function listAuditedChanges(
  sql: Sql,
  events: readonly string[],
  mostOfEach: number,
): Promise<ListedAuditedChange[]> {
  return sql.query<ListedAuditedChange>(
    `/* audit:changes-of   $1 = events, $2 = how many of each */
select written.event, written."table", written."recordId", written.version, written.old, written.new
  from unnest($1::bigint[]) as asked (id)
 cross join lateral (
   select change.audit_event_id as event, change.id, change.record_table as "table", change.record_id as "recordId",
          change.version, change.old_values as old, change.new_values as new
     from record_change as change
    where change.audit_event_id = asked.id
    order by change.id
    limit $2::integer
 ) as written
 order by written.event, written.id`,
    [events, mostOfEach],
  );
}
