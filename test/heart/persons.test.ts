import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { loadDemo } from '@oblys/ingest';
import {
  countWrapped,
  erasePerson,
  ErasureList,
  holdsOpenData,
  listOverdue,
  MasterKeys,
  newMasterKey,
  purgePersons,
  readIdentities,
  readTexts,
  reapplyErasures,
  rewriteSealed,
  rotateKeys,
  sealOpenData,
} from '@oblys/persons';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('persons');
const file = join(folder, 'erasures.jsonl');
const [first, second] = [newMasterKey(), newMasterKey()];
const masterKeys = MasterKeys.parse([first]);

let testDatabase: TestDatabase;
let database: Database;
let list: ErasureList;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url, poolSize: 3 });
  await loadDemo(database, { until: '2024-03-31', masterKeys });
  await loadDemo(database, { until: '2024-04-30', masterKeys });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  rmSync(file, { force: true });
  list = new ErasureList(file);
});

interface Someone {
  id: string;
  appealId: string;
}

/** Persons with an appeal who are not erased. */
const some = (count: number) =>
  database.query<Someone>(
    `select distinct on (person.id) person.id, appeal.id as "appealId"
       from person
       join appeal on appeal.person_id = person.id
      where person.sealed_identity is not null
      order by person.id
      limit $1`,
    [count],
  );

const figures = async () => {
  const [row] = await database.query(
    `select count(*)::integer as appeals, count(outcome)::integer as decided, count(distinct person_id)::integer as persons from appeal`,
  );
  return row;
};

describe('persons of the demonstration', () => {
  it('are sealed, each by a key of their own, and so are the texts of their appeals', async () => {
    const [counted] = await database.query(
      `select count(*)::integer as persons,
              count(*) filter (where sealing = 'AES-256-GCM' and sealed_identity is not null)::integer as sealed,
              (select count(distinct wrapped_key)::integer from person_key) as keys,
              (select count(*) from appeal_text where sealing <> 'AES-256-GCM' or sealed_text is null)::integer as open
         from person`,
    );
    expect(counted).toEqual({
      persons: expect.any(Number),
      sealed: counted!['persons'],
      keys: counted!['persons'],
      open: 0,
    });
    expect(counted!['persons']).toBeGreaterThan(100);
  });

  it('open by the master key, and by no other', async () => {
    const [someone] = await some(1);
    const [identity] = await readIdentities(database, masterKeys, [someone!.id]);
    expect(identity).toEqual({
      fullName: expect.stringMatching(/^\p{L}+ \p{L}/u),
      phone: expect.stringMatching(/^\+7/),
      address: expect.any(String),
      birthYear: expect.any(Number),
    });
    const [text] = await readTexts(database, masterKeys, [someone!.appealId]);
    expect(text!.length).toBeGreaterThan(10);
    await expect(readIdentities(database, MasterKeys.random(), [someone!.id])).rejects.toThrow('which is not at hand');
    expect(await readIdentities(database, masterKeys, ['01900000-0000-7000-8000-000000000000'])).toEqual([null]);
  });

  it('are nowhere in the database in words', async () => {
    const people = await some(20);
    const identities = await readIdentities(
      database,
      masterKeys,
      people.map(({ id }) => id),
    );
    const texts = await readTexts(
      database,
      masterKeys,
      people.map(({ appealId }) => appealId),
    );
    const words = [
      ...identities.flatMap((identity) => [identity!.fullName, identity!.phone!]),
      ...texts.map((text) => text!),
    ];
    const tables = await database.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const [found] = await database.query(
        `with written as materialized (select to_jsonb(stored)::text as line from ${name} as stored),
              sought as materialized (
                select to_jsonb(word)::text as value, encode(convert_to(word, 'UTF8'), 'hex') as hex
                  from unnest($1::text[]) as word
              )
         select exists (
                  select from written cross join sought where strpos(line, value) > 0 or strpos(line, hex) > 0
                ) as is_there`,
        [words.map((word) => word)],
      );
      if (found!['is_there'] === true) holding.push(name);
    }
    expect(holding).toEqual([]);
  });

  it('cannot be stored in the open any more', async () => {
    await expect(
      database.query(
        `insert into person (region_code, sealing, sealed_identity) values ('110000000', 'NONE', convert_to('{}', 'UTF8'))`,
      ),
    ).rejects.toThrow('person_is_sealed');
  });
});

