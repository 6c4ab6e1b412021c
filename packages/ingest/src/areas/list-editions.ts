import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { AreaOutcome } from './plan-edition.js';

export interface ListedEdition {
  readonly id: string;
  readonly name: string;
  readonly inForceOn: IsoDate;
  readonly withinCode: string | null;
  readonly fileName: string;
  readonly rowCount: number;
  readonly counts: Readonly<Record<AreaOutcome, number>>;
  readonly importedBy: string;
  readonly importedAt: Date;
  readonly undoneAt: Date | null;
}

/** The editions of the classifier that were taken in, the newest first. */
export function listEditions(sql: Sql): Promise<ListedEdition[]> {
  return sql.query<ListedEdition>(`/* areas:editions */
select id, name, in_force_on::text as "inForceOn", within_code as "withinCode", file_name as "fileName",
       row_count as "rowCount", counts, imported_by as "importedBy", imported_at as "importedAt", undone_at as "undoneAt"
  from area_edition
 order by in_force_on desc, imported_at desc, id desc`);
}
