import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import {
  addEvidence,
  createPostgresEvidenceStore,
  createS3EvidenceStore,
  EvidenceStoreError,
  findEvidence,
  readEvidence,
  removeEvidence,
  type EvidenceStore,
  type S3Settings,
} from '@oblys/ingest';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pdfOf, samples } from '../support/evidence-samples.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';

const bucket = 'evidence-test';
const folder = mkdtempSync(join(tmpdir(), 'oblys-s3-'));
let home: TestDatabase;
let database: Database;
let server: S3Server;
let settings: S3Settings;
let store: EvidenceStore;

beforeAll(async () => {
  home = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: home.url });
  server = await startS3Server(folder, bucket);
  const { endpoint, accessKey, secretKey } = server;
  settings = { endpoint, bucket, region: 'us-east-1', accessKey, secretKey };
  store = createS3EvidenceStore(settings);
});

let recordId = '';

beforeEach(async () => {
  rmSync(join(folder, bucket, 'evidence'), { recursive: true, force: true });
  await database.query('truncate appeal, evidence_file cascade');
  const [record] = await database.query<{ id: string }>(`
    insert into appeal (region_code, branch_code, district_code, area_code, source_ref, received_on, channel, topic_code)
    select '110000000', '117000000', '117000000', '117000000', 'A-1', '2025-11-05', 'ONLINE', min(code) from appeal_topic
    returning id`);
  recordId = record!.id;
});

afterAll(async () => {
  await server?.close();
  await database?.close();
  await home?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const add = (to: EvidenceStore, bytes: Buffer, fileName = 'scan.pdf') =>
  addEvidence(database, to, Readable.from([bytes]), {
    record: { table: 'appeal', regionCode: '110000000', id: recordId },
    ...{ fileName, caption: null, addedBy: 'tester', mostBytes: 2_000_000 },
  });
const objects = (): string[] => {
  const path = join(folder, bucket, 'evidence');
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('_object')) : [];
};
const rows = () => database.query('select state, removal_reason, bytes_gone from evidence_file order by id');
const unreachable = async (): Promise<EvidenceStore> => {
  const idle = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => idle.once('listening', resolve));
  const { port } = idle.address() as { port: number };
  await new Promise((resolve) => idle.close(resolve));
  return createS3EvidenceStore({ ...settings, endpoint: `http://127.0.0.1:${port}` });
};

describe('the S3-compatible store', () => {
  it('takes a file, gives it back to the byte, and lets it go; the database holds its row alone', async () => {
    const bytes = pdfOf(1_500_000);
    const { id, regionCode } = await add(store, bytes);
    expect(await database.query('select from evidence_bytes')).toEqual([]);
    const file = await findEvidence(database, id);
    expect(file).toMatchObject({ store: 'S3', byteCount: 1_500_000 });
    expect((await buffer(await readEvidence(database, store, file!))).equals(bytes)).toBe(true);
    expect(objects()).toHaveLength(1);
    await removeEvidence(database, store, { id, regionCode }, { removedBy: 'tester', reason: null });
    expect(objects()).toEqual([]);
    expect(await rows()).toEqual([{ state: 'REMOVED', removal_reason: null, bytes_gone: true }]);
    await expect(store.open({ id, regionCode })).rejects.toThrow(/it answered 404 \(NoSuchKey\)/);
  });

  it('that is down is told in one line; no file is shown, and what it may hold is swept the next time', async () => {
    await expect(add(await unreachable(), samples.pdf)).rejects.toThrow(
      /^The store of evidence files failed: it cannot be reached at http:\S+ \(ECONNREFUSED\)\. Nothing was kept/,
    );
    const failed = { state: 'REMOVED', removal_reason: 'It could not be stored.' };
    expect(await rows()).toEqual([{ ...failed, bytes_gone: false }]);
    await add(store, samples.pdf);
    expect(await rows()).toMatchObject([{ ...failed, bytes_gone: true }, { state: 'STORED' }]);
    expect(objects()).toHaveLength(1);
  });

  it('that refuses the key is told with its own code', async () => {
    const wrong = createS3EvidenceStore({ ...settings, secretKey: 'another' });
    await expect(add(wrong, samples.pdf)).rejects.toThrow(/it answered 403 \(SignatureDoesNotMatch\)/);
    const none = createS3EvidenceStore({ ...settings, bucket: 'no-such-bucket' });
    await expect(add(none, samples.pdf)).rejects.toThrow(/it answered 404 \(NoSuchBucket\)/);
    expect(objects()).toEqual([]);
  });

  it('that is down keeps no file from being removed: its bytes go the next time', async () => {
    const down = await unreachable();
    const { id, regionCode } = await add(store, samples.pdf);
    await removeEvidence(database, down, { id, regionCode }, { removedBy: 'tester', reason: null });
    expect([await findEvidence(database, id), objects().length]).toEqual([null, 1]);
    await add(store, samples.png, 'photo.png');
    expect(objects()).toHaveLength(1);
  });

  it('loses the bytes of a deleted record, and of what broke off an hour ago, when the next file comes', async () => {
    await add(store, samples.pdf);
    await database.query('delete from appeal');
    expect(objects()).toHaveLength(1);
    const [record] = await database.query<{ id: string }>(`
      insert into appeal (region_code, branch_code, district_code, area_code, source_ref, received_on, channel, topic_code)
      select '110000000', '117000000', '117000000', '117000000', 'A-2', '2025-11-05', 'ONLINE', min(code) from appeal_topic
      returning id`);
    recordId = record!.id;
    const { id } = await add(store, samples.png, 'photo.png');
    expect(objects()).toHaveLength(1);
    await database.query(
      `update evidence_file set state = 'PENDING', added_at = now() - interval '2 hours' where id = $1::uuid`,
      [id],
    );
    await add(store, samples.jpg, 'photo.jpg');
    expect(objects()).toHaveLength(1);
  });

  it('reads what lies in the database after the setting has changed, and says where what it left lies', async () => {
    const inDatabase = createPostgresEvidenceStore(database);
    const first = await findEvidence(database, (await add(inDatabase, samples.pdf)).id);
    expect((await buffer(await readEvidence(database, store, first!))).equals(samples.pdf)).toBe(true);
    const second = await findEvidence(database, (await add(store, samples.png, 'photo.png')).id);
    await expect(readEvidence(database, inDatabase, second!)).rejects.toThrow(EvidenceStoreError);
  });
});
