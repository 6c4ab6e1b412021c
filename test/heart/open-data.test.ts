import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import type { Grain, SummaryLevel } from '@oblys/domain';
import { answerSummaries, getTopic, openTopics, refresh, writeOpenData, type SummaryAsk } from '@oblys/rollups';
import { OpenBundle, type CsvRow } from '../support/open-data.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';
import { makeRunFolder } from '../support/run-folder.js';

const asOf = '2025-11-05';
const oddName = 'Бурабай, «Щучье» "Қаз"\r\nауданы\n=1+1';

// Thousands of figures are answered twice; two test runs beside each other on two cores take their time.
jest.setTimeout(60_000);

const root = makeRunFolder('ашық деректер');
let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 7);
  await database.query('update area set name_kk = $1 where code = $2', [oddName, rollupsTree.burabay]);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
  rmSync(root, { recursive: true, force: true });
});

/** The ask that a row of a file answers. */
function askOf(row: CsvRow): SummaryAsk {
  return {
    areaCode: row['area_code']!,
    level: row['area_level'] as SummaryLevel,
    from: row['period_start']!,
    to: row['period_end']!,
    grain: row['grain'] as Grain,
    start: row['period_start']!,
    asOf: null,
    programmeCode:
      row['programme_code'] === undefined || row['programme_code'] === 'ALL' ? null : row['programme_code'],
  };
}

const fileOf = (code: string): string => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('writeOpenData', () => {
  let bundle: OpenBundle;

  beforeAll(async () => {
    await refresh(database, { asOf });
    await writeOpenData(database, { folder: root });
    bundle = new OpenBundle(join(root, asOf));
  });

  it('writes a bundle that is what its description says', () => expect(bundle.faults()).toEqual([]));

  it.each(openTopics.map(({ code }) => code))(
    'gives of %s what its summaries answer, and every stored row',
    async (code) => {
      const topic = getTopic(code);
      const rows = bundle.tables[fileOf(code)]!;
      const answers = await answerSummaries(database, topic, rows.map(askOf));
      const answered = answers.map(({ values, withheld, source }) => ({
        source,
        values: topic.measures.map((measure) => (values[measure.code] === null ? '' : String(values[measure.code]))),
        withheld: withheld.map(({ measure, reason }) => `${measure}:${reason}`).join(' '),
      }));
      const found = rows.map((row) => ({
        source: 'STORED',
        values: topic.measures.map((measure) => row[measure.code]),
        withheld: row['withheld'],
      }));
      expect(found).toEqual(answered);
      const programme = topic.dimensions.length > 0 ? 'programme_code' : `'ALL'`;
      const stored = await database.query<Record<string, string>>(
        `select area_code, grain, period_start, ${programme} as programme_code from ${fileOf(code)}_summary`,
      );
      const keyOf = (row: Record<string, string | undefined>) =>
        [row['area_code'], row['grain'], row['period_start'], row['programme_code'] ?? 'ALL'].join();
      const written = new Set(rows.map(keyOf));
      const isKnown = ({ area_code: area }: Record<string, string>) => area !== rollupsTree.waiting;
      expect(stored.filter(isKnown).filter((row) => !written.has(keyOf(row)))).toEqual([]);
    },
  );

  it('withholds what was not reported and what has no denominator, and never as zero', () => {
    const reasons = openTopics.flatMap(({ code, measures }) =>
      bundle.tables[fileOf(code)]!.flatMap((row) =>
        (row['withheld'] === '' ? [] : row['withheld']!.split(' ')).map((each) => {
          const [measure, reason] = each.split(':') as [string, string];
          expect([row[measure], measures.some((its) => its.code === measure)]).toEqual(['', true]);
          return reason;
        }),
      ),
    );
    expect(new Set(reasons)).toEqual(new Set(['NOT_REPORTED', 'NO_DENOMINATOR']));
  });

  it('has no rows of areas that have never reported, which the areas name all the same', () => {
    const { silent, waiting } = rollupsTree;
    for (const { code } of openTopics) {
      const areas = new Set(bundle.tables[fileOf(code)]!.map((row) => row['area_code']));
      expect([areas.has(silent), areas.has(waiting), areas.has(rollupsTree.quiet)]).toEqual([false, false, true]);
    }
    const areas = new Map(bundle.tables['areas']!.map((row) => [row['code'], row]));
    expect(areas.get(silent)).toMatchObject({ level: 'DISTRICT', parent_code: rollupsTree.south });
    expect(areas.get(rollupsTree.country)).toMatchObject({ parent_code: '' });
    expect(areas.has(rollupsTree.kosshyTown)).toBe(false);
  });

  it('keeps Kazakh letters, commas, quotes and line ends of names as they are', () => {
    const ofBurabay = bundle.tables['roadmap']!.filter((row) => row['area_code'] === rollupsTree.burabay);
    expect(new Set(ofBurabay.map((row) => row['area_name_kk']))).toEqual(new Set([oddName]));
    expect(bundle.tables['areas']!.find((row) => row['code'] === rollupsTree.burabay)).toMatchObject({
      name_kk: oddName,
    });
  });
});
