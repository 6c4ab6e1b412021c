import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { addEvidence, createPostgresEvidenceStore, findEvidence, listEvidence, removeEvidence } from '@oblys/ingest';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pdfOf } from '../support/evidence-samples.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: home.url });
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

async function addTo(sourceRef: string, bytes: Buffer) {
  const [record] = await database.query<{ id: string }>(
    `insert into appeal (region_code, branch_code, district_code, area_code, source_ref, received_on, channel, topic_code)
     select '110000000', '117000000', '117000000', '117000000', $1::text, '2025-11-05', 'ONLINE', min(code) from appeal_topic
     returning id`,
    [sourceRef],
  );
  const evidenced = { table: 'appeal', regionCode: '110000000', id: record!.id };
  const store = createPostgresEvidenceStore(database);
  const told = { fileName: 'scan.pdf', caption: null, addedBy: 'tester', mostBytes: 10_000_000 };
  return {
    evidenced,
    store,
    ...(await addEvidence(database, store, Readable.from(slices(bytes)), { record: evidenced, ...told })),
  };
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
}

describe('the PostgreSQL store', () => {
  it.each([20, 262_144, 262_145, 3_000_000])('gives %d bytes back as they came', async (byteCount) => {
    const bytes = pdfOf(byteCount);
    const { id, evidenced, store } = await addTo(`B-${byteCount}`, bytes);
    expect((await buffer(await store.open({ id, regionCode: '110000000' }))).equals(bytes)).toBe(true);
    expect(await listEvidence(database, evidenced)).toMatchObject([{ id, byteCount, store: 'POSTGRES' }]);
    await removeEvidence(database, store, { id, regionCode: '110000000' }, { removedBy: 'tester', reason: null });
    expect(await database.query('select from evidence_bytes where file_id = $1::uuid', [id])).toEqual([]);
    expect(await findEvidence(database, id)).toBeNull();
  });

  it('loses the files of a record that is deleted, and keeps those of others', async () => {
    const [gone, kept] = [await addTo('C-1', pdfOf(100)), await addTo('C-2', pdfOf(100))];
    await database.query(`delete from appeal where source_ref = 'C-1'`);
    expect(await findEvidence(database, gone.id)).toBeNull();
    expect(await findEvidence(database, kept.id)).toMatchObject({ id: kept.id });
    expect(await database.query('select file_id from evidence_bytes')).toEqual([{ file_id: kept.id }]);
  });

  it('moves files with a record that moves to another region', async () => {
    const { id, store } = await addTo('D-1', pdfOf(100));
    await database.query(
      `update appeal set region_code = '750000000', branch_code = '750000000', district_code = null, area_code = '750000000'
        where source_ref = 'D-1'`,
    );
    const [moved] = await database.query<{ region: string }>(
      `select region_code as region from appeal where source_ref = 'D-1'`,
    );
    expect(await findEvidence(database, id)).toMatchObject({ regionCode: moved!.region });
    expect(await buffer(await store.open({ id, regionCode: moved!.region }))).toHaveLength(100);
  });
});
