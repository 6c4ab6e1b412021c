import type { ColumnType, ExportColumn, ExportValue } from '@oblys/exports';
import pg from 'pg';

/** A column as PostgreSQL describes it. */
export type SqlField = Pick<pg.FieldDef, 'name' | 'dataTypeID' | 'dataTypeModifier'>;

/** A column, and how the text that PostgreSQL sends becomes a value of it. */
export interface SqlColumn {
  readonly column: ExportColumn;
  readonly read: (text: string) => ExportValue;
}

/**
 * @param first the rows that are known when the columns have to be, as text: a number without a stated scale has as many
 * digits after the point as the longest of these, and a longer one that comes later is refused and not rounded
 * @param definition of the column that it is of, where it is one of a view as it stands
 */
export function sqlColumn(
  { name, dataTypeID, dataTypeModifier }: SqlField,
  first: readonly (string | null)[],
  definition: string | null,
): SqlColumn {
  const type = typeOf(dataTypeID, dataTypeModifier, first);
  const column = { key: name, heading: name, type, ...(definition !== null && { definition }) };
  return { column, read: readerOf(type) };
}

const { builtins } = pg.types;

const types: Readonly<Record<number, ColumnType>> = {
  [builtins.BOOL]: 'BOOLEAN',
  [builtins.INT2]: 'INTEGER',
  [builtins.INT4]: 'INTEGER',
  [builtins.INT8]: 'INTEGER',
  [builtins.FLOAT4]: 'FLOAT',
  [builtins.FLOAT8]: 'FLOAT',
  [builtins.DATE]: 'DATE',
  [builtins.TIMESTAMPTZ]: 'INSTANT',
};

/** What a decimal can hold in every format. */
const mostDigits = 38;
/** Of a column that has no value in the first rows. */
const usualScale = 10;

function typeOf(oid: number, modifier: number, first: readonly (string | null)[]): ColumnType {
  if (oid !== (builtins.NUMERIC as number)) return types[oid] ?? 'TEXT';
  if (modifier >= 0) {
    // As PostgreSQL packs numeric(precision, scale).
    const [precision, scale] = [((modifier - 4) >> 16) & 0xffff, (modifier - 4) & 0x7ff];
    if (precision <= mostDigits && scale <= precision) return { precision, scale };
  }
  const known = first.filter((text) => text !== null);
  if (known.length === 0) return { precision: mostDigits, scale: usualScale };
  const scale = Math.max(...known.map((text) => text.split('.')[1]?.length ?? 0));
  return { precision: mostDigits, scale: Math.min(scale, mostDigits) };
}

function readerOf(type: ColumnType): SqlColumn['read'] {
  switch (type) {
    case 'BOOLEAN':
      return (text) => text === 't';
    case 'FLOAT':
      return Number;
    case 'INSTANT':
      return (text) => toInstant(text);
    default:
      return (text) => text;
  }
}

const parseInstant = pg.types.getTypeParser(builtins.TIMESTAMPTZ) as (text: string) => unknown;

/** To the millisecond, which is what files hold. What is none of a calendar, such as infinity, stays text, and is refused. */
function toInstant(text: string): ExportValue {
  const instant = parseInstant(text);
  return instant instanceof Date ? instant : text;
}
