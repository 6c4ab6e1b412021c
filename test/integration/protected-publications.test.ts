import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { actorOf, publicViewer } from '@oblys/access';
import { actAs, openDatabase, Scopes, type Database } from '@oblys/database';
import { periodEnd } from '@oblys/domain';
import { findMeasureOfCode, loadReport, mostFiguresOfReport, reconcile, statedUnit } from '@oblys/ingest';
import { getTopic, protectPublications, publish, smallestShown } from '@oblys/rollups';
import { attack, type Meanings, type ShownRow, type Told } from '../support/attack-publications.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createRandom, type Random } from '../support/random.js';
import { insertRows, type Row } from '../support/rollups-records.js';
import { demoDay, demoTemplate, referenceTemplate } from '../support/shared-templates.js';

const akmola = '110000000';
const country = '000000000';
const districts = ['111000000', '111600000', '113600000', '115600000', '117000000', '151000000', '153200000'];
const months = ['2024-11', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04'];

/** In the order in which they are published: ends of months, days of reports, of a region and of the country. */
const publications = [
  { areaCode: akmola, asOf: '2025-01-31' },
  { areaCode: akmola, asOf: '2025-02-28' },
  { areaCode: country, asOf: '2025-03-05' },
  { areaCode: akmola, asOf: '2025-03-31' },
  { areaCode: country, asOf: '2025-04-10' },
];

const meaningsOf: Record<string, Meanings> = {
  appeal: { whole: 'received', parts: ['positive', 'explained'], rest: 'inProgress' },
  legalAid: { whole: 'received', parts: ['positive'] },
  event: { whole: 'participants', parts: [] },
  course: { whole: 'graduates', parts: [] },
  meeting: { whole: 'attendees', parts: [] },
};

let created: TestDatabase;
let database: Database;

beforeEach(async () => {
  created = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: created.url });
});

afterEach(async () => {
  await database?.close();
  await created?.drop();
});

/** Some districts have many records of a month, most have few, so that there is something to hide and much to show. */
async function seed(random: Random): Promise<void> {
  const rows: Record<string, Row[]> = {};
  const add = (table: string, row: Row): void => {
    (rows[table] ??= []).push({ ...row, source_ref: `${table}-${rows[table]?.length ?? 0}` });
  };
  for (const [place, area_code] of districts.entries()) {
    for (const month of months) {
      const day = (): string => `${month}-${String(1 + random.below(28)).padStart(2, '0')}`;
      const closing = (received: string): string => {
        const closed = new Date(Date.parse(received) + random.below(90) * 86_400_000).toISOString().slice(0, 10);
        return closed;
      };
      for (let count = random.below(place % 2 === 0 ? 60 : 12); count > 0; count -= 1) {
        const received_on = day();
        const isClosed = random.chance(0.8);
        const outcome = isClosed ? random.pick(['POSITIVE', 'EXPLAINED']) : null;
        const closed_on = isClosed ? closing(received_on) : null;
        add('appeal', { area_code, channel: 'ONLINE', topic_code: 'roads', received_on, closed_on, outcome });
        if (random.chance(0.5)) add('legal_aid_case', { area_code, subject: 'Кеңес', received_on, closed_on, outcome });
      }
      for (let count = random.below(3); count > 0; count -= 1) {
        const people = random.pick([1, 2, 3, 4, 9, 25]);
        const programme_code = random.pick(programmes);
        add('programme_event', { area_code, title: 'Іс-шара', held_on: day(), participants: people, programme_code });
        const on = day();
        add('course_group', {
          area_code,
          title: 'Курс',
          started_on: on,
          completed_on: on,
          graduates: people,
          programme_code,
        });
        add('meeting', { area_code, kind_code: 'mobile-reception', held_on: day(), attendees: people });
      }
    }
  }
  for (const [table, records] of Object.entries(rows)) await insertRows(database, table, records);
}

const programmes: (string | null)[] = [null];

/** Every row that anybody was ever shown of a topic, and what its figures are in truth. */
async function listShown(topic: string): Promise<{ rows: ShownRow[]; truth: Map<ShownRow, Record<string, number>> }> {
  const found = await database.query<ShownRow & { shown: ShownRow; truth: Record<string, number> }>(
    `select publication.as_of as "asOf", shown.area_code as "areaCode", shown.grain, shown.period_start as start,
            shown.programme_code as "programmeCode", shown.figures as shown, figure.figures -> 'values' as truth
       from protected_figure as shown
       join publication_figure as figure
         using (publication_id, topic, area_code, grain, period_start, programme_code)
       join publication on publication.id = publication_id
      where topic = $1`,
    [topic],
  );
  const truth = new Map<ShownRow, Record<string, number>>();
  const rows = found.map(({ shown, truth: figures, ...row }) => {
    const { values, withheld } = shown;
    const each = { ...row, values, withheld };
    truth.set(each, figures);
    return each;
  });
  return { rows, truth };
}

const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/**
 * Reports about every district as of the last days that something is published of, which state one of each whole, and
 * of the parts of it, in every month and both years, and in a span that no publication has; each held against the records.
 */
