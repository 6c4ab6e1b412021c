import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import {
  getImportKind,
  importFile,
  openTableFile,
  undoImport,
  writeTemplate,
  type ImportOptions,
  type ImportReport,
} from '@oblys/ingest';
import { erasePerson, ErasureList, MasterKeys, readIdentities, readTexts, writePersonalData } from '@oblys/persons';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { testMasterKeys } from '../support/master-keys.js';
import { makeRunFolder } from '../support/run-folder.js';
import { tablesHolding } from '../support/search-database.js';

const folder = makeRunFolder('imported-persons');
const list = new ErasureList(join(folder, 'erasures.jsonl'));
let testDatabase: TestDatabase;
let database: Database;
let fileCount = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => database.query('truncate appeal, legal_aid_case, import, person, person_key, erasure cascade'));

/** In every value of a person that these tests bring; the digits are those of the telephones. */
// The phone with what stands around it: five digits alone come about in ciphertext and identifiers.
const secrets = ['Құпия', '70155 1', '+770155'];

const headings =
  'Reference;Area;Received on;Channel;Topic;Full name;Phone;Postal address;Year of birth;Text of the appeal';

/** A row of the file with what is of the person, which is made of the number unless it is given. */
function rowOf(number: number, given: Partial<Record<'name' | 'phone' | 'address' | 'year' | 'text', string>> = {}) {
  const { name = `Құпиятегі-${number} Айгүл`, phone = `+7 70155 ${10_000 + number}` } = given;
  const { address = `Щучинск, Құпия көшесі ${number}`, year = '1980', text = `Құпия өтініш ${number}` } = given;
  return `A-${number};Burabay;05.11.2025;Online;Ecology;${name};${phone};${address};${year};${text}`;
}

function write(...rows: string[]): string {
  const path = join(folder, `${(fileCount += 1)}.csv`);
  writeFileSync(path, `${[headings, ...rows].join('\n')}\n`);
  return path;
}

async function take(path: string, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const file = await openTableFile(path);
  return importFile(database, {
    ...{ kind: getImportKind('appeal'), file, locale: 'EN', importedBy: 'Aigul' },
    ...{ openMasterKeys: () => Promise.resolve(testMasterKeys), mayWritePersons: true },
    ...options,
  });
}

const undo = (importId: string | null) => undoImport(database, { importId: importId!, undoneBy: 'Aigul' });

const counts = ({ new: created, changed, unchanged, conflicting, faults }: ImportReport) => ({
  new: created,
  changed,
  unchanged,
  conflicting,
  faults,
});
const nothing = { new: 0, changed: 0, unchanged: 0, conflicting: 0, faults: 0 };

interface Stored {
  id: string;
  personId: string | null;
  version: number;
}

const stored = async (number: number): Promise<Stored> => {
  const [found] = await database.query<Stored>(
    `select id, person_id as "personId", version from appeal where source_ref = $1`,
    [`A-${number}`],
  );
  return found!;
};

/** Who an appeal is about, and the words of it. */
async function open(number: number) {
  const { id, personId } = await stored(number);
  const [identity] = personId === null ? [null] : await readIdentities(database, testMasterKeys, [personId]);
  const [text] = await readTexts(database, testMasterKeys, [id]);
  return { identity, text };
}

const known = (number: number, more: object = {}) => ({
  fullName: `Құпиятегі-${number} Айгүл`,
  phone: `+7 70155 ${10_000 + number}`,
  address: `Щучинск, Құпия көшесі ${number}`,
  birthYear: 1980,
  ...more,
});

