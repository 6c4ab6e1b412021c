import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@oblys/access';
import { startGateway, type Gateway } from '@oblys/gateway';
import { listWaitingFiles, settleFile, takeWaitingFile } from '@oblys/ingest';
import { ErasureList, readIdentities } from '@oblys/persons';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../support/cli.js';
import {
  askGateway,
  createRecordingLogger,
  startTestGateway,
  type LogEntry,
  type TestGateway,
} from '../support/index.js';
import { testMasterKeys } from '../support/master-keys.js';
import { makeRunFolder } from '../support/run-folder.js';
import { tablesHolding } from '../support/search-database.js';

const folder = makeRunFolder('imports-of-persons');
// The phone with what stands around it: five digits alone come about in ciphertext and identifiers.
const secrets = ['Құпия', '70155 1', '+770155'];
let gateway: TestGateway;
const started: Gateway[] = [];
const logs: LogEntry[][] = [];

beforeAll(async () => {
  gateway = await startTestGateway();
});

beforeEach(() =>
  gateway.database.query('truncate appeal, legal_aid_case, import, import_change, person, person_key, erasure cascade'),
);

afterAll(async () => {
  await Promise.all(started.map(({ stop }) => stop()));
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

const headings = 'Reference;Area;Received on;Channel;Topic;ФИО;Телефон;Туған жылы;Текст обращения';
const rowOf = (number: number, year: number | string = 1980) =>
  `A-${number};Burabay;05.11.2025;Online;Ecology;Құпиятегі-${number} Айгүл;+7 70155 ${10_000 + number};${year};Құпия ${number}`;
const fileOf = (...rows: string[]) => `${[headings, ...rows].join('\n')}\n`;
const thousand = fileOf(...Array.from({ length: 1_000 }, (_each, index) => rowOf(index)));

const namesOf = async (count: number) => {
  const rows = await gateway.database.query<{ id: string }>(
    'select person_id as id from appeal order by import_row limit $1',
    [count],
  );
  const identities = await readIdentities(
    gateway.database,
    testMasterKeys,
    rows.map(({ id }) => id),
  );
  return identities.map((identity) => identity?.fullName);
};

const countOf = async (table: string) => (await gateway.database.query(`select from ${table}`)).length;

describe('oblys import of a file with persons', () => {
  const oblys = async (args: string[], env: Record<string, string> = {}) => {
    const keys = { OBLYS_MASTER_KEYS: Buffer.alloc(32, 'oblys').toString('base64') };
    const told = await runCli(args, {
      ...{ DATABASE_URL: gateway.database.url, OBLYS_DATA_DIR: folder, ...keys, ...env },
    });
    expect(told.stdout + told.stderr).not.toMatch(/Құпия|70155/);
    return told;
  };
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('takes a thousand of them, changes one, and takes it back', async () => {
    const path = write('thousand.csv', thousand);
    const dry = await oblys(['import', 'appeal', path, '--dry-run', '--json']);
    expect(JSON.parse(dry.stdout)).toMatchObject({ new: 1_000, importId: null, isDryRun: true });
    expect(await countOf('person')).toBe(0);
    expect(await oblys(['import', 'appeal', path])).toMatchObject({ code: 0, stderr: '' });
    expect(await namesOf(2)).toEqual(['Құпиятегі-0 Айгүл', 'Құпиятегі-1 Айгүл']);
    const changed = await oblys(['import', 'appeal', write('changed.csv', thousand.replace('1980', '1981'))]);
    expect(changed.stdout).toMatch(/changed +1\n/);
    expect(changed.stdout).toMatch(/2 +A-0 +Year of birth +not shown +not shown/);
    const [, id] = /^Import (\S+)\./m.exec(changed.stdout)!;
    expect(await oblys(['undo-import', id!])).toMatchObject({ code: 0 });
    expect((await oblys(['import', 'appeal', path])).stdout).toMatch(/Everything is there already/);
    const [first] = await gateway.database.query<{ id: string }>('select id from import where undone_at is null');
    expect(await oblys(['undo-import', first!.id])).toMatchObject({ code: 0 });
    expect(await countOf('appeal')).toBe(0);
    expect(await new ErasureList(join(folder, 'erasures.jsonl')).read()).toHaveLength(1_000);
    expect(await tablesHolding(gateway.database, secrets)).toEqual([]);
  });

  it('tells what is at fault without the values', async () => {
    const told = await oblys(['import', 'appeal', write('faulty.csv', fileOf(rowOf(1, 3000))), '--locale', 'ru']);
    expect(told.code).toBe(1);
    expect(told.stdout).toMatch(/2 +Год рождения +- +Допустимо от 1900 до \d{4}\./);
  });

  it('is refused in production without a master key, and makes none', async () => {
    const path = write('no-key.csv', fileOf(rowOf(1)));
    const told = await oblys(['import', 'appeal', path], { OBLYS_MASTER_KEYS: '', NODE_ENV: 'production' });
    expect(told).toMatchObject({ code: 1, stderr: expect.stringMatching(/there is no master key to seal them by/) });
    expect(await countOf('appeal')).toBe(0);
  });
});

describe('an upload of a file with persons', () => {
  const gatewayOf = async (role: Viewer['role'], masterKeys = testMasterKeys as typeof testMasterKeys | null) => {
    const { logger, log } = createRecordingLogger();
    const viewer: Viewer = { name: 'somebody', role, scope: 'WHOLE_TREE' };
    const own = await startGateway({
      ...{ database: gateway.database, port: 0, logger, viewer, masterKeys },
      erasures: new ErasureList(join(folder, `${role}.jsonl`)),
    });
    started.push(own);
    logs.push(log);
    return own;
  };
  const create = `mutation ($input: ImportUploadInput!) { createImportUpload(input: $input) { path } }`;
  const linkOf = (own: Gateway, input: object = {}) =>
    askGateway(own.url, create, { input: { kind: 'appeal', fileName: 'november.csv', locale: 'EN', ...input } });
  const send = async (own: Gateway, body: string, input: object = {}) => {
    const { data } = await linkOf(own, input);
    const answer = await fetch(own.url + data.createImportUpload.path, { method: 'POST', body });
    const text = await answer.text();
    expect(text).not.toMatch(/Құпия|70155/);
    return { status: answer.status, report: JSON.parse(text) };
  };

  it.each<Viewer['role']>(['CASEWORKER', 'ADMINISTRATOR'])('is taken from a %s, and taken back', async (role) => {
    const own = await gatewayOf(role);
    expect(await send(own, thousand, { dryRun: true })).toMatchObject({ status: 200, report: { new: 1_000 } });
    const { status, report } = await send(own, thousand);
    expect([status, report.new]).toEqual([200, 1_000]);
    expect(await namesOf(1)).toEqual(['Құпиятегі-0 Айгүл']);
    expect((await send(own, thousand)).report).toMatchObject({ unchanged: 1_000, importId: null });
    const changed = await send(own, thousand.replace('1980', '1981'));
    expect(changed.report.firstChanges).toMatchObject([{ fields: [{ property: 'birthYear', from: null, to: null }] }]);
    const undo = 'mutation ($id: ID!) { undoImport(id: $id) { removed restored } }';
    for (const id of [changed.report.importId, report.importId]) {
      expect((await askGateway(own.url, undo, { id })).errors).toBeUndefined();
    }
    expect(await new ErasureList(join(folder, `${role}.jsonl`)).read()).toHaveLength(1_000);
    expect(await tablesHolding(gateway.database, secrets)).toEqual([]);
  });

  it.each<Viewer['role']>(['DISTRICT_EDITOR', 'REGIONAL_ANALYST'])(
    'is refused to a %s by its columns',
    async (role) => {
      const own = await gatewayOf(role);
      expect(await send(own, thousand)).toMatchObject({
        status: 403,
        report: {
          error: { code: 'NOT_ALLOWED', message: expect.stringMatching(/"Full name", "Phone", "Year of birth"/) },
        },
      });
      expect(await countOf('appeal')).toBe(0);
      expect(
        await send(own, `${headings.split(';').slice(0, 5).join(';')}\n${rowOf(1).split(';').slice(0, 5).join(';')}\n`),
      ).toMatchObject({ status: 200, report: { new: 1 } });
    },
  );

  it('is refused to a viewer, who brings no files at all', async () => {
    const { errors } = await linkOf(await gatewayOf('VIEWER'));
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('of a caseworker is one of cases, and nothing else', async () => {
    const { errors } = await linkOf(await gatewayOf('CASEWORKER'), { kind: 'meeting' });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED' } }]);
  });

  it('is refused by a gateway without a master key', async () => {
    const own = await gatewayOf('ADMINISTRATOR', null);
    expect(await send(own, fileOf(rowOf(1)))).toMatchObject({ status: 409, report: { error: { code: 'MASTER_KEY' } } });
  });

  it('tells what is at fault by row and column', async () => {
    const own = await gatewayOf('CASEWORKER');
    const { status, report } = await send(own, fileOf(rowOf(1, 3000)), { locale: 'KK' });
    expect(status).toBe(422);
    expect(report.firstFaults).toMatchObject([{ row: 2, heading: 'Туған жылы', value: null, code: 'OUT_OF_RANGE' }]);
  });

  it('leaves nothing of it in a log', () => {
    expect(JSON.stringify([logs, gateway.log])).not.toMatch(/Құпия|70155/);
  });
});

describe('the folder of imports with a file of persons', () => {
  const take = async (name: string, text: string, access: object) => {
    const ofKind = join(folder, 'imports', 'appeal');
    mkdirSync(ofKind, { recursive: true });
    writeFileSync(join(ofKind, name), text);
    const anHourAgo = Date.now() / 1_000 - 3_600;
    utimesSync(join(ofKind, name), anHourAgo, anHourAgo);
    const [waiting] = await listWaitingFiles(join(folder, 'imports'));
    const options = { importedBy: 'test', locale: 'RU', mayWritePersons: true, ...access } as const;
    const settled = await takeWaitingFile(gateway.database, waiting!, options);
    await settleFile(waiting!, settled);
    return settled;
  };
  const openMasterKeys = () => Promise.resolve(testMasterKeys);

  it('takes them in, and keeps no word of them', async () => {
    expect(await take('november.csv', thousand, { openMasterKeys })).toMatchObject({ isRefused: false, new: 1_000 });
    expect(await namesOf(1)).toEqual(['Құпиятегі-0 Айгүл']);
    expect(await tablesHolding(gateway.database, secrets)).toEqual([]);
  });

  it('tells what is at fault without the values, and refuses what cannot be sealed', async () => {
    const faulty = await take('faulty.csv', fileOf(rowOf(1, 3000)), { openMasterKeys });
    expect(faulty).toMatchObject({ isRefused: true, reason: 'faults: 1, in rows: 1; conflicting rows: 0' });
    const rows = readFileSync(join(folder, 'imports', 'appeal', 'refused', 'faulty.csv.faults.csv'), 'utf8');
    expect(rows).toMatch(/Допустимо от 1900 до \d{4}\.;A-1;/);
    const unsealed = await take('no-key.csv', fileOf(rowOf(1)), {});
    expect(unsealed).toMatchObject({ isRefused: true, reason: expect.stringMatching(/главного ключа/) });
    const bare = await take('no-headings.csv', `${rowOf(1)}\n${rowOf(2)}\n`, { openMasterKeys });
    expect(bare).toMatchObject({ isRefused: true });
    expect(JSON.stringify([faulty, unsealed, bare])).not.toMatch(/Құпия|70155/);
    expect(await countOf('appeal')).toBe(0);
  });
});
