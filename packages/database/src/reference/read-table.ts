import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** Beside src and dist alike, so the same path holds for the sources and for what is built from them. */
const folder = new URL('../../reference/', import.meta.url);

/**
 * The rows of one file of the reference data, every value as written.
 * @throws {Error} naming the file, when its heading is not exactly `columns` or a row is broken
 */
export function readTable<Column extends string>(file: string, columns: readonly Column[]): Record<Column, string>[] {
  const path = fileURLToPath(new URL(file, folder));
  const [heading, ...rows] = parse(readFileSync(path, 'utf8'), { relax_column_count: false }) as string[][];
  if (heading?.join() !== columns.join()) {
    throw new Error(`${path} has the heading "${heading?.join() ?? ''}", where "${columns.join()}" is read.`);
  }
  return rows.map(
    (row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as Record<Column, string>,
  );
}

/** The value itself when it is one of those allowed. */
export function oneOf<Value extends string>(allowed: readonly Value[], value: string, what: string): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`${what} is "${value}", which is none of ${allowed.join(', ')}.`);
  return found;
}