describe('a file with columns of persons', () => {
  it('brings each under a key of their own, and the same file twice changes nothing', async () => {
    const path = write(...Array.from({ length: 1_100 }, (_each, index) => rowOf(index)));
    expect(counts(await take(path, { isDryRun: true }))).toEqual({ ...nothing, new: 1_100 });
    expect(await database.query('select from person')).toEqual([]);
    const first = await take(path);
    expect(counts(first)).toEqual({ ...nothing, new: 1_100 });
    expect(await open(0)).toEqual({ identity: known(0), text: 'Құпия өтініш 0' });
    expect(await open(1_099)).toEqual({ identity: known(1_099), text: 'Құпия өтініш 1099' });
    const [keys] = await database.query('select count(distinct wrapped_key)::integer as count from person_key');
    expect(keys).toEqual({ count: 1_100 });
    const again = await take(path);
    expect(again).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 1_100,
      importId: null,
      earlierImportId: first.importId,
    });
    expect(JSON.stringify([first, again])).not.toMatch(/Құпия|70155/);
  });

  it('changes what differs and nothing else, and tells what without the values', async () => {
    await take(write(rowOf(1), rowOf(2), rowOf(3)));
    const before = await stored(2);
    const report = await take(
      write(rowOf(1), rowOf(2, { name: 'Құпия-жаңа Айгүл', text: 'Құпия басқа' }), rowOf(3, { phone: '-', year: '' })),
    );
    expect(counts(report)).toEqual({ ...nothing, changed: 1, unchanged: 2 });
    expect(report.firstChanges).toEqual([
      {
        ...{ row: 3, sourceRef: 'A-2', areaCode: '117000000', isConflicting: false },
        fields: [
          { property: 'fullName', from: null, to: null },
          { property: 'text', from: null, to: null },
        ],
      },
    ]);
    expect(await open(2)).toEqual({ identity: known(2, { fullName: 'Құпия-жаңа Айгүл' }), text: 'Құпия басқа' });
    expect(await open(3)).toEqual({ identity: known(3), text: 'Құпия өтініш 3' });
    expect(await stored(2)).toEqual({ ...before, version: before.version + 1 });
  });

  it('brings somebody to an appeal that had nobody, and leaves who it says nothing of as they are', async () => {
    const bare = join(folder, 'bare.csv');
    writeFileSync(
      bare,
      'Reference;Area;Received on;Channel;Topic\nA-1;Burabay;05.11.2025;Online;Ecology\nA-2;Burabay;05.11.2025;Online;Ecology\n',
    );
    await take(bare);
    const report = await take(write(rowOf(1), 'A-2;Burabay;05.11.2025;Online;Ecology;;;;;'));
    expect(counts(report)).toEqual({ ...nothing, changed: 1, unchanged: 1 });
    expect(await open(1)).toEqual({ identity: known(1), text: 'Құпия өтініш 1' });
    expect(await stored(2)).toMatchObject({ personId: null, version: 1 });
    expect(counts(await take(bare))).toEqual({ ...nothing, unchanged: 2 });
    await undo(report.importId);
    expect(await open(1)).toEqual({ identity: null, text: null });
    expect(await stored(1)).toMatchObject({ personId: null });
  });

  it('conflicts with what somebody else wrote of a person, and writes it over where it is told to', async () => {
    await take(write(rowOf(1), rowOf(2)));
    const { id } = await stored(1);
    const record = { table: 'appeal', id, regionCode: '110000000' } as const;
    const identity = known(1, { fullName: 'Құпия-түзетілген' });
    await database.transaction('READ COMMITTED', (sql) => writePersonalData(sql, testMasterKeys, record, { identity }));
    const path = write(rowOf(1), rowOf(2, { year: '1981' }));
    expect(await take(path)).toMatchObject({ conflicting: 1, changed: 1, importId: null });
    expect(await take(path, { isPartial: true })).toMatchObject({ conflicting: 1, changed: 1 });
    expect((await open(1)).identity).toEqual(identity);
    expect((await open(2)).identity).toEqual(known(2, { birthYear: 1981 }));
    expect(await take(path, { overwrites: true })).toMatchObject({ conflicting: 1, unchanged: 1 });
    expect((await open(1)).identity).toEqual(known(1));
  });

  it('tells by row and column what is wrong, and never what stood there', async () => {
    const path = write(
      rowOf(1, { year: '3000' }),
      rowOf(2, { phone: 'Құпия' }),
      rowOf(3, { name: '' }),
      rowOf(4, { name: 'Құпия'.repeat(50) }),
      rowOf(5, { year: '80' }),
      rowOf(6, { text: 'Құпия'.repeat(2_001) }),
      rowOf(7),
      rowOf(7, { name: 'Құпия-өзге' }),
    );
    const faultyRowsTo = join(folder, 'faulty.csv');
    const report = await take(path, { faultyRowsTo });
    expect(report).toMatchObject({ importId: null, faults: 7, faultyRows: 7 });
    const told = report.firstFaults.map(({ row, property, code, value }) => [row, property, code, value]);
    expect(told).toEqual([
      [2, 'birthYear', 'OUT_OF_RANGE', null],
      [3, 'phone', 'NOT_A_PHONE', null],
      [4, 'fullName', 'REQUIRED', null],
      [5, 'fullName', 'TOO_LONG', null],
      [6, 'birthYear', 'NOT_A_YEAR', null],
      [7, 'text', 'TOO_LONG', null],
      [9, 'sourceRef', 'DUPLICATE_IN_FILE', 'A-7'],
    ]);
    expect(JSON.stringify(report)).not.toMatch(/Құпия|70155/);
    // Made of the file itself, for who sent it.
    const faulty = readFileSync(faultyRowsTo, 'utf8');
    expect(faulty.split('\n')[1]).toMatch(/^.?It does not lie between 1900 and \d{4}\.;A-1;.*Құпиятегі-1 /);
    expect(await take(path, { isPartial: true })).toMatchObject({ new: 1 });
    expect((await open(7)).identity).toEqual(known(7));
  });

  it('is refused where two rows say otherwise of one person', async () => {
    await take(write(rowOf(1), rowOf(2)));
    const { personId } = await stored(1);
    await database.query(`update appeal set person_id = $1, import_version = version + 1 where source_ref = 'A-2'`, [
      personId,
    ]);
    await database.query(`delete from appeal_text where appeal_id = (select id from appeal where source_ref = 'A-2')`);
    const both = { name: 'Құпия-жаңа', phone: '+7 70155 00000', address: '', year: '', text: '' };
    const report = await take(write(rowOf(1, both), rowOf(2, { ...both, name: 'Құпия-өзге' })));
    expect(report).toMatchObject({ faults: 1, importId: null });
    expect(report.firstFaults).toEqual([
      { row: 3, property: 'fullName', code: 'OTHERWISE_IN_FILE', value: null, params: { row: 2 } },
    ]);
    const agreed = await take(write(rowOf(1, { ...both, phone: '' }), rowOf(2, both)));
    expect(counts(agreed)).toEqual({ ...nothing, changed: 2 });
    expect((await open(2)).identity).toEqual(known(1, { fullName: 'Құпия-жаңа', phone: '+7 70155 00000' }));
    await undo(agreed.importId);
    expect((await open(1)).identity).toEqual(known(1));
  });

  it('is refused without the right to write of persons, by the names of the columns', async () => {
    const refused = take(write(rowOf(1)), { mayWritePersons: false });
    await expect(refused).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: expect.stringContaining('"Full name", "Phone", "Postal address", "Year of birth", "Text of the appeal"'),
    });
    expect(await database.query('select from appeal')).toEqual([]);
  });

  it.each([undefined, () => Promise.resolve(null)])('is refused without a master key', async (openMasterKeys) => {
    await expect(take(write(rowOf(1)), { openMasterKeys })).rejects.toMatchObject({ code: 'MASTER_KEY' });
    expect(await database.query('select from appeal')).toEqual([]);
  });

  it('is refused where a person that is there was sealed by another master key', async () => {
    await take(write(rowOf(1)));
    const other = () => Promise.resolve(MasterKeys.random());
    await expect(take(write(rowOf(1)), { openMasterKeys: other })).rejects.toThrow('which is not at hand');
  });

  it('without headings tells none of its values in the place of them', async () => {
    const path = join(folder, 'no-headings.csv');
    writeFileSync(path, `${rowOf(1)}\n${rowOf(2)}\n`);
    const refused = await take(path).catch((error: unknown) => error as Error & { details: unknown });
    expect((refused as Error).message).toMatch(/"column 6" is unknown/);
    expect(JSON.stringify([(refused as Error).message, (refused as { details: unknown }).details])).not.toMatch(
      /Құпия/,
    );
    writeFileSync(path, 'Құпия;Құпия\n1;2\n');
    await expect(take(path)).rejects.toThrow('Columns 1 and 2 have the same heading.');
  });

  it('is what a template is for, in three languages', async () => {
    for (const [locale, told] of [
      ['KK', 'Аты-жөні;Телефоны;Пошталық мекенжайы;Туған жылы;Өтініш мәтіні'],
      ['RU', 'ФИО;Телефон;Почтовый адрес;Год рождения;Текст обращения'],
      ['EN', 'Full name;Phone;Postal address;Year of birth;Text of the appeal'],
    ] as const) {
      const path = join(folder, `template-${locale}.csv`);
      await writeTemplate(database, { kind: getImportKind('appeal'), locale, path });
      const [first] = readFileSync(path, 'utf8').split(/\r?\n/);
      expect(first!.endsWith(told)).toBe(true);
      writeFileSync(
        path,
        `${first}\nA-1;117000000;05.11.2025;ONLINE;ecology;;;;${rowOf(1).split(';').slice(5).join(';')}\n`,
      );
      expect(counts(await take(path))).toEqual({ ...nothing, [locale === 'KK' ? 'new' : 'unchanged']: 1 });
    }
    const xlsx = join(folder, 'template.xlsx');
    await writeTemplate(database, { kind: getImportKind('appeal'), locale: 'KK', path: xlsx });
    expect((await openTableFile(xlsx)).headings.slice(-5)).toContain('Өтініш мәтіні');
  });

  it('may be one of legal aid', async () => {
    const path = join(folder, 'aid.csv');
    writeFileSync(
      path,
      'Reference;Area;Received on;Subject;ФИО;Г.р.\nL-1;Burabay;05.11.2025;Мұра;Құпиятегі Айгүл;1975 г.\n',
    );
    const kind = getImportKind('legal-aid-case');
    const { importId } = await take(path, { kind });
    expect(counts(await take(path, { kind }))).toEqual({ ...nothing, unchanged: 1 });
    const [aid] = await database.query<{ id: string }>('select person_id as id from legal_aid_case');
    expect(await readIdentities(database, testMasterKeys, [aid!.id])).toEqual([
      { fullName: 'Құпиятегі Айгүл', phone: null, address: null, birthYear: 1975 },
    ]);
    await undo(importId);
    expect(await readIdentities(database, testMasterKeys, [aid!.id])).toEqual([null]);
  });
});

