import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '@oblys/gateway';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { askGateway, confinedTo, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { officeFile, pdfOf, samples } from '../support/evidence-samples.js';

const mostBytes = 700_000;
const secret = 'sixteen letters!';
let now = new Date();
let gateway: TestGateway;
/** Of a viewer who sees Burabay alone. */
let confined: Gateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => now, evidenceBytes: mostBytes, uploadSecret: secret });
  confined = await startGateway({
    ...{ database: gateway.database, port: 0, logger: createRecordingLogger().logger, uploadSecret: secret },
    ...{ now: () => now, viewer: confinedTo(['117000000']) },
  });
});

const ids: Record<string, string> = {};

beforeEach(async () => {
  now = new Date();
  await gateway.database.query('truncate appeal, import, import_change, evidence_file cascade');
  const { createImportUpload } = await gateway.askData(
    'mutation { createImportUpload(input: { kind: "appeal", fileName: "a.csv" }) { path } }',
  );
  const rows =
    'Reference;Area;Received on;Channel;Topic\nA-1;Burabay;05.11.2025;Online;Ecology\nA-2;Kokshetau;06.11.2025;Online;Roads\n';
  await fetch(gateway.url + createImportUpload.path, { method: 'POST', body: rows });
  const { appeals } = await gateway.askData('{ appeals { edges { node { id receivedOn } } } }');
  for (const { node } of appeals.edges) ids[node.receivedOn === '2025-11-05' ? 'A-1' : 'A-2'] = node.id;
});

afterAll(async () => {
  await confined?.stop();
  await gateway?.end();
});

const create = 'mutation ($input: EvidenceUploadInput!) { createEvidenceUpload(input: $input) { path expiresAt } }';
const remove = 'mutation ($id: ID!) { removeEvidenceFile(id: $id, reason: "The wrong scan.") { id } }';
const listed = `{ appeals { edges { node { id evidenceFiles {
  id fileName mediaType byteCount sha256 caption addedBy addedAt url
} } } } }`;

const linkOf = async (fileName = 'scan.pdf', more: object = {}): Promise<string> =>
  (await gateway.askData(create, { input: { record: ids['A-1'], fileName, ...more } })).createEvidenceUpload.path;
const send = async (path: string, body: Buffer) => {
  const answer = await fetch(gateway.url + path, { method: 'POST', body: new Uint8Array(body) });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: answer.status, body: (await answer.json()) as any };
};
const filesOf = async (ask: (query: string) => Promise<{ appeals: object }>, sourceRef = 'A-1') => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const { appeals } = (await ask(listed)) as any;
  return appeals.edges.find(({ node }: { node: { id: string } }) => node.id === ids[sourceRef])?.node.evidenceFiles;
};
const files = () => filesOf(gateway.askData);
const bytesKept = async (): Promise<number> =>
  Number((await gateway.database.query<{ count: string }>('select count(*) from evidence_bytes'))[0]!.count);
const spooled = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`oblys-evidence-${process.pid}-`));

