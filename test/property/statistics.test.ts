import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import type { SummaryLevel } from '@oblys/domain';
import { latestBuild, queryMeasures, refresh, type LiveAsk, type MeasureQueryRow } from '@oblys/rollups';
import { districtsIn, programmes, randomQuestion, type Question } from '../support/measure-questions.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { firstSeed } from '../support/property-settings.js';
import { createRandom } from '../support/random.js';
import { createOracleOf, type Oracle } from '../support/rollups-oracle.js';
import { liesIn, readOracleRecords, type OracleRecords } from '../support/rollups-oracle-records.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';
import { computeByHand, type Fraction, type RowByHand } from '../support/statistics-by-hand.js';

jest.setTimeout(600_000);

const questions = 120;
const builtOn = '2025-11-05';

let home: TestDatabase;
let database: Database;
let oracle: Oracle;
let records: OracleRecords;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, firstSeed);
  for (const [code, year, people] of populations) {
    await database.query(`insert into area_population (area_code, year, population, source) values ($1, $2, $3, '')`, [
      code,
      year,
      people,
    ]);
  }
  await refresh(database, { asOf: builtOn });
  records = await readOracleRecords(database);
  oracle = createOracleOf(records);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

/** Of some areas for each year, of some since a later one, of one nobody, of the others none. */
const populations: readonly (readonly [code: string, year: number, people: number])[] = [
  [rollupsTree.country, 2020, 20_000_000],
  [rollupsTree.north, 2024, 788_013],
  [rollupsTree.north, 2025, 787_000],
  [rollupsTree.burabay, 2023, 75_219],
  [rollupsTree.burabay, 2025, 74_001],
  [rollupsTree.tselinograd, 2025, 7],
  [rollupsTree.sandyk, 2026, 17_000],
  [rollupsTree.kosshy, 2024, 0],
  [rollupsTree.almatyVillage, 2019, 31_417],
  [rollupsTree.quiet, 2022, 14_999],
];

const rates: Readonly<Record<string, readonly [part: string, whole: string]>> = {
  'election.winRate': ['wonByNominee', 'held'],
  'proposal.executionRate': ['executed', 'received'],
  'roadmap.completionRate': ['executed', 'planned'],
  'appeal.positiveShare': ['positive', 'received'],
};
const levels = [
  'roadmap.planned',
  'roadmap.completionRate',
  'commissionPlan.executed',
  'facility.stalled',
  'organization.registered',
];
const took: Readonly<Record<string, readonly [table: string, begun: string, ended: string, counted: string]>> = {
  'proposal.daysToExecute': ['proposal', 'raised_on', 'executed_on', 'received'],
  'appeal.daysToClose': ['appeal', 'received_on', 'closed_on', 'received'],
  'legalAid.daysToClose': ['legal_aid_case', 'received_on', 'closed_on', 'received'],
  'correspondence.daysToAnswer': ['correspondence', 'sent_on', 'answered_on', 'lettersSent'],
};

interface Span {
  from: string;
  to: string;
  start: string;
  isPeriod: boolean;
}

interface Place extends Span {
  keys: string;
  area: string;
  level: SummaryLevel;
  region: string;
  programme: string | null;
  period: number;
}

