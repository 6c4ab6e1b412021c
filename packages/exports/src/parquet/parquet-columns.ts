import type { SchemaElement } from 'hyparquet';
import type { CheckedValue } from '../check-values.js';
import type { ColumnType, ExportColumn } from '../export-table.js';

const mostDigitsOfInt64 = 18;

/** How a column is stored: each type by the logical type that readers know it by; every column may hold null. */
export function schemaElement({ key, type }: ExportColumn): SchemaElement {
  return { name: key, repetition_type: 'OPTIONAL', ...storageOf(type) };
}

function storageOf(type: ColumnType): Omit<SchemaElement, 'name'> {
  if (typeof type === 'object') return decimalStorage(type);
  switch (type) {
    case 'TEXT':
    case 'CODE':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
    case 'INTEGER':
      return { type: 'INT64' };
    case 'FLOAT':
      return { type: 'DOUBLE' };
    case 'BOOLEAN':
      return { type: 'BOOLEAN' };
    case 'DATE':
      return { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
    case 'INSTANT':
      return {
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      };
  }
}

function decimalStorage({ precision, scale }: Exclude<ColumnType, string>): Omit<SchemaElement, 'name'> {
  const logical = {
    converted_type: 'DECIMAL',
    precision,
    scale,
    logical_type: { type: 'DECIMAL', precision, scale },
  } as const;
  if (precision <= mostDigitsOfInt64) return { type: 'INT64', ...logical };
  return { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, ...logical };
}

export interface ColumnData {
  readonly data: unknown[];
  /** Left to the writer unless given. */
  readonly encoding?: 'PLAIN';
  /** The least and the largest value of a group, by which readers pass over it; of texts they take long to find. */
  readonly statistics: boolean;
}

/** The values of one column in the form that they are stored in. */
export function columnData({ type }: ExportColumn, values: CheckedValue[]): ColumnData {
  if (type === 'TEXT' || type === 'CODE') return { ...textData(values as (string | null)[]), statistics: false };
  const stored = storedValue(type);
  return { data: values.map((value) => (value === null ? null : stored(value))), statistics: true };
}

function storedValue(type: ColumnType): (value: NonNullable<CheckedValue>) => unknown {
  if (typeof type === 'object') return (value) => BigInt((value as string).replace('.', ''));
  switch (type) {
    case 'INTEGER':
      return (value) => BigInt(value as string);
    case 'DATE':
      return (value) => Date.parse(`${value as string}T00:00:00Z`) / 86_400_000;
    case 'INSTANT':
      return (value) => BigInt((value as Date).getTime());
    default:
      return (value) => value;
  }
}

/**
 * Texts that repeat go into the writer as they are: it keeps each once. The writer's way with those that do not takes
 * three times as long as encoding them here.
 */
function textData(values: (string | null)[]): Pick<ColumnData, 'data' | 'encoding'> {
  return repeats(values) ? { data: values } : { data: encodeTexts(values), encoding: 'PLAIN' };
}

/** As a sample spread over all of them has it. */
function repeats(values: readonly (string | null)[]): boolean {
  const step = Math.max(1, Math.floor(values.length / 500));
  const seen = new Set<string | null>();
  let sampled = 0;
  for (let index = 0; index < values.length; index += step) {
    seen.add(values[index]!);
    sampled += 1;
  }
  return seen.size <= sampled * 0.8;
}

const poolBytes = 1 << 20;
/** Of UTF-8, for a unit of UTF-16. */
const mostBytesOfUnit = 3;

/** Into pieces of a few large buffers. */
function encodeTexts(values: readonly (string | null)[]): (Uint8Array | null)[] {
  let pool = Buffer.allocUnsafe(poolBytes);
  let used = 0;
  return values.map((text) => {
    if (text === null) return null;
    const most = text.length * mostBytesOfUnit;
    if (used + most > pool.length) {
      pool = Buffer.allocUnsafe(Math.max(poolBytes, most));
      used = 0;
    }
    const start = used;
    used += pool.write(text, start, 'utf8');
    return pool.subarray(start, used);
  });
}
