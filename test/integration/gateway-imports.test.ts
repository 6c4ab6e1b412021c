import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '@oblys/gateway';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { askGateway, confinedTo, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';

let now = new Date();
let gateway: TestGateway;
/** Of a viewer who sees Burabay alone. */
let confined: Gateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => now, uploadBytes: 100_000, uploadSecret: 'sixteen letters!' });
  const viewer = confinedTo(['117000000']);
  confined = await startGateway({
    database: gateway.database,
    port: 0,
    logger: createRecordingLogger().logger,
    viewer,
  });
});

beforeEach(async () => {
  now = new Date();
  await gateway.database.query('truncate appeal, import, import_change cascade');
});

afterAll(async () => {
  await confined?.stop();
  await gateway?.end();
});

const create = `mutation ($input: ImportUploadInput!) { createImportUpload(input: $input) { path expiresAt } }`;
const linkOf = async (input: object = {}): Promise<string> =>
  (await gateway.askData(create, { input: { kind: 'appeal', fileName: 'november.csv', ...input } })).createImportUpload
    .path;

const send = (path: string, body: string): Promise<Response> => fetch(gateway.url + path, { method: 'POST', body });
const appeals = () => gateway.database.query('select source_ref from appeal order by 1');
const spooled = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`oblys-upload-${process.pid}-`));

const headings = 'Reference;Area;Received on;Channel;Topic';
const sound = `${headings}\nA-1;Burabay;05.11.2025;Online;Ecology\nA-2;Kokshetau;06.11.2025;Online;Roads\n`;
const faulty = `${sound}A-3;Atlantis;05.11.2025;Online;Ecology\n`;

