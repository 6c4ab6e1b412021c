import type { CheckedRow, CheckedValue } from '../check-values.js';
import { chunkLength } from '../chunks.js';
import type { ColumnType } from '../export-table.js';
import type { RowSource } from '../row-source.js';
import { columnJson, statementJson } from '../statement-json.js';

/**
 * One object: `columns`, then `rows` (each an array), then the `statement`, which knows their number. Decimals are
 * text, so that no reader rounds them; integers are numbers with all their digits.
 */
export async function* jsonText(source: RowSource): AsyncGenerator<string> {
  yield `{"columns":${JSON.stringify(source.columns.map(columnJson))},\n"rows":[`;
  const cells = source.columns.map(({ type }) => cellOf(type));
  let isFirst = true;
  yield* inChunks(source, (row) => {
    const start = isFirst ? '\n[' : ',\n[';
    isFirst = false;
    return `${start}${cellsOf(row, cells).join(',')}]`;
  });
  yield `\n],\n"statement":${JSON.stringify(statementJson(source.finish()))}}\n`;
}

/** An object for each row, by the keys of the columns, on a line of its own. */
export async function* jsonLines(source: RowSource): AsyncGenerator<string> {
  const keys = source.columns.map(({ key }) => JSON.stringify(key));
  const cells = source.columns.map(({ type }) => cellOf(type));
  yield* inChunks(
    source,
    (row) =>
      `{${cellsOf(row, cells)
        .map((cell, index) => `${keys[index]}:${cell}`)
        .join(',')}}\n`,
  );
}

async function* inChunks(source: RowSource, textOf: (row: CheckedRow) => string): AsyncGenerator<string> {
  let chunk = '';
  for await (const rows of source.batches()) {
    for (const row of rows) {
      chunk += textOf(row);
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

type WriteCell = (value: NonNullable<CheckedValue>) => string;

function cellsOf(row: CheckedRow, cells: readonly WriteCell[]): string[] {
  return row.map((value, index) => (value === null ? 'null' : cells[index]!(value)));
}

/** An integer is its digits. */
function cellOf(type: ColumnType): WriteCell {
  return type === 'INTEGER' ? String : JSON.stringify;
}
