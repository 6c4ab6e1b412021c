import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { locales, periodEnd } from '@oblys/domain';
import { answerCoverage, checkQuality, describeFinding, qualityRules, type QualityRule } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { plantFaults, type PlantedFaults } from '../support/quality-faults.js';
import { seedRollupsRecords, seedVocabularies } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';

interface FoundRow {
  subject: string;
  ids: string[];
  count: number;
  region: string;
  branch: string;
  area: string;
  month: string;
  details: Record<string, string>;
}

async function foundBy(database: Database, rule: string): Promise<FoundRow[]> {
  return database.query<FoundRow>(
    `select subject, record_ids as ids, record_count as count, region_code as region, branch_code as branch,
            area_code as area, month, details
       from quality_finding
      where rule = $1
        and state = 'OPEN'
      order by subject`,
    [rule],
  );
}

const sorted = (lists: readonly (readonly string[])[]): string[] => lists.map((ids) => [...ids].sort().join()).sort();

describe('the rules of data quality', () => {
  let home: TestDatabase;
  let database: Database;
  let planted: PlantedFaults;

  beforeAll(async () => {
    home = await createTestDatabase();
    database = await openDatabase({ url: home.url });
    await seedRollupsTree(database);
    await seedVocabularies(database);
    planted = await plantFaults(database);
    await checkQuality(database, { asOf });
  });

  afterAll(async () => {
    await database?.close();
    await home?.drop();
  });

  const ofRecords = qualityRules.filter(({ recordTable }) => recordTable !== null);

  it('each have a fault that is planted', () => {
    expect(Object.keys(planted).sort()).toEqual(ofRecords.map(({ code }) => code).sort());
  });

  it.each(ofRecords.map((rule) => [rule.code, rule] as const))(
    '%s finds what is planted for it, and no neighbour of it',
    async (code) => {
      const found = await foundBy(database, code);
      expect(sorted(found.map(({ ids }) => ids))).toEqual(sorted(planted[code]!));
      expect(found.map(({ ids, count }) => ids.length - count)).toEqual(found.map(() => 0));
    },
  );

  it.each(ofRecords.map((rule) => [rule.code, rule] as const))(
    '%s says in three languages what it found, every value of it',
    async (code, rule) => {
      const [found] = await foundBy(database, code);
      const messages = locales.map((locale) => describeFinding(rule, found!.details, locale));
      expect(new Set(messages).size).toBe(locales.length);
      for (const name of placeholdersOf(rule)) expect(found!.details).toHaveProperty(name);
      for (const message of messages) expect(message).not.toMatch(/[{}]|undefined|null/);
    },
  );

  it('finds a record once more where it now lies after its area was corrected', async () => {
    const [before] = await foundBy(database, 'event.no-participants');
    await database.query(`update programme_event set area_code = $2 where id = $1`, [
      before!.ids[0],
      rollupsTree.almatyVillage,
    ]);
    await checkQuality(database, { asOf, topics: ['event'] });
    expect(await foundBy(database, 'event.no-participants')).toMatchObject([
      { ids: before!.ids, region: rollupsTree.south, branch: rollupsTree.almatyVillage },
    ]);
  });

  it('names no more than twenty records of many, and counts them all', async () => {
    await database.query(
      `insert into legal_aid_case (area_code, source_ref, subject, received_on)
       select $1, 'many-' || number, 'Кеңес', date '2023-03-01' + number from generate_series(1, 30) as number`,
      [rollupsTree.burabay],
    );
    await checkQuality(database, { asOf, topics: ['legalAid'] });
    const found = await foundBy(database, 'legalAid.left-open');
    const many = found.find(({ count }) => count === 30);
    expect(many).toMatchObject({
      subject: `${rollupsTree.burabay} 2023`,
      details: { count: 30, oldest: '2023-03-02' },
    });
    expect(many!.ids).toHaveLength(20);
  });
});

function placeholdersOf({ message }: QualityRule): string[] {
  return Object.values(message as unknown as Record<string, string>).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  );
}

