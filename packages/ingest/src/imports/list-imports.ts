import type { Sql } from '@oblys/database';

export interface ListedImport {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly rowCount: number;
  readonly createdCount: number;
  readonly changedCount: number;
  readonly unchangedCount: number;
  readonly importedAt: Date;
  readonly importedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

/** Imports, the newest first, and how many there are in all. */
export async function listImports(
  sql: Sql,
  { kind = null, limit }: { kind?: string | null | undefined; limit: number },
) {
  const imports = await sql.query<ListedImport>(
    `/* import:list   $1 = kind, $2 = how many */
select ${columns}
  from import
 where $1::text is null
    or kind = $1
 order by imported_at desc, id desc
 limit $2::integer`,
    [kind, limit],
  );
  const [counted] = await sql.query<{ total: number }>(
    `/* import:count   $1 = kind */ select count(*)::integer as total from import where $1::text is null or kind = $1`,
    [kind],
  );
  return { imports, total: counted!.total };
}

/** Null when there is none of that id. Kept from changing until the transaction ends. */
export async function lockImport(sql: Sql, id: string): Promise<ListedImport | null> {
  const [found] = await sql.query<ListedImport>(
    `/* import:lock-one   $1 = import */ select ${columns} from import where id = $1::uuid for update`,
    [id],
  );
  return found ?? null;
}

const columns = `id, kind, file_name as "fileName", file_sha256 as "fileSha256", row_count as "rowCount",
       created_count as "createdCount", changed_count as "changedCount", unchanged_count as "unchangedCount",
       imported_at as "importedAt", imported_by as "importedBy", undone_at as "undoneAt", undone_by as "undoneBy"`;