async function seedReports(): Promise<void> {
  const measures = Object.entries(meaningsOf).flatMap(([topic, { whole, parts }]) =>
    [whole, ...parts].map((measure) => ({ topic, measure })),
  );
  const spans = [
    ...months.map((month) => ({ periodFrom: `${month}-01`, periodTo: lastDayOf(month) })),
    { periodFrom: '2025-01-02', periodTo: '2025-01-31' },
    ...['2024', '2025'].map((year) => ({ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` })),
  ];
  for (const { asOf } of publications.slice(-2)) {
    for (const areaCode of districts) {
      const figures = spans
        .filter(({ periodFrom }) => periodFrom <= asOf)
        .flatMap((span) => measures.map((each) => ({ ...span, ...each })))
        .map((figure, index) => ({
          ...figure,
          number: index + 1,
          value: '1',
          unit: statedUnit(findMeasureOfCode(`${figure.topic}.${figure.measure}`)!),
          qualifier: 'EXACT' as const,
          ...{ programmeCode: null, roundingUnit: null, wording: 'Бір', note: '' },
        }));
      expect(figures.length).toBeLessThan(mostFiguresOfReport);
      const heading = { sourceRef: `${areaCode} ${asOf}`, title: 'Есеп', language: 'KK' as const, text: '' };
      await loadReport(database, { ...heading, areaCode, publishedOn: asOf, asOf, figures });
    }
  }
  await reconcile(database, { all: true });
}

function readAsPublic<Found extends object>(text: string, values: readonly unknown[] = []): Promise<Found[]> {
  return actAs(database, actorOf(publicViewer, '2025-05-01', new Scopes(database))).query<Found>(text, values);
}

/** What rows say of the same area and days they say alike. */
function namesOfValues({ asOf, areaCode, grain, start, programmeCode, values }: ShownRow): string[] {
  const end = periodEnd({ grain, start });
  const span = `${start} ${end < asOf ? end : asOf}`;
  return Object.entries(values).flatMap(([measure, value]) =>
    value === null ? [] : [[asOf, areaCode, span, programmeCode, measure, value].join(' ')],
  );
}

/** What the public reads of verdicts on figures of a topic, as rows that say one thing each. */
async function listToldByReports(topic: string): Promise<ShownRow[]> {
  const { whole, parts, rest } = meaningsOf[topic]!;
  const told = await readAsPublic<Omit<ShownRow, 'values' | 'withheld'> & { measure: string; computed: string }>(
    `select report.as_of as "asOf", report.area_code as "areaCode", figure.period_from as start, 'ALL' as "programmeCode",
            case when extract(month from figure.period_to) = 12 and extract(month from figure.period_from) = 1
                 then 'YEAR' else 'MONTH' end as grain, figure.measure, found.computed
       from figure_verdict as found
       join stated_figure as figure on figure.id = found.stated_figure_id
       join report on report.id = figure.report_id
      where figure.topic = $1
        and found.computed is not null
        and extract(day from figure.period_from) = 1`,
    [topic],
  );
  return told.map(({ measure, computed, ...row }) => ({
    ...row,
    values: { [measure]: Number(computed) },
    withheld: [whole, ...parts, ...(rest === undefined ? [] : [rest])]
      .filter((each) => each !== measure)
      .map((each) => ({ measure: each, reason: 'SUPPRESSED' })),
  }));
}

interface Attacked {
  readonly topic: string;
  readonly suppressed: number;
  readonly shown: number;
  /** Small figures, of which the attacker tells an interval. */
  readonly told: readonly Told[];
  readonly narrow: readonly Told[];
}

/** @param alsoTold what is known beside publications */
async function attackTopic(topic: string, alsoTold: readonly ShownRow[] = []): Promise<Attacked> {
  const { rows, truth } = await listShown(topic);
  const meanings = meaningsOf[topic]!;
  const valueOf = (row: ShownRow, measure: string): number => truth.get(row)![measure]!;
  const isSmall = (row: ShownRow, measure: string): boolean =>
    truth.has(row) && valueOf(row, measure) > 0 && valueOf(row, measure) < smallestShown;
  const told = await attack([...rows, ...alsoTold], meanings, isSmall);
  for (const { row, measure, least, greatest } of told) {
    // Else the attack would prove nothing.
    expect(least).toBeLessThanOrEqual(valueOf(row, measure) + 1e-6);
    expect(greatest).toBeGreaterThanOrEqual(valueOf(row, measure) - 1e-6);
  }
  const counted = [meanings.whole, ...meanings.parts, ...(meanings.rest === undefined ? [] : [meanings.rest])];
  const all = rows.flatMap((row) => counted.map((measure) => ({ row, measure })));
  // No small figure is shown at all.
  expect(all.filter(({ row, measure }) => isSmall(row, measure) && (row.values[measure] ?? null) !== null)).toEqual([]);
  return {
    topic,
    suppressed: all.filter(({ row, measure }) =>
      row.withheld.some((each) => each.measure === measure && each.reason === 'SUPPRESSED'),
    ).length,
    shown: all.filter(({ row, measure }) => (row.values[measure] ?? null) !== null).length,
    told,
    narrow: told.filter(({ least, greatest }) => greatest - least < smallestShown - 1e-6),
  };
}

function report(seed: number, { topic, suppressed, shown, told, narrow }: Attacked): string {
  return (
    `${topic.padEnd(9)} world ${seed}: ${String(shown).padStart(5)} shown, ${String(suppressed).padStart(5)} suppressed, ` +
    `${String(told.length).padStart(4)} of them small; told within less than ${smallestShown}: ${narrow.length}\n`
  );
}

describe.each([1, 2])('an attacker who keeps all publications of world %d', (worldSeed) => {
  beforeEach(async () => {
    const found = await database.query<{ code: string }>('select code from programme order by code limit 2');
    programmes.splice(0, programmes.length, null, ...found.map(({ code }) => code));
    await seed(createRandom(worldSeed));
  });

  it('tells no small figure to within less than the threshold', async () => {
    for (const each of publications) await publish(database, each);
    const [counts] = await database.query<{ small: number; complements: number; exposed: number }>(
      `select sum(small_count)::integer as small, sum(complement_count)::integer as complements,
              sum(exposed_count)::integer as exposed
         from publication_protection`,
    );
    expect(counts).toMatchObject({ exposed: 0 });
    expect(counts!.complements).toBeGreaterThan(0);
    for (const topic of Object.keys(meaningsOf)) {
      const attacked = await attackTopic(topic);
      process.stdout.write(report(worldSeed, attacked));
      expect(attacked.told.length).toBeGreaterThan(0);
      expect(attacked.narrow).toEqual([]);
      expect(attacked.shown).toBeGreaterThan(0);
    }
  });

  it('tells them where complements are switched off', async () => {
    for (const { areaCode, asOf } of publications) {
      await publish(database, { areaCode, asOf, name: 'unprotected' });
    }
    await database.query(`alter table publication disable trigger publication_is_immutable`);
    await database.query(`update publication set name = 'official'`);
    await database.transaction('READ COMMITTED', (sql) => protectPublications(sql, { withComplements: false }));
    for (const topic of Object.keys(meaningsOf)) {
      const attacked = await attackTopic(topic);
      process.stdout.write(`without complements: ${report(worldSeed, attacked)}`);
      expect(attacked.narrow.length).toBeGreaterThan(0);
    }
  });
});

it('by what reports are held against nobody is told more, and without its policy small figures are', async () => {
  await seed(createRandom(1));
  for (const each of publications) await publish(database, each);
  await seedReports();
  for (const topic of Object.keys(meaningsOf)) {
    const told = await listToldByReports(topic);
    expect(told.length).toBeGreaterThan(0);
    const { rows } = await listShown(topic);
    const ofPublications = new Set(rows.flatMap(namesOfValues));
    expect(told.flatMap(namesOfValues).filter((name) => !ofPublications.has(name))).toEqual([]);
  }
  const ofOtherSpans = await readAsPublic(
    `select from figure_verdict join stated_figure on id = stated_figure_id where extract(day from period_from) = 2`,
  );
  expect(ofOtherSpans).toEqual([]);

  for (const isHeld of [true, false]) {
    if (!isHeld) await database.query('alter table figure_verdict disable row level security');
    for (const topic of ['event', 'course']) {
      const attacked = await attackTopic(topic, await listToldByReports(topic));
      process.stdout.write(`reports ${isHeld ? 'as they are' : 'without a policy'}: ${report(1, attacked)}`);
      if (isHeld) expect(attacked.narrow).toEqual([]);
      else expect(attacked.narrow.length).toBeGreaterThan(0);
    }
  }
}, 240_000);

it('every measure that counts people is attacked', () => {
  for (const [code, { whole, parts, rest }] of Object.entries(meaningsOf)) {
    const { measures } = getTopic(code);
    const counted = measures.filter(({ unit }) => ['people', 'appeals', 'cases'].includes(unit));
    expect(counted.map((measure) => measure.code).sort()).toEqual(
      [whole, ...parts, ...(rest === undefined ? [] : [rest])].sort(),
    );
  }
});

it('shows anybody what the report states of the year of the region', async () => {
  const demo = await createTestDatabase({ template: await demoTemplate() });
  const opened = await openDatabase({ url: demo.url });
  try {
    await publish(opened, { areaCode: akmola, asOf: demoDay });
    const [year] = await opened.query<{ figures: Pick<ShownRow, 'values' | 'withheld'> }>(
      `select figures from protected_figure
        where topic = 'appeal' and area_code = $1 and grain = 'YEAR' and period_start = '2025-01-01'`,
      [akmola],
    );
    expect(year!.figures).toMatchObject({
      values: { received: 6331, positive: 3192, explained: 3065, inProgress: 74 },
      withheld: [],
    });
  } finally {
    await opened.close();
    await demo.drop();
  }
});
