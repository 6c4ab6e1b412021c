import { InvalidInputError } from '@oblys/domain';
import type { ExportColumn, ExportTable } from './export-table.js';

/** What Parquet and the readers of it can hold. */
const mostDigits = 38;

/** @throws {InvalidInputError} when no file can be made of such columns, whatever the rows */
export function checkColumns({ name, columns }: Pick<ExportTable, 'name' | 'columns'>): void {
  if (!/^[a-z0-9][-a-z0-9_]*$/.test(name)) {
    throw new InvalidInputError(
      `"${name}" names no table: small Latin letters, digits, hyphens and underscores do, such as appeals-2025.`,
    );
  }
  if (columns.length === 0) throw new InvalidInputError(`The table "${name}" has no columns.`);
  assertAllDiffer(columns.map(({ key }) => key));
  columns.forEach(checkDecimal);
}

/** @throws {InvalidInputError} when one is empty or two are the same: a reader could not tell columns apart */
export function assertAllDiffer(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '') throw new InvalidInputError('A column has no name.');
    if (seen.has(name)) throw new InvalidInputError(`Two columns are named "${name}".`);
    seen.add(name);
  }
}

function checkDecimal({ key, type }: ExportColumn): void {
  if (typeof type === 'string') return;
  const { precision, scale } = type;
  const fits = Number.isInteger(precision) && Number.isInteger(scale) && precision >= 1 && precision <= mostDigits;
  if (fits && scale >= 0 && scale <= precision) return;
  throw new InvalidInputError(
    `The column "${key}" is to hold ${precision} digits, ${scale} after the point: 1 to ${mostDigits} can be held, none more after the point than in all.`,
  );
}