describe('queryMeasures', () => {
  it(`tells of ${questions} random questions what is worked out by hand`, async () => {
    const random = createRandom(firstSeed);
    const met = { rows: 0, reasons: new Set<string>(), outliers: 0, distributions: 0 };
    for (let number = 1; number <= questions; number += 1) {
      const question = randomQuestion(random);
      const answered = await ask(question);
      const places = placesOf(question).filter((place) => isKept(question, place));
      const named = `question ${number} of seed ${firstSeed}: ${JSON.stringify(question)}`;
      expect([named, answered.map(keysOf).sort()]).toEqual([named, places.map(({ keys }) => keys).sort()]);
      const rows = new Map(answered.map((row) => [keysOf(row), row]));
      for (const [index, measure] of question.measures.entries()) {
        for (const [keys, expected] of await statisticsByHand(question, measure)) {
          const row = rows.get(keys);
          if (row === undefined) continue;
          expect([named, measure, keys, flat(row, index)]).toEqual([named, measure, keys, expected]);
          met.rows += 1;
          if (expected.outlier?.[4] === true) met.outliers += 1;
          for (const reason of Object.values(expected).flatMap((each) => each?.at(-1) ?? []))
            met.reasons.add(`${reason}`);
        }
      }
      for (const place of places) {
        const told = question.distributions!.map((code) => distributionByHand(question, place, code));
        expect([named, place.keys, rows.get(place.keys)!.distributions]).toEqual([named, place.keys, told]);
        met.distributions += told.filter(({ count }) => count !== null && count > 0).length;
      }
    }
    expect([...met.reasons].sort()).toEqual([
      ...['NOT_ADDITIVE', 'NOT_ALLOWED', 'NOT_A_COUNT', 'NOT_COMPUTED', 'NOT_REPORTED', 'NO_DENOMINATOR'],
      ...['NO_POPULATION', 'NO_SPREAD', 'PERIOD_NOT_WHOLE', 'TOO_FEW_PERIODS', 'TOO_FEW_VALUES'],
    ]);
    expect([met.rows > 1_000, met.outliers > 0, met.distributions > 100]).toEqual([true, true, true]);
  });
});

async function ask(question: Question): Promise<readonly MeasureQueryRow[]> {
  const build = await latestBuild(database);
  const { rows } = await queryMeasures(database, question, {
    areAllowed: async (codes) => codes.map((code) => isAllowed(question, code)),
    isSeen: ({ code }) => code !== question.hidden,
    buildOf: async ({ code }) => build!.topics.find(({ topic }) => topic === code) ?? null,
  });
  return rows;
}

function isAllowed({ allowed }: Question, code: string): boolean {
  return allowed === null || allowed.includes(code);
}

function keysOf({ keys }: MeasureQueryRow): string {
  return keys.map(({ code }) => code ?? '').join();
}

/** Every row to be, those without records too. */
function placesOf(question: Question): Place[] {
  const { by, areaCode, level, time } = question;
  const whole = { area: areaCode, level, region: '', keys: [] as string[] };
  const districts = districtsIn(question);
  const regions = [...new Set(districts.map(({ region }) => region))]
    .filter((code) => isAllowed(question, code))
    .map((code) => ({ area: code, level: 'REGION' as const, region: '', keys: [code] }));
  const ofDistricts = districts
    .filter(({ code, region }) => isAllowed(question, code) && (!by.includes('REGION') || isAllowed(question, region)))
    .map(({ code, region }) => ({
      ...{ area: code, level: 'DISTRICT' as const, region },
      keys: by.includes('REGION') ? [region, code] : [code],
    }));
  const areas = by.includes('DISTRICT') ? ofDistricts : by.includes('REGION') ? regions : [whole];
  const terms = by.includes('PROGRAMME') ? programmes : [null];
  return areas.flatMap((area) =>
    terms.flatMap((programme) =>
      spansOf(question).map((span, period) => ({
        ...span,
        ...area,
        ...{ programme, period },
        keys: [...area.keys, ...(programme === null ? [] : [programme]), ...(time === null ? [] : [span.start])].join(),
      })),
    ),
  );
}

const monthsOf = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const;

function spansOf({ from, to, time }: Question): Span[] {
  if (time === null) return [{ from, to, start: from, isPeriod: false }];
  const spans: Span[] = [];
  const months = monthsOf[time];
  const [year, month] = from.split('-').map(Number) as [number, number];
  for (let next = year * 12 + month - 1 - ((month - 1) % months); ; next += months) {
    const dayOf = (count: number, day: number) => new Date(Date.UTC(0, count, day)).toISOString().slice(0, 10);
    const [start, end] = [dayOf(next - 1900 * 12, 1), dayOf(next + months - 1900 * 12, 0)];
    if (start > to) return spans;
    const isPeriod = start >= from && end <= to;
    spans.push({ from: start < from ? from : start, to: end > to ? to : end, start, isPeriod });
  }
}

