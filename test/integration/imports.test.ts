import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import {
  getImportKind,
  importFile,
  importKinds,
  listImports,
  openTableFile,
  undoImport,
  type ImportOptions,
  type ImportReport,
} from '@oblys/ingest';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { demoTemplate, referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';
import { writeRecordsFile } from '../support/table-files.js';

const folder = makeRunFolder('imports');
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

/** A file of its own for each call. */
function write(text: string, name = `${(fileCount += 1)}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function take(
  kind: string,
  path: string,
  options: Partial<ImportOptions> = {},
  into = database,
): Promise<ImportReport> {
  const file = await openTableFile(path);
  return importFile(into, { kind: getImportKind(kind), file, locale: 'EN', importedBy: 'Aigul', ...options });
}

const counts = ({ new: created, changed, unchanged, conflicting, faults }: ImportReport) => ({
  new: created,
  changed,
  unchanged,
  conflicting,
  faults,
});

const appeals = () =>
  database.query<{ source_ref: string }>(
    `select source_ref, area_code, region_code, branch_code, channel, topic_code, outcome, closed_on, received_on, import_id, import_row, import_version, version
       from appeal order by source_ref`,
  );

const headings = 'Reference;Area;Received on;Channel;Topic;Outcome;Closed on';
const three = `${headings}
A-1;Burabay District;05.11.2025;Online;Ecology;;
A-2;111000000;06.11.2025;Online;Education;Explained;10.11.2025
A-3;Бурабай ауданы;2025-11-07;Выездной прием;Экология;;
`;

describe('an import', () => {
  beforeEach(async () => {
    await database.query('truncate appeal, meeting, import, import_change cascade');
  });

  it('tells in a dry run what it would do, and which figures would be others, and writes nothing', async () => {
    const report = await take('appeal', write(three), { isDryRun: true });
    expect(counts(report)).toEqual({ new: 3, changed: 0, unchanged: 0, conflicting: 0, faults: 0 });
    expect(report).toMatchObject({ isDryRun: true, importId: null, rows: 3, figuresLeftOut: 0 });
    const ofBurabay = report.figures.filter(({ areaCode }) => areaCode === '117000000');
    expect(ofBurabay).toContainEqual({
      ...{ measure: 'appeal.received', areaCode: '117000000', from: '2025-01-01', to: '2025-12-31' },
      ...{ before: null, after: 2 },
    });
    expect(report.figures).toContainEqual(expect.objectContaining({ areaCode: '110000000', after: 3 }));
    expect(await appeals()).toEqual([]);
    expect(await database.query('select from mark')).toEqual([]);
    expect((await listImports(database, { limit: 10 })).total).toBe(0);
  });

  it('brings records with file and row on them, once however often the file comes', async () => {
    const path = write(three);
    const first = await take('appeal', path);
    expect(await appeals()).toMatchObject([
      {
        source_ref: 'A-1',
        branch_code: '117000000',
        topic_code: 'ecology',
        import_row: 2,
        import_version: 1,
        version: 1,
      },
      { source_ref: 'A-2', branch_code: '111000000', outcome: 'EXPLAINED', closed_on: '2025-11-10', import_row: 3 },
      { source_ref: 'A-3', channel: 'MOBILE', received_on: '2025-11-07', import_row: 4, import_id: first.importId },
    ]);
    const before = await appeals();
    const again = await take('appeal', path);
    expect(counts(again)).toEqual({ new: 0, changed: 0, unchanged: 3, conflicting: 0, faults: 0 });
    expect(again).toMatchObject({ importId: null, earlierImportId: first.importId });
    expect(await appeals()).toEqual(before);
    expect((await listImports(database, { limit: 10 })).imports).toMatchObject([
      { id: first.importId, kind: 'appeal', rowCount: 3, createdCount: 3, importedBy: 'Aigul', undoneAt: null },
    ]);
  });

  it('is taken once where two take the same file at once', async () => {
    const path = write(three);
    const reports = await Promise.all([take('appeal', path), take('appeal', path), take('appeal', path)]);
    expect(reports.map(({ new: created }) => created).sort()).toEqual([0, 0, 3]);
    expect(await appeals()).toHaveLength(3);
  });

  it('changes what differs, field by field, and only of the columns that the file has', async () => {
    await take('appeal', write(three));
    const report = await take(
      'appeal',
      write('Reference;Area;Received on;Channel;Topic\nA-2;Кокшетау;06.11.2025;Online;Roads\n'),
    );
    expect(report.firstChanges).toEqual([
      {
        ...{ row: 2, sourceRef: 'A-2', areaCode: '111000000', isConflicting: false },
        fields: [{ property: 'topicCode', from: 'education', to: 'roads' }],
      },
    ]);
    expect(await appeals()).toMatchObject([
      {},
      { topic_code: 'roads', outcome: 'EXPLAINED', version: 2, import_version: 2 },
      {},
    ]);
    const [change] = await database.query(
      'select changed_by, old_values, new_values from record_change order by audit_event_id desc limit 1',
    );
    expect(change).toMatchObject({
      changed_by: expect.stringMatching(/^Aigul \(import \d+\.csv\)$/),
      old_values: { topic_code: 'education' },
      new_values: { topic_code: 'roads' },
    });
  });

  it('writes over what somebody changed since only where it is told to', async () => {
    await take('appeal', write(three));
    await database.query(`update appeal set topic_code = 'roads' where source_ref = 'A-1'`);
    const path = write(
      `${headings}\nA-1;Burabay;05.11.2025;Online;Healthcare;;\nA-9;Burabay;05.11.2025;Online;Ecology;;\n`,
    );
    const refused = await take('appeal', path);
    expect(refused).toMatchObject({ new: 1, conflicting: 1, importId: null });
    expect(refused.firstChanges).toMatchObject([
      { isConflicting: true, fields: [{ from: 'roads', to: 'healthcare' }] },
    ]);
    expect(await appeals()).toMatchObject([{ topic_code: 'roads' }, {}, {}]);
    expect(await take('appeal', path, { isPartial: true })).toMatchObject({ importId: expect.any(String) });
    expect(await appeals()).toMatchObject([{ topic_code: 'roads' }, {}, {}, { source_ref: 'A-9' }]);
    const over = await take('appeal', path, { overwrites: true });
    expect(over).toMatchObject({ new: 0, unchanged: 1, conflicting: 1 });
    expect(await appeals()).toMatchObject([{ topic_code: 'healthcare', version: 3, import_version: 3 }, {}, {}, {}]);
  });

  it('tells everything that is wrong with every row, keeps all out, and writes those rows to be corrected', async () => {
    await seedRecord(database, 'meeting', { area_code: '551000000', source_ref: 'R-1', kind_code: 'mobile-reception' });
    const path = write(`Reference;Area;Received on;Channel;Topic;Outcome;Closed on;Mobile reception
A-1;Burabay;05.11.2025;Mobile reception;Ecology;;;R-1
A-2;Atlantis;31.02.2025;Pigeon;Ecology;Explained;;R-0
;Burabay;2/3/2025;Online;=1+1;;;
A-4;Kosshy;05.11.2019;Online;Ecology;Explained;04.11.2019;
A-1;Burabay;05.11.2025;Online;Ecology;;;
A-6;Burabay;05.11.2025;Online;Ecology;;;;surplus
A-7;Burabay;05.11.2025;Online;Ecology;;;
`);
    const bad = join(folder, 'faulty.csv');
    const report = await take('appeal', path, { faultyRowsTo: bad, locale: 'RU' });
    expect(report.firstFaults.map(({ row, property, code }) => `${row} ${property} ${code}`)).toEqual([
      '2 receptionId OTHER_REGION',
      '3 areaCode UNKNOWN_AREA',
      '3 receivedOn NO_SUCH_DAY',
      '3 channel UNKNOWN_TERM',
      '3 outcome TOGETHER',
      '4 sourceRef REQUIRED',
      '4 receivedOn AMBIGUOUS_DATE',
      '4 topicCode UNKNOWN_TERM',
      '5 closedOn ORDERED',
      '6 sourceRef DUPLICATE_IN_FILE',
      '7 null SURPLUS',
    ]);
    expect(report).toMatchObject({ rows: 7, new: 1, faults: 11, faultyRows: 6, importId: null });
    expect(await appeals()).toEqual([]);
    const text = readFileSync(bad, 'utf8');
    expect(text).toMatch(/^\ufeffОшибки;Reference;Area;/);
    expect(text).toMatch(/\r\nЗапись \(Встречи\) с таким номером относится к другой области\.;A-1;/);
    expect(text).toContain(`;'=1+1;`);
    expect(text.trim().split('\r\n')).toHaveLength(7);
    const corrected = text
      .split('\r\n')
      .filter((line) => /^\ufeffОшибки|;A-6;/.test(line))
      .join('\r\n');
    const taken = await take('appeal', write(corrected), { importedBy: 'Aigul' });
    expect(taken).toMatchObject({ new: 1, faults: 0, ignoredHeadings: [] });
  });

  it('tests a rule between a value of the file and one that is there already', async () => {
    await take('appeal', write(three));
    const report = await take(
      'appeal',
      write('Reference;Area;Received on;Channel;Topic\nA-2;Kokshetau;11.11.2025;Online;Roads\n'),
    );
    expect(report.firstFaults).toMatchObject([{ row: 2, property: 'receivedOn', code: 'ORDERED' }]);
    expect(report).toMatchObject({ importId: null, changed: 0 });
  });

  it.each([
    ['Reference;Area;Received on;Channel\nA;B;C;D\n', /"Topic" is missing/],
    [`${headings};Chanel\n`, /"Chanel" is unknown; did you mean "Channel"\?/],
    [`${headings};Тақырыбы\n`, /"Тақырыбы" and "Topic" are one column twice/],
    ['Name;Registered on;Area;Reference;Members\n', /looks like one of Primary organisations \(primary-organization\)/],
  ])('refuses headings of another kind: %j', async (text, words) => {
    await expect(take('appeal', write(text))).rejects.toThrow(words);
  });

  it('of a file with headings alone brings nothing', async () => {
    expect(await take('appeal', write(`${headings}\n`))).toMatchObject({ rows: 0, new: 0, faults: 0, importId: null });
  });

  it('passes over columns that nobody knows where it is told to', async () => {
    const path = write(
      '№;Reference;Area;Received on;Channel;Topic;Weather\n1;A-1;Burabay;05.11.2025;Online;Ecology;sunny\n',
    );
    await expect(take('appeal', path)).rejects.toThrow(/"Weather" is unknown/);
    expect(await take('appeal', path, { skipsUnknown: true })).toMatchObject({
      new: 1,
      ignoredHeadings: ['№', 'Weather'],
    });
  });
});