describe('the undo of an import of persons', () => {
  it('restores who they were, import by import, and erases whom it brought', async () => {
    const first = await take(write(rowOf(1), rowOf(2)));
    const persons = [(await stored(1)).personId!, (await stored(2)).personId!];
    const second = await take(write(rowOf(1, { name: 'Құпия-жаңа', text: 'Құпия басқа' }), rowOf(2), rowOf(3)));
    expect(counts(second)).toEqual({ ...nothing, new: 1, changed: 1, unchanged: 1 });
    const third = (await stored(3)).personId!;
    expect(await undo(second.importId)).toMatchObject({ removed: 1, restored: 1 });
    expect(await open(1)).toEqual({ identity: known(1), text: 'Құпия өтініш 1' });
    expect(await readIdentities(database, testMasterKeys, [third])).toEqual([null]);
    expect(counts(await take(write(rowOf(1), rowOf(2))))).toEqual({ ...nothing, unchanged: 2 });
    expect(await undo(first.importId)).toMatchObject({ removed: 2, restored: 0 });
    expect(await readIdentities(database, testMasterKeys, persons)).toEqual([null, null]);
    const [erased] = await database.query('select count(*)::integer as count, min(erased_by) as by from erasure');
    expect(erased).toEqual({ count: 3, by: expect.stringMatching(/^Aigul \(undo of import \d+\.csv\)$/) });
  });

  it.each([
    ['who it is about', { identity: known(1, { fullName: 'Құпия-түзетілген' }) }],
    ['what they wrote', { text: 'Құпия түзетілген' }],
  ])('is refused where somebody wrote %s since', async (_what, data) => {
    const { importId } = await take(write(rowOf(1)));
    const { id } = await stored(1);
    const record = { table: 'appeal', id, regionCode: '110000000' } as const;
    await database.transaction('READ COMMITTED', (sql) => writePersonalData(sql, testMasterKeys, record, data));
    await expect(undo(importId)).rejects.toThrow('who 1 of its records is about was written since (A-1)');
    expect((await open(1)).identity).toMatchObject({ birthYear: 1980 });
  });

  it('restores nothing of who was erased, and no import brings them back', async () => {
    await take(write(rowOf(1)));
    const second = await take(write(rowOf(1, { name: 'Құпия-жаңа', text: 'Құпия басқа' })));
    const { personId } = await stored(1);
    await erasePerson(database, list, { personId: personId!, erasedBy: 'Aigul', reason: 'Asked for it' });
    const erased = { identity: null, text: null };
    expect(await open(1)).toEqual(erased);
    expect(counts(await take(write(rowOf(1))))).toEqual({ ...nothing, unchanged: 1 });
    expect(counts(await take(write(rowOf(1)), { overwrites: true }))).toEqual({ ...nothing, unchanged: 1 });
    expect(await undo(second.importId)).toMatchObject({ restored: 1 });
    expect(await open(1)).toEqual(erased);
    const [left] = await database.query('select sealed_identity from person where id = $1', [personId]);
    expect(left).toEqual({ sealed_identity: null });
  });
});