function isKept(question: Question, place: Place): boolean {
  if (!question.by.includes('PROGRAMME')) return true;
  const topics = new Set(question.measures.map((code) => code.split('.')[0]!));
  return [...topics].some(
    (topic) => isTold(question, place.area, topic) && count(question, topic, place).recordCount > 0,
  );
}

function isTold(question: Question, area: string, topic: string): boolean {
  return isAllowed(question, area) && topic !== question.hidden;
}

type Asked = Pick<Place, 'area' | 'level' | 'programme' | 'from' | 'to'>;

function count({ asOf }: Question, topic: string, { area, level, programme, from, to }: Asked) {
  const ask: LiveAsk = { areaCode: area, level, from, to, asOf: asOf ?? builtOn, programmeCode: programme };
  return oracle.count(topic, ask);
}

function fractionOf(question: Question, code: string, asked: Asked): Fraction {
  const [topic, measure] = code.split('.') as [string, string];
  if (!isTold(question, asked.area, topic)) return { above: null, below: null, reason: 'NOT_ALLOWED' };
  const { values, withheld } = count(question, topic, asked);
  if (values[measure] === null) {
    return { above: null, below: null, reason: withheld.find((each) => each.measure === measure)!.reason };
  }
  const [above, below] = rates[code]?.map((each) => values[each]) ?? [values[measure], 1];
  return { above: String(above), below: String(below), reason: null };
}

async function statisticsByHand(question: Question, measure: string): Promise<[string, Flat][]> {
  const { statistics, time, areaCode, level, from, to, compareWith, asOf } = question;
  const asked = statistics!;
  const places = placesOf(question);
  const day = asOf ?? builtOn;
  const isByTimeAlone = question.by.every((code) => code === time);
  const isLevel = levels.includes(measure);
  const addsUp = rates[measure] === undefined && measure !== 'meeting.organizationsReached';
  const among = asked.outliers?.among;
  const isAmongPeriods = among === time && time !== null;
  const former = places.map((place) => (compareWith ? formerOf(question, place, day) : null));
  const rows = places.map((place, index): RowByHand => {
    const ofWhole = { area: areaCode, level, programme: null };
    const within = isByTimeAlone ? { from, to } : { from: place.from, to: place.to };
    return {
      figure: fractionOf(question, measure, place),
      former: former[index] ? fractionOf(question, measure, { ...place, ...former[index] }) : null,
      total: fractionOf(question, measure, { ...ofWhole, ...within }),
      people: peopleOf(place)?.people ?? null,
      ranked: [
        place.programme,
        place.period,
        asked.rank?.within === 'REGION' && place.level === 'DISTRICT' ? place.region : '',
      ].join(),
      series: [place.region, place.area, place.programme].join(),
      alike: [
        // A region among the keys is told apart too.
        question.by.includes('REGION') && question.by.includes('DISTRICT') ? place.region : '',
        among === 'DISTRICT' || among === 'REGION' ? '' : place.area,
        among === 'PROGRAMME' ? '' : place.programme,
        isAmongPeriods ? '' : place.period,
      ].join(),
      period: place.period,
      isWhole: place.isPeriod && place.to <= day,
    };
  });
  const found = await computeByHand(database, rows, {
    isRatio: rates[measure] !== undefined,
    addsUp: addsUp && !(isLevel && isByTimeAlone),
    addsUpOverTime: addsUp && !isLevel,
    cutsOutliers: isAmongPeriods && !isLevel,
    periods: asked.movingAverage?.periods ?? 2,
    ranksDown: asked.rank?.direction !== 'ASC',
    ranksPeople: asked.rank?.by === 'PER_THOUSAND',
    outliersOfPeople: asked.outliers?.by === 'PER_THOUSAND',
  });
  return places.map((place, index) => {
    const told = found[index]!;
    const people = peopleOf(place);
    const reason = asked.rank?.by === 'PER_THOUSAND' ? told.per_thousand_reason : rows[index]!.figure.reason;
    return [
      place.keys,
      {
        perThousand: asked.perThousand
          ? [told.per_thousand, people?.people ?? null, people?.year ?? null, told.per_thousand_reason]
          : null,
        share: asked.share ? [told.share, told.share_reason] : null,
        rank: asked.rank ? [told.place, told.ranked_of, reason] : null,
        average: asked.movingAverage ? [told.average, told.average_reason] : null,
        outlier: asked.outliers
          ? [told.median, told.deviation, told.outlier_of, told.score, told.is_outlier, told.outlier_reason]
          : null,
        change: former[index]
          ? [former[index].from, former[index].to, told.absolute, told.relative, told.change_reason]
          : null,
      },
    ];
  });
}