describe('an evidence file', () => {
  it('is added by a link, shown on its record, and given back to the byte under its Kazakh name', async () => {
    const body = pdfOf(600_000);
    const fileName = 'Шешім "№ 5" әкім.pdf';
    const added = await send(await linkOf(fileName, { caption: 'Қаулы' }), body);
    expect(added).toMatchObject({ status: 201, body: { isNew: true, byteCount: 600_000 } });
    const sha256 = createHash('sha256').update(body).digest('hex');
    const [file] = await files();
    expect(file).toMatchObject({
      ...{ fileName, mediaType: 'application/pdf', byteCount: 600_000, sha256, caption: 'Қаулы' },
      addedBy: 'developer',
    });
    const given = await fetch(gateway.url + file.url);
    expect(Buffer.from(await given.arrayBuffer()).equals(body)).toBe(true);
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '600000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    const disposition = given.headers.get('content-disposition')!;
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
    expect(decodeURIComponent(/UTF-8''(.*)$/.exec(disposition)![1]!)).toBe(fileName);
    const [{ parts }] = (await gateway.database.query(
      'select array_agg(length(content) order by part) as parts from evidence_bytes',
    )) as [{ parts: number[] }];
    expect(parts).toEqual([262_144, 262_144, 75_712]);
    const { node } = await gateway.askData('query ($id: ID!) { node(id: $id) { ... on EvidenceFile { fileName } } }', {
      id: file.id,
    });
    expect(node).toEqual({ fileName });
    expect(spooled()).toEqual([]);
  });

  it('is read with its record by one statement', async () => {
    await send(await linkOf(), samples.pdf);
    gateway.statements.length = 0;
    await gateway.askData(listed);
    expect(gateway.statements).toHaveLength(1);
  });

  it('is answered with the one that is there when it comes again, also twice at once by one link', async () => {
    const path = await linkOf();
    const both = await Promise.all([send(path, samples.pdf), send(path, samples.pdf)]);
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status } of both) expect([200, 201, 409]).toContain(status);
    const again = await send(await linkOf('other.pdf'), samples.pdf);
    expect(again).toMatchObject({ status: 200, body: { isNew: false, fileName: 'scan.pdf' } });
    expect(await files()).toHaveLength(1);
    expect(await bytesKept()).toBe(1);
  });

  it.each(['pdf', 'png', 'jpg', 'webp', 'tif', 'heic'] as const)('may be a %s', async (type) => {
    expect(await send(await linkOf(`a.${type.toUpperCase()}`), samples[type])).toMatchObject({ status: 201 });
  });

  it.each(['docx', 'xlsx'] as const)('may be a %s', async (type) => {
    expect(await send(await linkOf(`a.${type}`), await officeFile(type))).toMatchObject({ status: 201 });
  });

  it.each([
    ['HTML that is called a PDF', 'a.pdf', samples.html, 422, /By its content the file is of no kind that is known/],
    ['SVG that is called a PNG', 'a.png', samples.svg, 422, /By its content/],
    ['a program', 'a.pdf', samples.exe, 422, /By its content the file is application\/x-msdownload/],
    ['a PNG that is called a PDF', 'a.pdf', samples.png, 422, /is image\/png, so its name is to end with \.png/],
    ['nothing', 'a.pdf', Buffer.alloc(0), 422, /is empty/],
    ['a byte too many', 'a.pdf', pdfOf(mostBytes + 1), 413, /larger than 700000 bytes/],
  ])('is refused as %s, and nothing is kept', async (_what, fileName, body, status, message) => {
    const answer = await send(await linkOf(fileName), body);
    expect(answer).toMatchObject({ status, body: { error: { message: expect.stringMatching(message) } } });
    expect([await files(), await bytesKept(), spooled()]).toEqual([[], 0, []]);
  });

  it('is refused as a zip that is called a document', async () => {
    expect(await send(await linkOf('a.docx'), await officeFile('zip'))).toMatchObject({ status: 422 });
  });

  it('is taken with as many bytes as may be, and cut off where more come than were told', async () => {
    expect(await send(await linkOf(), pdfOf(mostBytes))).toMatchObject({ status: 201 });
    const untold = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(pdfOf(mostBytes, 'b')));
        controller.enqueue(new Uint8Array(1));
        controller.close();
      },
    });
    const init = { method: 'POST', body: untold, duplex: 'half' } as RequestInit;
    expect((await fetch(gateway.url + (await linkOf()), init)).status).toBe(413);
    expect(await files()).toHaveLength(1);
  });

  it('that breaks off leaves nothing behind', async () => {
    const path = await linkOf();
    const { hostname, port } = new URL(gateway.url);
    const headers = { 'content-length': '1000' };
    const broken = request({ hostname, port, path, method: 'POST', headers });
    broken.on('error', () => undefined);
    broken.write(samples.pdf);
    while (spooled().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    broken.destroy();
    while (spooled().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect([await files(), await bytesKept()]).toEqual([[], 0]);
    expect(await gateway.database.query('select from evidence_file')).toEqual([]);
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is the twentieth of its record at most, also of those that come at once', async () => {
    for (let count = 0; count < 19; count += 1) {
      expect(await send(await linkOf(), pdfOf(100, `n${count}`))).toMatchObject({ status: 201 });
    }
    const path = await linkOf();
    const last = await Promise.all([send(path, pdfOf(100, 'x')), send(path, pdfOf(100, 'y'))]);
    expect(last.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await files()).toHaveLength(20);
  });

  it('is removed by a mutation: its link gives no more, its bytes go, and the row tells who did it', async () => {
    await send(await linkOf(), samples.pdf);
    const [{ id, url }] = await files();
    expect(await gateway.askData(remove, { id })).toEqual({ removeEvidenceFile: { id } });
    expect([await files(), await bytesKept()]).toEqual([[], 0]);
    expect((await fetch(gateway.url + url)).status).toBe(404);
    expect(await gateway.database.query('select removed_by, removal_reason, bytes_gone from evidence_file')).toEqual([
      { removed_by: 'developer', removal_reason: 'The wrong scan.', bytes_gone: true },
    ]);
    expect((await gateway.ask(remove, { id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await gateway.ask(remove, { id: ids['A-1'] })).errors).toMatchObject([
      { extensions: { code: 'INVALID_NODE_ID' } },
    ]);
    expect(await send(await linkOf(), samples.pdf)).toMatchObject({ status: 201 });
  });

  it('goes with its record by whatever path that is deleted, and moves with it', async () => {
    await send(await linkOf(), samples.pdf);
    const [{ url }] = await files();
    const late = await linkOf();
    await gateway.database.query(`delete from appeal where source_ref = 'A-1'`);
    expect(await bytesKept()).toBe(0);
    expect(await gateway.database.query('select state, removal_reason from evidence_file')).toEqual([
      { state: 'REMOVED', removal_reason: 'The record was deleted.' },
    ]);
    expect((await fetch(gateway.url + url)).status).toBe(404);
    expect(await send(late, samples.png)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
  });
});

describe('a file of which bytes are missing', () => {
  it('is not given as a whole one, and the log says so', async () => {
    await send(await linkOf(), pdfOf(mostBytes, 'c'));
    const [{ url }] = await files();
    await gateway.database.query('delete from evidence_bytes where part = 1');
    const read = fetch(gateway.url + url).then((response) => response.arrayBuffer());
    await expect(read).rejects.toThrow();
    expect(
      JSON.stringify(gateway.log.at(-1), (_key, value: unknown) => (value instanceof Error ? value.message : value)),
    ).toMatch(/its bytes are not those that were kept/);
  });
});

describe('a link of an evidence file', () => {
  it('is refused when it was changed, has expired or is for something else', async () => {
    const path = await linkOf();
    await send(path, samples.pdf);
    const [{ url }] = await files();
    const [told, signature] = url.replace('/evidence/', '').split('.') as [string, string];
    const [, grant, sign] = /grant=(.*)&signature=(.*)$/.exec(path)!;
    const forged = [`${told}.00`, `${told}x.${signature}`, `${grant}.${sign}`, told, 'x'];
    for (const token of forged) {
      const answer = await fetch(`${gateway.url}/evidence/${token}`);
      expect([token, answer.status]).toEqual([token, 403]);
      expect(await answer.json()).toMatchObject({ error: { code: 'LINK_REFUSED' } });
    }
    expect(await send(`/evidence?grant=${told}&signature=${signature}`, samples.pdf)).toMatchObject({ status: 403 });
    expect(await send('/evidence', samples.pdf)).toMatchObject({ status: 403 });
    now = new Date(now.getTime() + 16 * 60_000);
    expect((await fetch(gateway.url + url)).status).toBe(403);
    expect(await send(path, samples.png)).toMatchObject({ status: 403 });
  });

  it('is made for records that the viewer may see alone, and good only while they are', async () => {
    await send(await linkOf(), samples.pdf);
    await send(await linkOf('kokshetau.pdf', { record: ids['A-2'] }), samples.pdf);
    const ask = async (query: string, variables?: Record<string, unknown>) =>
      askGateway(confined.url, query, variables);
    const askData = async (query: string) => (await ask(query)).data;
    const [{ id: hidden }] = await filesOf(gateway.askData, 'A-2');
    expect(await filesOf(askData, 'A-2')).toBeUndefined();
    const [{ url, addedBy }] = await filesOf(askData);
    expect(addedBy).toBe('developer');
    expect((await fetch(confined.url + url)).status).toBe(200);
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await ask(node, { id: hidden })).data).toEqual({ node: null });
    expect((await ask(remove, { id: hidden })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const refused = await ask(create, { input: { record: ids['A-2'], fileName: 'a.pdf' } });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await gateway.database
      .query(`update appeal set area_code = '111000000', district_code = '111000000', branch_code = '111000000'
      where source_ref = 'A-1'`);
    expect((await fetch(confined.url + url)).status).toBe(404);
  });
});

describe('createEvidenceUpload', () => {
  it.each([
    ['a.svg', /ends with one of: pdf, jpg/],
    ['a.html', /ends with one of/],
    ['pdf', /ends with one of/],
    ['', /from 1 to 200 letters/],
    [`${'ә'.repeat(300)}.pdf`, /from 1 to 200 letters/],
    ['a\u0000b.pdf', /cannot be seen/],
    ['a\r\nset-cookie: b.pdf', /cannot be seen/],
    ['fdp.\u202eexe.pdf', /cannot be seen/],
  ])('refuses the name %j', async (fileName, message) => {
    const { data, errors } = await gateway.ask(create, { input: { record: ids['A-1'], fileName } });
    expect(data).toEqual({ createEvidenceUpload: null });
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'INVALID_INPUT' } }]);
  });

  it('keeps of a path its last name', async () => {
    await send(await linkOf('../../etc/scan.pdf'), samples.pdf);
    await send(await linkOf('C:\\secret\\photo.png'), samples.png);
    expect((await files()).map(({ fileName }: { fileName: string }) => fileName)).toEqual(['scan.pdf', 'photo.png']);
  });

  it('refuses what is no record', async () => {
    const { errors } = await gateway.ask(create, { input: { record: 'x', fileName: 'a.pdf' } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_NODE_ID' } }]);
  });
});
