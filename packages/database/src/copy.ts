import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { asPeriodLocked } from './period-locked.js';
import type { CopyRows, CopyTarget, CopyValue } from './sql.js';

/** The rows go out as they are made, never held as one text. */
export async function copyRows(client: PoolClient, { table, columns }: CopyTarget, rows: CopyRows): Promise<number> {
  const columnList = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const stream = client.query(
    copyFrom(`/* copy:${table} */ copy ${pg.escapeIdentifier(table)} (${columnList}) from stdin`),
  );
  const lines = Symbol.asyncIterator in rows ? linesOfBatches(rows) : linesOf(rows);
  try {
    await pipeline(Readable.from(lines, { objectMode: false }), stream);
  } catch (error) {
    throw asPeriodLocked(error);
  }
  return stream.rowCount;
}

/** Large enough that the number of packets no longer shows in the time a load takes. */
const chunkLength = 64 * 1024;

function* linesOf(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(textOf).join('\t')}\n`;
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

async function* linesOfBatches(batches: AsyncIterable<Iterable<readonly CopyValue[]>>): AsyncGenerator<string> {
  for await (const batch of batches) yield* linesOf(batch);
}

/** COPY's text format: a backslash escapes what separates columns and rows, and `\N` is null. */
function textOf(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  return String(value);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
