import type { Sql } from '@oblys/database';
import type { RowFault } from '../kinds/describe-fault.js';
import type { FieldChange, RowChange, RowCounts } from './import-report.js';
import { faultTable, literal, rowTable, type StagedKind } from './staged-kind.js';

const outcomes = { NEW: 'new', CHANGED: 'changed', UNCHANGED: 'unchanged', CONFLICTING: 'conflicting' } as const;

export async function countOutcomes(sql: Sql): Promise<RowCounts> {
  const rows = await sql.query<{ outcome: keyof typeof outcomes; count: number }>(
    `/* import:count-outcomes */ select import_outcome as outcome, count(*)::integer as count from ${rowTable} group by import_outcome`,
  );
  const counts = { new: 0, changed: 0, unchanged: 0, conflicting: 0 };
  for (const { outcome, count } of rows) counts[outcomes[outcome]] = count;
  return counts;
}

export interface SetFaults {
  readonly count: number;
  /** Rows with such a fault in which reading found none. */
  readonly furtherRows: number;
  readonly first: RowFault[];
}

/** The faults that only the database knew, by row. */
export async function listSetFaults(sql: Sql, limit: number, faultyRows: ReadonlyRows): Promise<SetFaults> {
  const [counted] = await sql.query<{ count: number; rows: number[] }>(
    `/* import:count-faults */ select count(*)::integer as count, coalesce(array_agg(distinct row), '{}') as rows from ${faultTable}`,
  );
  const first = await sql.query<RowFault>(
    `/* import:list-faults   $1 = how many */
select row, property, code, value, params
  from ${faultTable}
 order by row, property
 limit $1::integer`,
    [limit],
  );
  const further = counted!.rows.filter((row) => !faultyRows.has(row));
  return { count: counted!.count, furtherRows: further.length, first };
}

export interface ReadonlyRows {
  has(row: number): boolean;
}

/** The first rows that differ from records that are there, with what differs in them. */
export async function listChanges(
  sql: Sql,
  { kind, fields, personal }: StagedKind,
  limit: number,
): Promise<RowChange[]> {
  const changes = fields.map(({ property, column, type, kind: linked }) => {
    const [from, to] =
      type === 'RECORD'
        ? [referenceOf(linked!, `record.${column}`), `taken.${column}_ref`]
        : [`record.${column}::text`, `taken.${column}::text`];
    return `case when record.${column} is distinct from taken.${column}
                then jsonb_build_object('property', ${literal(property)}, 'from', ${from}, 'to', ${to}) end`;
  });
  return sql.query<RowChange & { fields: FieldChange[] }>(
    `/* import:list-changes ${kind.code}   $1 = how many */
select taken.row, taken.source_ref as "sourceRef", taken.area_code as "areaCode",
       taken.import_outcome = 'CONFLICTING' as "isConflicting",
       to_jsonb(array_remove(array[${changes.join(',\n')}]${personal.length > 0 ? personalChanges : ''}, null)) as fields
  from ${rowTable} as taken
  join ${kind.table} as record
    on record.id = taken.record_id
   and record.region_code = taken.region_code
 where taken.import_outcome in ('CHANGED', 'CONFLICTING')
 order by taken.import_outcome desc, taken.row
 limit $1::integer`,
    [limit],
  );
}

/** That something of a person differs, and neither from what nor to what. */
const personalChanges = ` || array(
         select jsonb_build_object('property', property, 'from', null, 'to', null)
           from unnest(string_to_array(taken.personal_changes, ',')) with ordinality as changed (property, place)
          order by place
       )`;

function referenceOf(kind: string, id: string): string {
  return `(select other.source_ref from ${kind.replaceAll('-', '_')} as other where other.id = ${id} and other.region_code = record.region_code)`;
}
