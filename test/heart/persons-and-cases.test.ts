import { caseworkerOf, type Viewer } from '@oblys/access';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actAs, openDatabase, Scopes, type Database } from '@oblys/database';
import {
  ErasureList,
  listErasures,
  listOverdue,
  MasterKeys,
  newMasterKey,
  readIdentities,
  readTexts,
  reapplyErasures,
  rotateKeys,
  writePersonalData,
  type Identity,
  type PersonalRecord,
} from '@oblys/persons';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { testMasterKeys } from '../support/master-keys.js';
import { makeRunFolder } from '../support/run-folder.js';

const [akmola, burabay] = ['110000000', '117000000'];
const [aktobe, martok] = ['150000000', '154800000'];

const folder = makeRunFolder('persons-and-cases');
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url, poolSize: 3 });
  await database.query(
    `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
     values ('${aktobe}', 'REGION', 'REGION', 'N', 'N', 'N', false), ('${martok}', 'DISTRICT', 'DISTRICT', 'N', 'N', 'N', false)
         on conflict do nothing`,
  );
  await database.query(
    `insert into area_parent (area_code, parent_code)
     values ('${aktobe}', '000000000'), ('${martok}', '${aktobe}')
         on conflict do nothing`,
  );
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => database.query('truncate appeal, legal_aid_case, person_key, person, erasure cascade'));

const someone: Identity = { fullName: 'Серікова Мадина', phone: '+7 701 000 00 01', address: null, birthYear: 1980 };

/** A record about somebody, with words where it is an appeal. */
async function seedCase(table: PersonalRecord['table'], areaCode = burabay): Promise<string> {
  const id = await seedRecord(database, table, { area_code: areaCode });
  const regionCode = areaCode === martok ? aktobe : akmola;
  const data = { identity: someone, ...(table === 'appeal' && { text: 'Жол жөндеуді сұраймын' }) };
  await database.transaction('READ COMMITTED', (sql) =>
    writePersonalData(sql, testMasterKeys, { table, id, regionCode }, data),
  );
  return id;
}

const personOf = async (table: string, id: string): Promise<string> => {
  const [found] = await database.query<{ id: string }>(`select person_id as id from ${table} where id = $1`, [id]);
  return found!.id;
};

/** Where a person is kept, with whether their key is there. */
const keptIn = (personId: string) =>
  database.query(
    `select person.region_code as region, wrapped_key is not null as has_key, sealed_identity is not null as is_known
       from person join person_key on person_id = id and person_key.region_code = person.region_code
      where id = $1 order by 1`,
    [personId],
  );

const move = (table: string, id: string, areaCode: string) =>
  database.query(`update ${table} set area_code = $2 where id = $1`, [id, areaCode]);

const known = (region: string) => ({ region, has_key: true, is_known: true });

/** As a caseworker of some area. */
const as = (areaCode: string): Database => {
  const viewer: Viewer = { name: 'somebody', role: 'CASEWORKER', scope: { areaCodes: [areaCode] } };
  return actAs(database, caseworkerOf(viewer, '2025-11-05', new Scopes(database)));
};

describe('a case that moves to another region', () => {
  it.each(['appeal', 'legal_aid_case'] as const)(
    'takes the person of %s along, with what they wrote',
    async (table) => {
      const id = await seedCase(table);
      const personId = await personOf(table, id);
      await move(table, id, martok);
      expect(await keptIn(personId)).toEqual([known(aktobe)]);
      expect(await readIdentities(database, testMasterKeys, [personId])).toEqual([someone]);
      expect(await readTexts(database, testMasterKeys, [id])).toEqual([
        table === 'appeal' ? 'Жол жөндеуді сұраймын' : null,
      ]);
      expect(await readIdentities(as(martok), testMasterKeys, [personId])).toEqual([someone]);
      expect(await readIdentities(as(burabay), testMasterKeys, [personId])).toEqual([null]);
      await move(table, id, burabay);
      expect(await keptIn(personId)).toEqual([known(akmola)]);
    },
  );

  it('leaves the person where another case of theirs stays, under one key for both', async () => {
    const [first, second] = [await seedCase('appeal'), await seedCase('legal_aid_case')];
    const personId = await personOf('appeal', first);
    await database.query('update legal_aid_case set person_id = $1 where id = $2', [personId, second]);
    await move('appeal', first, martok);
    expect(await keptIn(personId)).toEqual([known(akmola), known(aktobe)]);
    for (const area of [burabay, martok]) {
      expect(await readIdentities(as(area), testMasterKeys, [personId])).toEqual([someone]);
    }
    expect(await readTexts(as(martok), testMasterKeys, [first])).toEqual(['Жол жөндеуді сұраймын']);
    const renamed = { ...someone, fullName: 'Серікова Мадина Ержанқызы' };
    await database.transaction('READ COMMITTED', (sql) =>
      writePersonalData(
        sql,
        testMasterKeys,
        { table: 'legal_aid_case', id: second, regionCode: akmola },
        { identity: renamed },
      ),
    );
    expect(await readIdentities(as(martok), testMasterKeys, [personId])).toEqual([renamed]);
    const both = MasterKeys.parse([newMasterKey(), Buffer.alloc(32, 'oblys').toString('base64')]);
    await rotateKeys(database, both);
    expect(await readIdentities(as(martok), both, [personId])).toEqual([renamed]);
    await move('legal_aid_case', second, martok);
    expect(await keptIn(personId)).toEqual([known(aktobe)]);
  });

  it('keeps a person of two regions until the last case in any of them was closed long ago', async () => {
    const [first, second] = [await seedCase('appeal'), await seedCase('legal_aid_case')];
    const personId = await personOf('appeal', first);
    await database.query('update legal_aid_case set person_id = $1 where id = $2', [personId, second]);
    await database.query(`update appeal set outcome = 'POSITIVE', closed_on = '2025-02-10' where id = $1`, [first]);
    await move('appeal', first, martok);
    const due = { keepMonths: 1, today: '2025-11-05' };
    expect(await listOverdue(database, due)).toEqual([]);
    await database.query(`update legal_aid_case set outcome = 'POSITIVE', closed_on = '2025-02-10' where id = $1`, [
      second,
    ]);
    expect(await listOverdue(database, due)).toEqual([personId]);
  });

  it('leaves nothing behind where two cases of a person move at once', async () => {
    const [first, second] = [await seedCase('appeal'), await seedCase('legal_aid_case')];
    const personId = await personOf('appeal', first);
    await database.query('update legal_aid_case set person_id = $1 where id = $2', [personId, second]);
    await Promise.all([move('appeal', first, martok), move('legal_aid_case', second, martok)]);
    expect(await keptIn(personId)).toEqual([known(aktobe)]);
  });
});