describe('an upload', () => {
  it('takes a file in by a link, in the name of who asked for it, and the mutation takes it back', async () => {
    const answer = await send(await linkOf(), sound);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const report = (await answer.json()) as { importId: string };
    expect(report).toMatchObject({ new: 2, changed: 0, faults: 0, fileName: 'november.csv', isRefused: false });
    expect(await appeals()).toEqual([{ source_ref: 'A-1' }, { source_ref: 'A-2' }]);
    expect(await gateway.database.query('select file_name, imported_by from import')).toEqual([
      { file_name: 'november.csv', imported_by: 'developer' },
    ]);
    expect(spooled()).toEqual([]);
    const undo = 'mutation ($id: ID!) { undoImport(id: $id) { removed restored } }';
    const id = { id: report.importId };
    expect(await gateway.askData(undo, id)).toEqual({ undoImport: { removed: 2, restored: 0 } });
    expect(await appeals()).toEqual([]);
    expect((await gateway.ask(undo, id)).errors).toMatchObject([{ extensions: { code: 'IMPORT_UNDONE' } }]);
    expect((await gateway.ask(undo, { id: 'x' })).errors).toMatchObject([{ extensions: { code: 'INVALID_NODE_ID' } }]);
    const nobody = { id: '01900000-0000-7000-8000-000000000000' };
    expect((await gateway.ask(undo, nobody)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('tells what it would do where that was asked for, and what is at fault in the language that was', async () => {
    const dry = await send(await linkOf({ dryRun: true }), sound);
    expect(dry.status).toBe(200);
    expect(await dry.json()).toMatchObject({ isDryRun: true, new: 2, importId: null, figures: expect.any(Array) });
    const refused = await send(await linkOf({ locale: 'RU' }), faulty);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      isRefused: true,
      importId: null,
      firstFaults: [
        {
          row: 4,
          heading: 'Территория',
          value: 'Atlantis',
          message: expect.stringMatching(/^Такой территории здесь нет/),
        },
      ],
    });
    expect(await appeals()).toEqual([]);
    const partial = await send(await linkOf({ partial: true }), faulty);
    expect(partial.status).toBe(200);
    expect(await appeals()).toHaveLength(2);
  });

  it.each([
    ['', 400, 'Файл бос.'],
    ['a;b\n1;2\n', 400, /Тақырыптар «Өтініштер» түріне сай емес/],
    ['%PDF-1.7', 400, 'Файл CSV немесе XLSX кестесі емес.'],
    [`${headings}\n${'x'.repeat(100_000)}`, 413, /larger than 100000 bytes/],
  ])('is refused with its status, and nothing is written: %#', async (body, status, message) => {
    const answer = await send(await linkOf(), body);
    expect([answer.status, ((await answer.json()) as { error: { message: string } }).error.message]).toEqual([
      status,
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
    expect(await appeals()).toEqual([]);
    expect(spooled()).toEqual([]);
  });

  it('is refused without a link, with one that was changed, and with one that has expired', async () => {
    const path = await linkOf();
    const [grant, signature] = /grant=(.*)&signature=(.*)$/.exec(path)!.slice(1) as [string, string];
    const other = Buffer.from(Buffer.from(grant, 'base64url').toString().replace('appeal', 'meeting')).toString(
      'base64url',
    );
    const paths = [
      '/imports',
      `/imports?grant=${grant}`,
      `/imports?grant=${other}&signature=${signature}`,
      `/imports?grant=${grant}&signature=00`,
    ];
    for (const each of paths) {
      const answer = await send(each, sound);
      expect([each, answer.status]).toEqual([each, 403]);
      expect(await answer.json()).toMatchObject({
        error: { code: 'UPLOAD_REFUSED', message: expect.stringMatching(/createImportUpload/) },
      });
    }
    now = new Date(now.getTime() + 16 * 60_000);
    const late = await send(path, sound);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('has expired')]);
    expect(await appeals()).toEqual([]);
  });

  it('that breaks off leaves nothing behind', async () => {
    const path = await linkOf();
    const { hostname, port } = new URL(gateway.url);
    const broken = request({
      hostname,
      port,
      path,
      method: 'POST',
      headers: { 'content-length': String(sound.length * 2) },
    });
    broken.on('error', () => undefined);
    broken.write(sound);
    while (spooled().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    broken.destroy();
    while (spooled().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await appeals()).toEqual([]);
    expect((await send(await linkOf(), sound)).status).toBe(200);
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('imports', () => {
  const listed =
    '{ imports(filter: { kind: { eq: "appeal" } }) { totalCount edges { node { id fileName importedBy } } } }';

  it('are listed, and every record tells the file and the row that it came from', async () => {
    await send(await linkOf(), sound);
    await send(await linkOf({ fileName: 'december.csv' }), sound.replaceAll('A-', 'D-'));
    const { imports } = await gateway.askData(`{ imports { totalCount edges { node {
      id kind fileName fileSha256 rowCount createdCount changedCount unchangedCount importedAt importedBy undoneAt undoneBy
    } } } }`);
    expect(imports).toMatchObject({ totalCount: 2, edges: [{ node: { fileName: 'december.csv' } }, {}] });
    const [, { node }] = imports.edges;
    expect(node).toMatchObject({
      kind: 'appeal',
      fileName: 'november.csv',
      rowCount: 2,
      createdCount: 2,
      undoneAt: null,
    });
    expect(node.fileSha256).toMatch(/^[0-9a-f]{64}$/);
    gateway.statements.length = 0;
    const { appeals: found, importedFile } = await gateway.askData(
      `query ($id: ID!) {
        appeals(filter: { region: "110000000" }, orderBy: { field: RECEIVED_ON }, first: 1) { edges { node { importRow importedFrom { id fileName } } } }
        importedFile(id: $id) { fileName }
      }`,
      { id: node.id },
    );
    expect(found.edges[0].node).toMatchObject({ importRow: 2, importedFrom: { fileName: expect.any(String) } });
    expect(importedFile).toEqual({ fileName: 'november.csv' });
    const undo = 'mutation ($id: ID!) { undoImport(id: $id) { removed } }';
    expect(await gateway.askData(undo, { id: node.id })).toEqual({ undoImport: { removed: 2 } });
  });

  it('are seen by who sees records of them, without the names of those who took them in', async () => {
    await send(await linkOf(), sound);
    await send(await linkOf({ fileName: 'elsewhere.csv' }), `${headings}\nK-1;Kokshetau;05.11.2025;Online;Ecology\n`);
    const { data } = await askGateway(confined.url, listed);
    expect(data.imports).toEqual({
      totalCount: 1,
      edges: [{ node: { id: expect.any(String), fileName: 'november.csv', importedBy: null } }],
    });
    expect((await gateway.askData(listed)).imports.totalCount).toBe(2);
  });

  it.each([
    ['{ imports(filter: { kind: { eq: "weather" } }) { totalCount } }', 'NOT_FOUND'],
    ['{ importedFile(id: "x") { id } }', 'INVALID_NODE_ID'],
  ])('%s is refused', async (query, code) => {
    expect((await gateway.ask(query)).errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe('createImportUpload', () => {
  it.each([
    [{ kind: 'weather' }, 'NOT_FOUND', /no kind of record "weather"/],
    [{ within: '11' }, 'INVALID_INPUT', /9 digits/],
    [{ fileName: ' ' }, 'INVALID_INPUT', /"fileName" has from 1 to 200 letters/],
  ])('refuses %j', async (input, code, message) => {
    const { data, errors } = await gateway.ask(create, { input: { kind: 'appeal', fileName: 'a.csv', ...input } });
    expect(data).toEqual({ createImportUpload: null });
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
  });

  it('is refused to who sees a part of the tree, as is undoImport', async () => {
    const input = '{ kind: "appeal", fileName: "a.csv" }';
    const asked = [
      `mutation { createImportUpload(input: ${input}) { path } }`,
      'mutation { undoImport(id: "x") { removed } }',
    ];
    for (const query of asked) {
      expect((await askGateway(confined.url, query)).errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED' } }]);
    }
  });
});
