import { Readable } from 'node:stream';
import type { Database } from '@oblys/database';
import { EvidenceStoreError } from './evidence-errors.js';
import type { EvidenceKey, EvidenceStore } from './evidence-store.js';

const partBytes = 256 * 1024;

/** Bytes in the database itself, part by part, so that memory holds one part at a time. */
export function createPostgresEvidenceStore(database: Database): EvidenceStore {
  return {
    name: 'POSTGRES',
    put: ({ id, regionCode }, bytes) =>
      database.transaction('READ COMMITTED', async (sql) => {
        let part = 0;
        for await (const content of inParts(bytes)) {
          await sql.query(insertPart, [id, regionCode, part, content]);
          part += 1;
        }
      }),
    async open(key) {
      const parts = readParts(database, key);
      const first = await parts.next();
      if (first.done === true) throw new EvidenceStoreError('it has no bytes of the file');
      return Readable.from(startingWith(first.value, parts), { objectMode: false, highWaterMark: partBytes });
    },
    async remove({ id, regionCode }) {
      await database.query(deleteParts, [id, regionCode]);
    },
  };
}

const insertPart = `
/* evidence:insert-part   $1 = file, $2 = region, $3 = number of the part from 0 on, $4 = bytes */
insert into evidence_bytes (file_id, region_code, part, content)
values ($1::uuid, $2::text, $3::integer, $4::bytea)`;

const selectPart = `
/* evidence:select-part   $1 = file, $2 = region, $3 = number of the part from 0 on */
select content
  from evidence_bytes
 where file_id = $1::uuid
   and region_code = $2::text
   and part = $3::integer`;

const deleteParts = `
/* evidence:delete-parts   $1 = file, $2 = region */
delete from evidence_bytes
 where file_id = $1::uuid
   and region_code = $2::text`;

async function* inParts(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let count = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    count += chunk.length;
    while (count >= partBytes) {
      const whole = Buffer.concat(held);
      yield whole.subarray(0, partBytes);
      held = [whole.subarray(partBytes)];
      count -= partBytes;
    }
  }
  if (count > 0) yield Buffer.concat(held);
}

/** No connection is held between two parts: whoever reads slowly keeps none from others. */
async function* readParts(database: Database, { id, regionCode }: EvidenceKey): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const [row] = await database.query<{ content: Buffer }>(selectPart, [id, regionCode, part], { isRepeated: true });
    if (row === undefined) return;
    yield row.content;
  }
}

async function* startingWith(first: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* others;
}