describe('whom no case names any more', () => {
  const remove = (table: string, ...ids: string[]) => database.query(`delete from ${table} where id = any ($1)`, [ids]);
  const erased = { region: akmola, has_key: false, is_known: false };
  const list = () => {
    rmSync(join(folder, 'erasures.jsonl'), { force: true });
    return new ErasureList(join(folder, 'erasures.jsonl'));
  };

  it.each(['appeal', 'legal_aid_case'] as const)(
    'is erased as the last %s is deleted, and stands on the list once',
    async (table) => {
      const id = await seedCase(table);
      const personId = await personOf(table, id);
      await database.transaction('READ COMMITTED', async (sql) => {
        await sql.query(`select set_config('oblys.changed_by', 'Aigul', true)`);
        await sql.query(`delete from ${table} where id = $1`, [id]);
      });
      expect(await keptIn(personId)).toEqual([erased]);
      expect(await readIdentities(database, testMasterKeys, [personId])).toEqual([null]);
      const erasures = list();
      expect(await listErasures(database, erasures)).toBe(1);
      expect(await listErasures(database, erasures)).toBe(0);
      expect(await erasures.read()).toEqual([
        {
          ...{ personId, regionCode: akmola, erasedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
          ...{ erasedBy: 'Aigul', reason: 'No appeal or case names them any more.' },
        },
      ]);
      expect(await reapplyErasures(database, await erasures.read())).toBe(0);
    },
  );

  it('is kept while another case names them, and erased with that', async () => {
    const [first, second] = [await seedCase('appeal'), await seedCase('legal_aid_case')];
    const personId = await personOf('appeal', first);
    await database.query('update legal_aid_case set person_id = $1 where id = $2', [personId, second]);
    await move('legal_aid_case', second, martok);
    await remove('appeal', first);
    expect(await keptIn(personId)).toEqual([known(aktobe)]);
    expect(await readIdentities(database, testMasterKeys, [personId])).toEqual([someone]);
    await remove('legal_aid_case', second);
    expect(await keptIn(personId)).toEqual([{ ...erased, region: aktobe }]);
  });

  it('is erased where another takes their place', async () => {
    const [first, second] = [await seedCase('appeal'), await seedCase('appeal')];
    const [left, taken] = [await personOf('appeal', first), await personOf('appeal', second)];
    await database.query('update appeal set person_id = $1 where id = $2', [taken, first]);
    expect(await readIdentities(database, testMasterKeys, [left, taken])).toEqual([null, someone]);
  });

  it('is erased where the last two cases go at once, in one statement or in two', async () => {
    for (const atOnce of [true, false]) {
      const [first, second] = [await seedCase('appeal'), await seedCase('appeal')];
      const personId = await personOf('appeal', first);
      await database.query('update appeal set person_id = $1 where id = $2', [personId, second]);
      await (atOnce
        ? remove('appeal', first, second)
        : Promise.all([remove('appeal', first), remove('appeal', second)]));
      expect(await keptIn(personId)).toEqual([erased]);
    }
  });

  it('is not erased where the deletion is taken back', async () => {
    const id = await seedCase('appeal');
    const personId = await personOf('appeal', id);
    await expect(
      database.transaction('READ COMMITTED', async (sql) => {
        await sql.query('delete from appeal where id = $1', [id]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await readIdentities(database, testMasterKeys, [personId])).toEqual([someone]);
    expect(await listErasures(database, list())).toBe(0);
  });
});
