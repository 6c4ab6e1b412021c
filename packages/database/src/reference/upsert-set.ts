import type { Sql } from '../sql.js';

/** What loading a set did: rows written anew, rows changed, rows taken away, rows found as they should be. */
export interface LoadCounts {
  inserted: number;
  updated: number;
  removed: number;
  unchanged: number;
}

export interface SetTarget {
  table: string;
  /** The key first, then what is known about it. */
  columns: readonly { name: string; type: 'text' | 'boolean' | 'integer' | 'date' }[];
  /** How many of the columns, from the left, are the table's primary key. */
  keyLength: number;
  /** True leaves rows that are there as they are, whatever is given. */
  onlyMissing?: boolean;
}

export const noRows: LoadCounts = { inserted: 0, updated: 0, removed: 0, unchanged: 0 };

export function addCounts(one: LoadCounts, other: LoadCounts): LoadCounts {
  return {
    inserted: one.inserted + other.inserted,
    updated: one.updated + other.updated,
    removed: one.removed + other.removed,
    unchanged: one.unchanged + other.unchanged,
  };
}

/**
 * Writes the rows that are missing or differ, in one statement; rows that are already so are not even locked.
 * Rows of the table that are not given stay. The identifiers of the target are ours and never come from outside.
 */
export async function upsertSet(sql: Sql, target: SetTarget, rows: readonly unknown[][]): Promise<LoadCounts> {
  if (rows.length === 0) return noRows;
  const valuesByColumn = target.columns.map((_column, index) => rows.map((row) => row[index]));
  const written = await sql.query<{ is_new: boolean }>(upsertStatement(target), valuesByColumn);
  const inserted = written.filter(({ is_new }) => is_new).length;
  return { inserted, updated: written.length - inserted, removed: 0, unchanged: rows.length - written.length };
}

function upsertStatement({ table, columns, keyLength, onlyMissing = false }: SetTarget): string {
  const names = columns.map(({ name }) => name);
  const [key, facts] = [names.slice(0, keyLength), names.slice(keyLength)];
  const of = (alias: string, chosen: string[]) => chosen.map((name) => `${alias}.${name}`).join(', ');
  return `
    /* reference:upsert/${table}   one array per column */
    insert into ${table} (${names.join(', ')})
    select ${of('given', names)}
      from unnest(${columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')}) as given (${names.join(', ')})
      left join ${table} as stored
        on (${of('stored', key)}) = (${of('given', key)})
     where stored.${key[0]} is null
        or (${!onlyMissing} and (${of('stored', facts)}) is distinct from (${of('given', facts)}))
    on conflict (${key.join(', ')}) do update
       set ${facts.map((name) => `${name} = excluded.${name}`).join(', ')}
    returning xmax = 0 as is_new`;
}
