import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import type { SummaryLevel, Tree } from '@oblys/domain';
import { answerSummaries, getTopic, refresh, type SummaryAnswer } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedVocabularies, type Row } from '../support/rollups-records.js';

/**
 * Old region: Split lost Part in 2021; Merged went into Heir in 2022, which took the code Renamed in 2023; Mover went to
 * the new region in June 2022, and its village came with it.
 */
const areas = {
  country: '000000000',
  old: '110000000',
  fresh: '330000000',
  split: '111000000',
  part: '112000000',
  merged: '113000000',
  heir: '114000000',
  renamed: '115000000',
  mover: '116000000',
  village: '116010000',
  partTown: '112010000',
} as const;
type Name = keyof typeof areas;

const links: [child: Name, parent: Name, from?: string, to?: string][] = [
  ['old', 'country'],
  ['fresh', 'country', '2022-06-08'],
  ['split', 'old'],
  ['part', 'split', '-infinity', '2021-03-01'],
  ['part', 'old', '2021-03-01'],
  ['partTown', 'part'],
  ['merged', 'old', '-infinity', '2022-01-01'],
  ['heir', 'old', '-infinity', '2023-01-01'],
  ['renamed', 'old', '2023-01-01'],
  ['mover', 'old', '-infinity', '2022-06-08'],
  ['mover', 'fresh', '2022-06-08'],
  ['village', 'mover'],
];

const successors: [from: Name, to: Name, on: string, kind: string][] = [
  ['split', 'part', '2021-03-01', 'SPLIT'],
  ['merged', 'heir', '2022-01-01', 'MERGE'],
  ['heir', 'renamed', '2023-01-01', 'RENAMED'],
];

const visits: [area: Name, on: string][] = [
  ['split', '2020-05-05'],
  ['split', '2022-05-05'],
  ['partTown', '2020-06-06'],
  ['merged', '2020-07-07'],
  ['heir', '2022-07-07'],
  ['renamed', '2024-07-07'],
  ['mover', '2020-08-08'],
  ['village', '2020-08-09'],
  ['mover', '2023-08-08'],
  ['old', '2020-09-09'],
];

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedVocabularies(database);
  const levelOf = (name: Name): string =>
    name === 'country'
      ? 'COUNTRY'
      : name === 'old' || name === 'fresh'
        ? 'REGION'
        : /village|Town/.test(name)
          ? 'SETTLEMENT'
          : 'DISTRICT';
  for (const [name, code] of Object.entries(areas) as [Name, string][]) {
    await database.query(
      `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated) values ($1, $2, $2, $3, $3, $3, false)`,
      [code, levelOf(name), name],
    );
  }
  await insertRows(
    database,
    'area_parent',
    links.map(([child, parent, from = '-infinity', to = 'infinity']) => ({
      area_code: areas[child],
      parent_code: areas[parent],
      valid_from: from,
      valid_to: to,
    })),
  );
  await insertRows(
    database,
    'area_successor',
    successors.map(([from, to, on, kind]) => ({
      from_code: areas[from],
      to_code: areas[to],
      happened_on: on,
      kind,
      note: '',
    })),
  );
  const visit = ([area, on]: [Name, string], index: number): Row => ({
    area_code: areas[area],
    source_ref: `visit-${index}`,
    visited_on: on,
    commission: 'Комиссия',
  });
  await insertRows(database, 'monitoring_visit', visits.map(visit));
  const item = { area_code: areas.mover, number: '1', text: 'Тармақ', starts_on: '2020-02-01', due_on: '2020-03-01' };
  await insertRows(database, 'roadmap_item', [{ ...item, source_ref: 'item', adopted_on: '2020-01-10' }]);
  await refresh(database, { asOf: '2024-12-31' });
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

async function answer(topic: string, name: Name, year: number, tree: Tree): Promise<SummaryAnswer> {
  const level: SummaryLevel =
    name === 'country' ? 'COUNTRY' : name === 'old' || name === 'fresh' ? 'REGION' : 'DISTRICT';
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const ask = {
    areaCode: areas[name],
    level,
    from,
    to,
    grain: 'YEAR',
    start: from,
    asOf: null,
    programmeCode: null,
    tree,
  } as const;
  const [answered] = await answerSummaries(database, getTopic(topic), [ask]);
  return answered!;
}

async function visitsOf(name: Name, year: number, tree: Tree): Promise<unknown> {
  const { values, withheld } = await answer('monitoring', name, year, tree);
  return values['visits'] ?? withheld[0]!.reason;
}

describe('the tree as recorded', () => {
  it.each<[Name, number, unknown]>([
    ['country', 2020, 6],
    ['old', 2020, 6],
    ['fresh', 2020, 'NOT_REPORTED'],
    ['mover', 2020, 2],
    ['split', 2020, 2],
    ['part', 2020, 'NOT_REPORTED'],
    ['merged', 2020, 1],
    ['renamed', 2020, 'NOT_REPORTED'],
    ['fresh', 2023, 1],
  ])('is not rewritten by what became of an area: %s in %i', async (name, year, expected) => {
    expect(await visitsOf(name, year, 'AS_RECORDED')).toBe(expected);
  });
});

describe('the tree of today', () => {
  it.each<[Name, number, unknown]>([
    ['country', 2020, 6],
    // A district that moved takes its history along, and its village with it.
    ['mover', 2020, 2],
    ['fresh', 2020, 2],
    ['old', 2020, 4],
    // What was recorded of a district before it was split may lie in either half; the region holds both.
    ['split', 2020, 'NO_SINGLE_SUCCESSOR'],
    ['part', 2020, 'NO_SINGLE_SUCCESSOR'],
    // After the split it is certain.
    ['split', 2022, 1],
    // Merged, and then given another code.
    ['renamed', 2020, 1],
    ['renamed', 2022, 1],
    ['renamed', 2024, 1],
    ['merged', 2020, 'NOT_REPORTED'],
  ])('follows the successors: %s in %i', async (name, year, expected) => {
    expect(await visitsOf(name, year, 'CURRENT')).toBe(expected);
  });

  it('is counted live, as of the day of the build', async () => {
    const { source, asOf, runId } = await answer('monitoring', 'mover', 2020, 'CURRENT');
    expect({ source, asOf, runId }).toEqual({ source: 'LIVE', asOf: '2024-12-31', runId: null });
    expect((await answer('monitoring', 'mover', 2020, 'AS_RECORDED')).source).toBe('STORED');
  });

  it('holds for stocks too: the level of a year before the move', async () => {
    expect((await answer('roadmap', 'fresh', 2020, 'CURRENT')).values['overdue']).toBe(1);
    expect((await answer('roadmap', 'old', 2020, 'CURRENT')).values['planned']).toBe(0);
    expect((await answer('roadmap', 'old', 2020, 'AS_RECORDED')).values['planned']).toBe(1);
    // Where it lay when it was recorded it stays, also in the years after the move.
    expect((await answer('roadmap', 'old', 2024, 'AS_RECORDED')).values['overdue']).toBe(1);
  });
});