describe('what was imported of persons', () => {
  const dump = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
  const { postgresMajor } = globalThis as { postgresMajor?: number };
  const canDump = dump.status === 0 && Number(/ (\d+)/.exec(dump.stdout)?.[1]) >= postgresMajor!;
  const itDumps = canDump ? it : it.skip;

  /** New, changed, refused, overwritten, undone and erased. */
  async function bringAll(): Promise<void> {
    await take(write(rowOf(1), rowOf(2), rowOf(3)));
    await take(write(rowOf(1, { name: 'Құпия-жаңа' }), rowOf(2, { text: 'Құпия басқа' }), rowOf(4)));
    await take(write(rowOf(5, { phone: 'Құпия' })), { faultyRowsTo: join(folder, 'of-all.csv') });
    const last = await take(write(rowOf(3, { address: 'Құпия қаласы' }), rowOf(6)));
    await undo(last.importId);
    const { personId } = await stored(4);
    await erasePerson(database, list, { personId: personId!, erasedBy: 'Aigul', reason: 'Asked for it' });
  }

  it('is nowhere in the database in words', async () => {
    await bringAll();
    expect(await tablesHolding(database, secrets)).toEqual([]);
    // What is looked for would be found.
    await database.query(`insert into appeal_text (appeal_id, region_code, sealed_text)
      select id, region_code, convert_to('Құпия', 'UTF8') from appeal where source_ref = 'A-1'
          on conflict (appeal_id, region_code) do update set sealed_text = excluded.sealed_text`);
    expect(await tablesHolding(database, secrets)).toEqual(['appeal_text']);
  });

  itDumps(
    `is nowhere in a dump${canDump ? '' : ' (skipped: no pg_dump of this PostgreSQL or a newer one)'}`,
    async () => {
      await bringAll();
      const { status, stdout } = spawnSync('pg_dump', ['--dbname', testDatabase.url], {
        encoding: 'utf8',
        maxBuffer: 1024 ** 3,
      });
      expect(status).toBe(0);
      expect(stdout).toContain('COPY public.person ');
      const words = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('hex')]);
      expect(words.filter((word) => stdout.includes(word))).toEqual([]);
    },
  );
});