describe('what was stored in the open before', () => {
  it('is sealed in batches, once', async () => {
    const people = await some(3);
    const ids = people.map(({ id }) => id);
    const before = await readIdentities(database, masterKeys, ids);
    const texts = await readTexts(
      database,
      masterKeys,
      people.map(({ appealId }) => appealId),
    );
    // As an earlier version left it.
    await allowOpenData();
    for (const [index, { id, appealId }] of people.entries()) {
      await database.query('delete from person_key where person_id = $1', [id]);
      await database.query(
        `update person set sealing = 'NONE', sealed_identity = convert_to($2, 'UTF8') where id = $1`,
        [id, JSON.stringify(before[index])],
      );
      await database.query(
        `update appeal_text set sealing = 'NONE', sealed_text = convert_to($2, 'UTF8') where appeal_id = $1`,
        [appealId, texts[index]],
      );
      await database.query(
        `update appeal_text set sealing = 'NONE', sealed_text = null
          where appeal_id in (select id from appeal where person_id = $1 and id <> $2)`,
        [id, appealId],
      );
    }
    expect(await sealOpenData(database, masterKeys)).toMatchObject({ persons: 3 });
    expect(await sealOpenData(database, masterKeys)).toEqual({ persons: 0, texts: 0 });
    expect(await readIdentities(database, masterKeys, ids)).toEqual(before);
    expect(
      await readTexts(
        database,
        masterKeys,
        people.map(({ appealId }) => appealId),
      ),
    ).toEqual(texts);
    await forbidOpenData();
  });

  it('is sealed where nobody is named with the words, and its import finds the appeal as it left it', async () => {
    const open = 'Атын айтпаған адамның өтініші';
    const [imported] = await database.query<{ id: string }>(
      `insert into import (kind, file_name, file_sha256, row_count) values ('appeal', 'a.csv', repeat('0', 64), 1) returning id`,
    );
    const [appeal] = await database.query<{ id: string }>(
      `insert into appeal (channel, topic_code, received_on, area_code, source_ref, import_id, import_row, import_version)
       values ('ONLINE', 'roads', '2024-02-01', '117000000', 'without-a-name', $1, 2, 1) returning id`,
      [imported!.id],
    );
    await allowOpenData();
    await database.query(
      `insert into appeal_text (appeal_id, region_code, sealing, sealed_text)
       values ($1, '110000000', 'NONE', convert_to($2, 'UTF8'))`,
      [appeal!.id, open],
    );
    expect(await holdsOpenData(database)).toBe(true);
    expect(await sealOpenData(database, masterKeys)).toEqual({ persons: 0, texts: 1 });
    expect(await holdsOpenData(database)).toBe(false);
    await forbidOpenData();
    expect(await readTexts(database, masterKeys, [appeal!.id])).toEqual([open]);
    const [linked] = await database.query<{ person_id: string; is_as_imported: boolean }>(
      'select person_id, version = import_version as is_as_imported from appeal where id = $1',
      [appeal!.id],
    );
    expect(linked).toEqual({ person_id: expect.any(String), is_as_imported: true });
    expect(await readIdentities(database, masterKeys, [linked!.person_id])).toEqual([null]);
  });

  it('does not stay in the files of the tables, nor among the statistics', async () => {
    const word = 'Жасырын-Есімова';
    const [someone] = await some(1);
    const [identity] = await readIdentities(database, masterKeys, [someone!.id]);
    await allowOpenData();
    await database.query('delete from person_key where person_id = $1', [someone!.id]);
    await database.query(`update person set sealing = 'NONE', sealed_identity = convert_to($2, 'UTF8') where id = $1`, [
      someone!.id,
      JSON.stringify({ ...identity, fullName: word }),
    ]);
    await database.query('analyze person');
    expect(await sealOpenData(database, masterKeys)).toEqual({ persons: 1, texts: 0 });
    await forbidOpenData(' not valid');
    expect(await filesWith(word)).toContain('person');
    expect(await rewriteSealed(database)).toBe(true);
    expect(await filesWith(word)).toEqual([]);
    expect(await rewriteSealed(database)).toBe(false);
    expect(await readIdentities(database, masterKeys, [someone!.id])).toEqual([{ ...identity, fullName: word }]);
  });

  /** As an earlier version had them. */
  const allowOpenData = async () => {
    for (const table of ['person', 'appeal_text'])
      await database.query(`alter table ${table} drop constraint ${table}_is_sealed`);
  };
  const forbidOpenData = async (how = '') => {
    for (const table of ['person', 'appeal_text'])
      await database.query(
        `alter table ${table} add constraint ${table}_is_sealed check (sealing = 'AES-256-GCM')${how}`,
      );
  };
  /** The tables in whose files a word lies, in rows that are there or in such as were. */
  const filesWith = async (word: string): Promise<string[]> => {
    await database.query('checkpoint');
    const found = await database.query<{ name: string }>(
      `select relname as name
         from pg_class
        where relname in ('person', 'appeal_text', 'pg_statistic')
          and position(convert_to($1, 'UTF8') in pg_read_binary_file(pg_relation_filepath(oid))) > 0
        order by relname`,
      [word],
    );
    return found.map(({ name }) => name);
  };
});

