import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AreaReference, Database } from '@oblys/database';
import {
  loadAreas,
  loadVocabulary,
  openDatabase,
  readAreaReference,
  readVocabulary,
  vocabularyTables,
} from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const reference = readAreaReference();
const rowCount =
  reference.areas.length + reference.parents.length + reference.successors.length + reference.populations.length;
const areaTables = ['area', 'area_parent', 'area_placement', 'area_successor', 'area_population'];

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 3 });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

describe('loadAreas', () => {
  const load = (given: AreaReference = reference) =>
    database.transaction('READ COMMITTED', (sql) => loadAreas(sql, given));

  // A load also heals what the test before it changed.
  beforeEach(async () => {
    await load();
  });

  it('writes every row of the reference into an empty database', async () => {
    await empty('area_population', 'area_successor', 'area_parent', 'area');
    expect(await load()).toEqual({ inserted: rowCount, updated: 0, removed: 0, unchanged: 0 });
    const [stored] = await database.query(
      `select (select count(*)::int from area) as areas,
              (select count(*)::int from area_parent) as parents,
              (select count(*)::int from area_successor) as successors,
              (select count(*)::int from area_population) as populations`,
    );
    expect(stored).toEqual({ areas: 489, parents: 514, successors: 6, populations: 42 });
  });

  it('keeps names, marks and open ends as the reference has them', async () => {
    const [bestobe] = await database.query(`select * from area where code = '111837100'`);
    expect(bestobe).toEqual({
      code: '111837100',
      level: 'SETTLEMENT',
      kind: 'TOWNSHIP',
      name_kk: 'Бестөбе кенті',
      name_ru: 'поселок Бестобе',
      name_en: 'Bestobe',
      name_en_transliterated: true,
      classifier_name_kk: null,
      classifier_name_ru: null,
    });
    const links = await database.query(
      `select parent_code, valid_from::text as valid_from, valid_to::text as valid_to
         from area_parent where area_code = '111600000' order by valid_from`,
    );
    expect(links).toEqual([
      { parent_code: '116600000', valid_from: '-infinity', valid_to: '2022-01-01' },
      { parent_code: '110000000', valid_from: '2022-01-01', valid_to: 'infinity' },
    ]);
  });

  it('writes nothing, not even a row version, when loaded again', async () => {
    const before = await rowVersions();
    expect(await load()).toEqual({ inserted: 0, updated: 0, removed: 0, unchanged: rowCount });
    expect(await rowVersions()).toEqual(before);
  });

  it.each([
    ['111837100', '2025-11-05', '110000000', '111800000'],
    ['111633000', '2021-12-31', '110000000', '116600000'],
    ['111633000', '2022-01-01', '110000000', '111600000'],
    ['104600000', '2022-06-07', '630000000', '104600000'],
    ['104600000', '2022-06-08', '100000000', '104600000'],
    ['110000000', '2025-11-05', '110000000', null],
    ['751710000', '2025-11-05', '750000000', '751710000'],
  ])('places %s on %s in region %s, district %s', async (code, day, regionCode, districtCode) => {
    const placements = await database.query(
      `select region_code, district_code from area_placement
        where area_code = $1 and valid_from <= $2::date and valid_to > $2::date`,
      [code, day],
    );
    expect(placements).toEqual([{ region_code: regionCode, district_code: districtCode }]);
  });

  it('places every area but the country today, in exactly one region', async () => {
    const astray = await database.query(
      `select area.code, count(placement.area_code)::int as regions
         from area
         left join area_placement as placement
           on placement.area_code = area.code
          and placement.valid_from <= date '2025-11-05'
          and placement.valid_to > date '2025-11-05'
        group by area.code
       having count(placement.area_code) <> 1`,
    );
    expect(astray).toEqual([{ code: '000000000', regions: 0 }]);
  });

  it('restores what was changed, and counts it', async () => {
    await database.query(`update area set name_en = 'Elsewhere' where code in ('113200000', '113400000')`);
    await database.query(`update area_population set population = 1 where area_code = '110000000' and year = 2023`);
    await database.query(`delete from area_successor where to_code = '111600000'`);
    expect(await load()).toEqual({ inserted: 1, updated: 3, removed: 0, unchanged: rowCount - 4 });
    expect(await database.query(`select name_en from area where code = '113200000'`)).toEqual([
      { name_en: 'Akkol District' },
    ]);
  });

  it('moves the day between two links of one area, though each alone would overlap the other', async () => {
    const moved = {
      ...reference,
      parents: reference.parents.map((link) =>
        link.code !== '111600000'
          ? link
          : { ...link, validFrom: link.validFrom && '2021-07-27', validTo: link.validTo && '2021-07-27' },
      ),
    };
    expect(await load(moved)).toEqual({ inserted: 1, updated: 1, removed: 1, unchanged: rowCount - 2 });
    expect(await placedIn('111610000', '2021-07-26')).toBe('116600000');
    expect(await placedIn('111610000', '2021-07-27')).toBe('111600000');
    expect(await load()).toEqual({ inserted: 1, updated: 1, removed: 1, unchanged: rowCount - 2 });
    expect(await placedIn('111610000', '2021-07-27')).toBe('116600000');
  });

  it('leaves areas alone that the reference does not know', async () => {
    await database.query(
      `insert into area values ('115633100', 'SETTLEMENT', 'VILLAGE', 'Ақкөл ауылы', 'село Акколь', 'Akkol', true)`,
    );
    await database.query(`insert into area_parent (area_code, parent_code) values ('115633100', '115633000')`);
    expect(await load()).toMatchObject({ removed: 0, unchanged: rowCount });
    expect(await placedIn('115633100', '2025-11-05')).toBe('115600000');
    await database.query(`delete from area_parent where area_code = '115633100'`);
    await database.query(`delete from area where code = '115633100'`);
  });

  it('refuses a link to an area that is not there, and then leaves everything as it was', async () => {
    const broken = {
      ...reference,
      areas: reference.areas.map((area) => ({ ...area, nameEn: `${area.nameEn} Renamed` })),
      parents: [...reference.parents, { code: '000000000', parentCode: '999999999', validFrom: null, validTo: null }],
    };
    await expect(load(broken)).rejects.toThrow('area_parent_parent_code_fkey');
    expect(await load()).toMatchObject({ unchanged: rowCount });
  });

  it('lets two loads at once do the work of one', async () => {
    await empty('area_population', 'area_successor', 'area_parent', 'area');
    const [one, other] = await Promise.all([load(), load()]);
    expect([one.inserted, other.inserted].sort((a, b) => a - b)).toEqual([0, rowCount]);
  });

  async function placedIn(code: string, day: string): Promise<unknown> {
    const [placement] = await database.query(
      `select district_code from area_placement
        where area_code = $1 and valid_from <= $2::date and valid_to > $2::date`,
      [code, day],
    );
    return placement?.['district_code'];
  }

  /** Where each row lies and who wrote or locked it last: any write, and any lock, changes one of them. */
  async function rowVersions(): Promise<unknown[]> {
    const versions = [];
    for (const table of areaTables) {
      versions.push(await database.query(`select ctid::text, xmin::text, xmax::text from ${table} order by ctid`));
    }
    return versions;
  }
});

describe('loadVocabulary', () => {
  const load = () => database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
  const termCount = Object.values(readVocabulary()).reduce((sum, terms) => sum + terms.length, 0);

  it('writes every term once, then nothing, and leaves the names that people gave', async () => {
    await empty(...vocabularyTables);
    expect(await load()).toEqual({ inserted: termCount, updated: 0, removed: 0, unchanged: 0 });
    expect(await load()).toEqual({ inserted: 0, updated: 0, removed: 0, unchanged: termCount });
    await database.query(`update programme set name_ru = 'Иначе' where code = 'zher-amanaty'`);
    await database.query(
      `insert into programme values ('own-programme', 'Өз бағдарлама', 'Своя программа', 'Our Own')`,
    );
    expect(await load()).toEqual({ inserted: 0, updated: 0, removed: 0, unchanged: termCount });
    expect(
      await database.query(
        `select code, name_ru from programme where code in ('zher-amanaty', 'own-programme') order by code`,
      ),
    ).toEqual([
      { code: 'own-programme', name_ru: 'Своя программа' },
      { code: 'zher-amanaty', name_ru: 'Иначе' },
    ]);
  });
});

async function empty(...tables: string[]): Promise<void> {
  for (const table of tables) await database.query(`delete from ${table}`);
}