describe('the undo of an import', () => {
  beforeEach(async () => {
    await database.query('truncate appeal, meeting, import, import_change cascade');
  });

  const undo = (importId: string | null) => undoImport(database, { importId: importId!, undoneBy: 'Aigul' });
  const values = async () => (await appeals()).map((row) => ({ ...row, version: null, import_version: null }));

  it('restores what was there before, import by import', async () => {
    const first = await take('appeal', write(three));
    const before = await values();
    const second = await take(
      'appeal',
      write(three.replace('Education;Explained;10.11.2025', 'Roads;;').replace('A-3', 'A-4')),
    );
    expect(second).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
    expect(await undo(second.importId)).toMatchObject({ removed: 1, restored: 1 });
    expect(await values()).toEqual(before);
    expect(await undo(first.importId)).toMatchObject({ removed: 3, restored: 0 });
    expect(await appeals()).toEqual([]);
    await expect(undo(first.importId)).rejects.toThrow(/was undone already/);
    expect((await listImports(database, { limit: 10 })).imports).toMatchObject([
      { undoneBy: 'Aigul' },
      { undoneBy: 'Aigul' },
    ]);
    expect(await take('appeal', write(three))).toMatchObject({ new: 3, earlierImportId: null });
  });

  it('is refused where later changes stand on it, and changes nothing', async () => {
    const first = await take('appeal', write(three));
    const second = await take('appeal', write(three.replace('Ecology', 'Roads')));
    await expect(undo(first.importId)).rejects.toThrow(/1 of its records was changed or deleted since \(A-1\)/);
    await database.query(`update appeal set closed_on = '2025-12-01', outcome = 'POSITIVE' where source_ref = 'A-1'`);
    const before = await appeals();
    await expect(undo(second.importId)).rejects.toThrow(/cannot be undone, and nothing was changed: 1 of its records/);
    expect(await appeals()).toEqual(before);
  });

  it('is refused where other records name what it created', async () => {
    const receptions = write('Reference;Area;Held on;Kind\nR-1;Burabay;01.11.2025;Mobile Reception\n');
    const { importId } = await take('meeting', receptions);
    await take(
      'appeal',
      write(`${headings};Mobile reception\nA-1;Burabay;05.11.2025;Mobile reception;Ecology;;;R-1\n`),
    );
    await expect(undo(importId)).rejects.toThrow(/1 of appeal name records that it created/);
    await database.query('delete from appeal');
    await database.query(
      `insert into heard_report (region_code, meeting_id, speaker, speaker_name) select region_code, id, 'AKIM', 'X' from meeting`,
    );
    await expect(undo(importId)).rejects.toThrow(/1 of heard-report name records/);
  });

  it('takes the words of appeals with them, which name nothing', async () => {
    const { importId } = await take('appeal', write(three));
    await database.query(`insert into appeal_text (appeal_id, region_code) select id, region_code from appeal`);
    expect(await undo(importId)).toMatchObject({ removed: 3 });
    expect(await database.query('select from appeal_text')).toEqual([]);
  });

  it.each(['x', '01900000-0000-7000-8000-000000000000'])('knows no import %s', async (id) => {
    await expect(undo(id)).rejects.toThrow(/no import .*: oblys imports lists them/);
  });
});