describe('reporting.month-missing', () => {
  let home: TestDatabase;
  let database: Database;
  const rule = 'reporting.month-missing';

  beforeAll(async () => {
    home = await createTestDatabase();
    database = await openDatabase({ url: home.url });
    await seedRollupsTree(database);
    await seedRollupsRecords(database, 11);
  });

  afterAll(async () => {
    await database?.close();
    await home?.drop();
  });

  const missing = async (asOfDay: string): Promise<string[]> => {
    await checkQuality(database, { asOf: asOfDay, topics: ['reporting'] });
    return (await foundBy(database, rule)).map(({ subject }) => subject);
  };

  const byCoverage = async (month: string): Promise<string[]> => {
    const to = periodEnd({ grain: 'MONTH', start: month });
    const [coverage] = await answerCoverage(database, [
      { areaCode: rollupsTree.country, level: 'COUNTRY', from: month, to, asOf: to },
    ]);
    return coverage!.missing.map(({ areaCode }) => `${areaCode} ${month.slice(0, 7)}`).sort();
  };

  it('finds the districts that coverage misses in the last month that is over', async () => {
    const expected = await byCoverage('2025-09-01');
    expect(expected).toContain(`${rollupsTree.almatyVillage} 2025-09`);
    expect(await missing('2025-10-30')).toEqual(expected);
  });

  it('takes a month for over on its last day, and keeps looking at those that are still missing', async () => {
    const expected = [...(await byCoverage('2025-09-01')), ...(await byCoverage('2025-10-01'))].sort();
    expect(await missing('2025-10-31')).toEqual(expected);
  });

  it('is resolved by a late report of the month', async () => {
    await database.query(
      `insert into correspondence (area_code, source_ref, kind, counterpart_code, subject, sent_on)
       values ($1, 'late', 'LETTER', 'akimat', 'Хат', '2025-09-09')`,
      [rollupsTree.almatyVillage],
    );
    const found = await missing('2025-10-31');
    expect(found).not.toContain(`${rollupsTree.almatyVillage} 2025-09`);
    expect(found).toContain(`${rollupsTree.almatyVillage} 2025-10`);
  });

  it('leaves a month that stands on submissions to what was submitted for it', async () => {
    const { quiet, waiting, tselinograd, north } = rollupsTree;
    await database.query(
      `insert into submission (region_code, branch_code, topic, month, state, record_count, submitted_on, submitted_by)
       select $1, branch_code, topic, '2025-09-01', 'SUBMITTED', 0, '2025-10-02', 'Aigul'
         from unnest($2::text[]) as branch_code
        cross join (select distinct topic from submission_due where region_code is null) as due
        where not (branch_code = $3 and topic in ('appeal', 'event'))`,
      [north, [quiet, tselinograd], tselinograd],
    );
    // Before the day by which it is due nothing is late.
    await checkQuality(database, { asOf: '2025-10-05', topics: ['reporting'] });
    expect(await foundBy(database, 'reporting.month-not-submitted')).toEqual([]);
    const ofNorth = (subjects: string[]) => subjects.filter((subject) => /2025-09$/.test(subject));
    expect(ofNorth(await missing('2025-10-31'))).not.toContain(`${waiting} 2025-09`);
    const found = await foundBy(database, 'reporting.month-not-submitted');
    expect(found.map(({ subject }) => subject)).toContain(`${north} ${waiting} 2025-09`);
    expect(found.map(({ subject }) => subject)).not.toContain(`${north} ${quiet} 2025-09`);
    expect(found.find(({ subject }) => subject === `${north} ${tselinograd} 2025-09`)).toMatchObject({
      details: { month: '2025-09', topics: 'appeal, event' },
    });
    await database.query('delete from submission');
  });

  it('says nothing of a region in which nobody has ever reported', async () => {
    await database.query(
      `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
       values ('350000000', 'REGION', 'REGION', 'N', 'N', 'N', false), ('351000000', 'DISTRICT', 'DISTRICT', 'N', 'N', 'N', false)`,
    );
    await database.query(
      `insert into area_parent (area_code, parent_code, valid_from, valid_to)
       values ('350000000', '000000000', '-infinity', 'infinity'), ('351000000', '350000000', '-infinity', 'infinity')`,
    );
    expect((await missing('2025-10-31')).filter((subject) => subject.startsWith('35'))).toEqual([]);
  });
});
