import type { Database, Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { erasePerson } from './erase-person.js';
import type { ErasureList } from './erasure-list.js';

export interface PurgeOptions {
  /** Persons are kept for so many months after the last of their cases was closed. */
  readonly keepMonths: number;
  readonly today: IsoDate;
  readonly erasedBy: string;
  readonly signal?: AbortSignal;
}

/** Who is due to be erased: all of whose appeals and cases were closed so long ago, or who has none any more. */
export async function listOverdue(
  sql: Sql,
  { keepMonths, today }: Pick<PurgeOptions, 'keepMonths' | 'today'>,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `/* persons:overdue   $1 = months, $2 = today */
with matter as (
  select person_id, closed_on from appeal where person_id is not null
   union all
  select person_id, closed_on from legal_aid_case where person_id is not null
), last_matter as (
  select person_id,
         bool_or(closed_on is null or closed_on >= $2::date - make_interval(months => $1::integer)) as is_kept
    from matter
   group by person_id
)
select distinct person.id
  from person
  join person_key
    on person_key.person_id = person.id
   and person_key.region_code = person.region_code
   and person_key.wrapped_key is not null
  left join last_matter
    on last_matter.person_id = person.id
 where not coalesce(last_matter.is_kept, person.created_at >= $2::date - make_interval(months => $1::integer))
 order by person.id`,
    [keepMonths, today],
  );
  return rows.map(({ id }) => id);
}

/** Erases who is due, one after the other. Gives how many. */
export async function purgePersons(database: Database, list: ErasureList, options: PurgeOptions): Promise<number> {
  const overdue = await listOverdue(database, options);
  const reason = `Kept for ${options.keepMonths} months after the last case was closed.`;
  for (const personId of overdue) {
    options.signal?.throwIfAborted();
    await erasePerson(database, list, { personId, erasedBy: options.erasedBy, reason });
  }
  return overdue.length;
}