type Flat = Record<'perThousand' | 'share' | 'rank' | 'average' | 'outlier' | 'change', readonly unknown[] | null>;

function flat({ statistics }: MeasureQueryRow, index: number): Flat {
  const { perThousand, share, rank, movingAverage, outlier, change } = statistics[index]!;
  return {
    perThousand: perThousand && [
      ...[perThousand.value, perThousand.population?.count ?? null, perThousand.population?.year ?? null],
      perThousand.withheld,
    ],
    share: share && [share.value, share.withheld],
    rank: rank && [rank.place, rank.of, rank.withheld],
    average: movingAverage && [movingAverage.value, movingAverage.withheld],
    outlier: outlier && [
      ...[outlier.median, outlier.medianDeviation, outlier.of, outlier.score, outlier.isOutlier],
      outlier.withheld,
    ],
    change: change && [change.from, change.to, change.absolute, change.relative, change.withheld],
  };
}

function peopleOf({ area, to }: Place): { people: number; year: number } | null {
  const known = populations.filter(([code, year]) => code === area && year <= Number(to.slice(0, 4)));
  const last = known.sort(([, one], [, other]) => other - one)[0];
  return last === undefined ? null : { year: last[1], people: last[2] };
}

/** The earlier span: by as many months where it is of months, else by as many days; of one that goes on as much of it. */
function formerOf({ compareWith, time }: Question, { from, to }: Place, day: string): { from: string; to: string } {
  const last = from <= day && day < to ? day : to;
  const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const isOfMonths = from.endsWith('-01') && isEndOfMonth(to);
  const months =
    compareWith === 'PREVIOUS_YEAR'
      ? 12
      : time !== null
        ? monthsOf[time]
        : isOfMonths
          ? monthOf(to) - monthOf(from) + 1
          : null;
  if (months !== null)
    return { from: monthsBack(from, months, false), to: monthsBack(last, months, isEndOfMonth(last)) };
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return { from: daysBack(from, days), to: daysBack(last, days) };
}

function daysBack(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}

function isEndOfMonth(date: string): boolean {
  return daysBack(date, -1).endsWith('-01');
}

function monthsBack(date: string, months: number, toEnd: boolean): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const end = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const shown = toEnd || day > end ? end : day;
  return new Date(Date.UTC(year, month - 1 - months, shown)).toISOString().slice(0, 10);
}

function distributionByHand(question: Question, place: Place, code: string) {
  const [table, begun, ended, counted] = took[code]!;
  const topic = code.split('.')[0]!;
  const nothing = {
    count: null as number | null,
    shortest: null,
    median: null,
    ninetiethPercentile: null,
    longest: null,
  };
  if (!isTold(question, place.area, topic)) return { ...nothing, withheld: 'NOT_ALLOWED' };
  const reason = count(question, topic, place).withheld.find(({ measure }) => measure === counted)?.reason;
  if (reason !== undefined) return { ...nothing, withheld: reason };
  const day = question.asOf ?? builtOn;
  const last = place.to < day ? place.to : day;
  const days = records[table]!.filter((row) => liesIn(row, place.area, place.level))
    .filter((row) => row[ended] !== null && String(row[ended]) >= place.from && String(row[ended]) <= last)
    .map((row) => (Date.parse(String(row[ended])) - Date.parse(String(row[begun]))) / 86_400_000)
    .sort((one, other) => one - other);
  if (days.length === 0) return { ...nothing, count: 0, withheld: 'NO_DENOMINATOR' };
  const within = (tenths: number) => days[Math.ceil((days.length * tenths) / 10) - 1]!;
  return {
    ...{ count: days.length, shortest: days[0]!, median: within(5), ninetiethPercentile: within(9) },
    ...{ longest: days.at(-1)!, withheld: null },
  };
}
