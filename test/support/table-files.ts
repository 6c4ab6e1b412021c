import type { Database } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import { writeTable, type Cell, type ImportField, type ImportKind } from '@oblys/ingest';

/** What a field holds, as a person would fill it in. */
function writtenAs({ type, column, vocabulary, kind: linked, choices = [] }: ImportField, locale: Locale): string {
  const name = `name_${locale.toLowerCase()}`;
  switch (type) {
    case 'TERM':
      return `(select term.${name} from ${vocabulary} as term where term.code = record.${column})`;
    case 'RECORD':
      return `(select other.source_ref from ${linked!.replaceAll('-', '_')} as other where other.id = record.${column})`;
    case 'CHOICE':
      return `case record.${column} ${choices.map(({ code, names }) => `when '${code}' then '${inLocale(names, locale)}'`).join(' ')} end`;
    case 'DATE':
      return `to_char(record.${column}, 'DD.MM.YYYY')`;
    case 'FLAG':
      return `case when record.${column} then 'иә' else 'жоқ' end`;
    default:
      return `record.${column}`;
  }
}

/** Writes the records of a kind into a file as people would fill it in; gives how many they are. */
export async function writeRecordsFile(
  database: Database,
  path: string,
  kind: ImportKind,
  { locale, limit = 1_000_000 }: { locale: Locale; limit?: number },
): Promise<number> {
  const rows = await database.query<Record<string, Cell>>(
    `select ${kind.fields.map((field) => `${writtenAs(field, locale)} as ${field.column}`).join(', ')}
       from ${kind.table} as record
      order by source_ref
      limit ${limit}`,
  );
  await writeTable(path, {
    headings: kind.fields.map(({ headings }) => inLocale(headings, locale)),
    rows: rows.map((row) => kind.fields.map(({ column }) => row[column] ?? null)),
  });
  return rows.length;
}