describe('a rotation', () => {
  it('wraps every key by the new master key, after which the old one opens nothing', async () => {
    const [someone] = await some(1);
    const before = await readIdentities(database, masterKeys, [someone!.id]);
    const both = MasterKeys.parse([second, first]);
    const [{ persons } = { persons: 0 }] = await countWrapped(database);
    expect(await rotateKeys(database, both)).toBe(persons);
    expect(await rotateKeys(database, both)).toBe(0);
    expect(await countWrapped(database)).toEqual([{ masterKeyId: both.currentId, persons }]);
    expect(await readIdentities(database, MasterKeys.parse([second]), [someone!.id])).toEqual(before);
    await expect(readIdentities(database, masterKeys, [someone!.id])).rejects.toThrow('not at hand');
    await expect(rotateKeys(database, masterKeys)).rejects.toThrow('not at hand');
    expect(await rotateKeys(database, MasterKeys.parse([first, second]))).toBe(persons);
  });
});

describe('an erasure', () => {
  const erase = (personId: string, reason = 'Asked for it') =>
    erasePerson(database, list, { personId, erasedBy: 'caseworker', reason });

  it('leaves nothing of a person, and every figure', async () => {
    const [someone, stays] = await some(2);
    const before = await figures();
    const erasure = await erase(someone!.id);
    expect(erasure).toMatchObject({ personId: someone!.id, erasedBy: 'caseworker', reason: 'Asked for it' });
    expect(await readIdentities(database, masterKeys, [someone!.id, stays!.id])).toEqual([null, expect.any(Object)]);
    expect(await readTexts(database, masterKeys, [someone!.appealId])).toEqual([null]);
    expect(await figures()).toEqual(before);
    const [left] = await database.query(
      `select sealed_identity, wrapped_key, destroyed_at is not null as is_destroyed
         from person join person_key on person_id = id where id = $1`,
      [someone!.id],
    );
    expect(left).toEqual({ sealed_identity: null, wrapped_key: null, is_destroyed: true });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(erasure);
  });

  it('is done once: who is erased stays so, with what was said first', async () => {
    const [someone] = await some(1);
    const erasure = await erase(someone!.id);
    expect(await erase(someone!.id, 'Another reason')).toEqual(erasure);
    expect(await list.read()).toEqual([erasure]);
    await expect(
      database.query(`update person_key set wrapped_key = '\\x00', destroyed_at = null where person_id = $1`, [
        someone!.id,
      ]),
    ).rejects.toThrow('stays destroyed');
  });

  it('is done once more after a restore of what was before it', async () => {
    const [someone, other] = await some(2);
    const rows = await database.query(
      `select person.sealed_identity, person_key.wrapped_key, appeal_text.sealed_text
         from person
         join person_key on person_id = person.id
         join appeal_text on appeal_id = $2
        where person.id = $1`,
      [someone!.id, someone!.appealId],
    );
    await erase(someone!.id);
    // As a backup of before has it.
    await database.query('delete from erasure where person_id = $1', [someone!.id]);
    await database.query('delete from person_key where person_id = $1', [someone!.id]);
    await database.query(
      `insert into person_key (person_id, region_code, wrapped_key) select id, region_code, $2 from person where id = $1`,
      [someone!.id, rows[0]!['wrapped_key']],
    );
    await database.query('update person set sealed_identity = $2 where id = $1', [
      someone!.id,
      rows[0]!['sealed_identity'],
    ]);
    await database.query('update appeal_text set sealed_text = $2 where appeal_id = $1', [
      someone!.appealId,
      rows[0]!['sealed_text'],
    ]);
    expect(await readIdentities(database, masterKeys, [someone!.id])).toEqual([expect.any(Object)]);
    expect(await reapplyErasures(database, await list.read())).toBe(1);
    expect(await reapplyErasures(database, await list.read())).toBe(0);
    expect(await readIdentities(database, masterKeys, [someone!.id, other!.id])).toEqual([null, expect.any(Object)]);
    expect(await readTexts(database, masterKeys, [someone!.appealId])).toEqual([null]);
    const [kept] = await database.query('select erased_by, reason from erasure where person_id = $1', [someone!.id]);
    expect(kept).toEqual({ erased_by: 'caseworker', reason: 'Asked for it' });
  });

  it('is not done where the list cannot be written', async () => {
    const [someone] = await some(1);
    const nowhere = new ErasureList(join(file, 'below-a-file'));
    writeFileSync(file, '');
    await expect(
      erasePerson(database, nowhere, { personId: someone!.id, erasedBy: 'caseworker', reason: 'Asked' }),
    ).rejects.toThrow();
    expect(await readIdentities(database, masterKeys, [someone!.id])).toEqual([expect.any(Object)]);
  });

  it('needs somebody to erase, and a reason', async () => {
    await expect(erase('01900000-0000-7000-8000-000000000000')).rejects.toThrow(
      'There is no person 01900000-0000-7000-8000-000000000000.',
    );
    const [someone] = await some(1);
    await expect(erase(someone!.id, '  ')).rejects.toThrow('has a reason');
    expect(await list.read()).toEqual([]);
  });

  it('is told of a list that is broken', async () => {
    const [someone] = await some(1);
    await erase(someone!.id);
    appendFileSync(file, '{"personId": 7}\n');
    await expect(list.read()).rejects.toThrow(/Line 2 of the list of erasures .* is none/);
  });
});

describe('a purge', () => {
  it('erases who had the last case closed long ago, and nobody else', async () => {
    const due = { keepMonths: 1, today: '2024-04-30' };
    const overdue = await listOverdue(database, due);
    const [expected] = await database.query(
      `select count(*)::integer as persons
         from person
         join person_key on person_id = person.id and wrapped_key is not null
        where not exists (
                select from (select person_id, closed_on from appeal union all select person_id, closed_on from legal_aid_case) as matter
                 where matter.person_id = person.id and (closed_on is null or closed_on >= '2024-03-30'))`,
    );
    expect(overdue.length).toBe(expected!['persons']);
    expect(overdue.length).toBeGreaterThan(5);
    expect(await listOverdue(database, { ...due, keepMonths: 120 })).toEqual([]);
    const before = await figures();
    expect(await purgePersons(database, list, { ...due, erasedBy: 'purge' })).toBe(overdue.length);
    expect(await listOverdue(database, due)).toEqual([]);
    expect(await figures()).toEqual(before);
    expect(await readIdentities(database, masterKeys, overdue)).toEqual(overdue.map(() => null));
    expect(await list.read()).toHaveLength(overdue.length);
  });
});
