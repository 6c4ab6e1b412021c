import { whySuffix } from '@oblys/analytics';
import { statementLines, type ExportColumn, type ExportRow, type ExportTable, type ExportValue } from '@oblys/exports';

/**
 * Reads a table into aligned lines: numbers to the right, and a dash where there is none. Why there is none is counted
 * below, so the columns that say it of each row are left out.
 */
export async function tableLines(table: ExportTable, onRows: (count: number) => void): Promise<string[]> {
  const rows: ExportRow[] = [];
  for await (const batch of table.batches) {
    rows.push(...batch);
    onRows(rows.length);
  }
  const shown = table.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column: { key } }) => !isWhy(key, table.columns));
  const cells = [
    shown.map(({ column: { heading } }) => onOneLine(heading)),
    ...rows.map((row) => shown.map(({ column, index }) => cellOf(column, row[index]!))),
  ];
  const statement = { ...table.statement(), rowCount: rows.length };
  return [
    ...aligned(
      cells,
      shown.map(({ column }) => column),
    ),
    '',
    ...statementLines(statement, table.locale).map(([label, value]) => `${label}: ${value}`),
  ];
}

/** A column of SQL may be named so too: only one that stands beside its figure says why that is not there. */
function isWhy(key: string, columns: readonly ExportColumn[]): boolean {
  if (!key.endsWith(whySuffix)) return false;
  const of = key.slice(0, -whySuffix.length);
  return columns.some((column) => column.key === of);
}

function cellOf({ type }: ExportColumn, value: ExportValue): string {
  if (value === null) return '–';
  if (value instanceof Date) return value.toISOString();
  if (type === 'FLOAT' && typeof value === 'number') return String(Number(value.toPrecision(6)));
  return onOneLine(String(value));
}

/** What a terminal would take for a command is left out of it, too. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
}

function aligned(cells: readonly (readonly string[])[], columns: readonly ExportColumn[]): string[] {
  const lengthOf = (text: string) => [...text].length;
  const widths = columns.map((_column, index) => cells.reduce((most, row) => Math.max(most, lengthOf(row[index]!)), 0));
  return cells.map((row) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat(widths[index]! - lengthOf(cell));
        return isNumber(columns[index]!) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

function isNumber({ type }: ExportColumn): boolean {
  return type === 'INTEGER' || type === 'FLOAT' || typeof type === 'object';
}