describe('files of every kind', () => {
  let demo: TestDatabase;
  let source: Database;

  beforeAll(async () => {
    demo = await createTestDatabase({ template: await demoTemplate() });
    source = await openDatabase({ url: demo.url });
    await database.query('truncate import, import_change, appeal, meeting cascade');
  });

  afterAll(async () => {
    await source?.close();
    await demo?.drop();
  });

  it.each(importKinds.map((kind, index) => [kind.code, kind, index] as const))(
    '%s comes back as it was written',
    async (code, kind, index) => {
      const locale = (['KK', 'RU', 'EN'] as const)[index % 3]!;
      const path = join(folder, `${code}.${index % 2 === 0 ? 'xlsx' : 'csv'}`);
      const written = await writeRecordsFile(source, path, kind, { locale, limit: 1_500 });
      expect(written).toBeGreaterThan(0);
      const report = await take(code, path, { locale });
      expect({ ...counts(report), firstFaults: report.firstFaults }).toMatchObject({
        new: written,
        faults: 0,
        firstFaults: [],
      });
      const columns = kind.fields
        .map(({ type, column, kind: linked }) =>
          type === 'RECORD'
            ? `(select source_ref from ${linked!.replaceAll('-', '_')} as other where other.id = record.${column}) as ${column}`
            : column,
        )
        .join(', ');
      const sql = `select ${columns}, region_code, district_code, branch_code from ${kind.table} as record order by source_ref limit 1500`;
      expect(await database.query(sql)).toEqual(await source.query(sql));
    },
  );
});
