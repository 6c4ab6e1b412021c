import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { type IsoDate, locales } from '@oblys/domain';
import { explain, type FigureVerdict, loadReport, reconcile, type StatedFigureRow, statedUnit } from '@oblys/ingest';
import {
  answerSummaries,
  refresh,
  type Measure,
  type SummaryAnswer,
  type SummaryAsk,
  type Topic,
  topics,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';
import { seedReportOf } from '../support/stated-reports.js';

// Thousands of figures are counted twice; two test runs beside each other on two cores take their time.
jest.setTimeout(60_000);

type Span = Pick<SummaryAsk, 'from' | 'to' | 'grain' | 'start'>;
type Subject = Pick<SummaryAsk, 'areaCode' | 'level'>;

const { country, north, burabay, kosshy, quiet, almatyVillage, kosshyTown } = rollupsTree;
const subjects: [name: string, subject: Subject][] = [
  ['the country', { areaCode: country, level: 'COUNTRY' }],
  ['a region', { areaCode: north, level: 'REGION' }],
  ['a district', { areaCode: burabay, level: 'DISTRICT' }],
  ['a district that was formed within the span', { areaCode: kosshy, level: 'DISTRICT' }],
  ['a district that was silent for months', { areaCode: almatyVillage, level: 'DISTRICT' }],
  ['a district with next to no records', { areaCode: quiet, level: 'DISTRICT' }],
];

const period = (grain: NonNullable<Span['grain']>, from: IsoDate, to: IsoDate): Span => ({
  grain,
  start: from,
  from,
  to,
});
const spans: readonly Span[] = [
  period('MONTH', '2025-10-01', '2025-10-31'),
  period('QUARTER', '2025-07-01', '2025-09-30'),
  period('HALF_YEAR', '2025-01-01', '2025-06-30'),
  period('YEAR', '2024-01-01', '2024-12-31'),
  { from: '2025-01-01', to: '2025-11-05' },
  { from: '2024-11-20', to: '2025-02-10' },
  { from: '2025-10-05', to: '2025-10-05' },
  { from: null, to: '2025-11-05' },
];

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 7);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

describe.each([
  ['of the current build', '2025-11-05'],
  ['after the current build', '2025-12-31'],
  ['before it', '2025-10-31'],
])('a report as of a day %s', (_when, asOf) => {
  beforeAll(async () => {
    if (asOf === '2025-11-05') await refresh(database, { asOf });
  });

  it.each(subjects)('about %s has each measure computed as the summaries have it', async (_name, subject) => {
    const figures = await statedAsSummarized(subject, asOf);
    const reportId = await load(subject, asOf, figures);
    const [found] = await reconcile(database, { reportId });
    expect(found!.verdicts).toHaveLength(figures.length);
    expect(found!.verdicts.filter((verdict, index) => !agrees(verdict, figures[index]!.reason))).toEqual([]);
    // What the records say never contradicts itself, so neither does a report that states just that.
    const isComputed = (number: number) => figures[number - 1]!.reason === null;
    expect(found!.checks.filter(({ holds, basis }) => !holds && basis.figures.every(isComputed))).toEqual([]);
    const computedTopics = new Set(
      found!.verdicts.flatMap(({ computed, topic }) => (computed === null ? [] : [topic])),
    );
    expect(computedTopics.size).toBe(topics.length);
  });
});

/** A figure that states what a summary answers, or that it answers nothing for a reason. */
type SummarizedFigure = StatedFigureRow & { reason: string | null };

async function statedAsSummarized(subject: Subject, asOf: IsoDate): Promise<SummarizedFigure[]> {
  const figures: Omit<SummarizedFigure, 'number'>[] = [];
  for (const topic of topics) {
    const asks = asksOf(topic, subject, asOf);
    const answers = await answerSummaries(database, topic, asks);
    for (const [index, { programmeCode, from, to }] of asks.entries()) {
      const span = { programmeCode, periodFrom: from, periodTo: to, wording: 'сөздер', note: '' };
      const ofTopic = { topic: topic.code, ...span };
      figures.push(...topic.measures.map((measure) => ({ ...ofTopic, ...statedOf(measure, answers[index]!) })));
    }
  }
  return figures.map((figure, index) => ({ number: index + 1, ...figure }));
}

function asksOf(topic: Topic, subject: Subject, asOf: IsoDate): SummaryAsk[] {
  const programmes = topic.dimensions.includes('programme') ? [null, 'auyl-amanaty', 'womens-wing', 'unused'] : [null];
  return spans
    .filter(({ to }) => to <= asOf)
    .flatMap((span) => programmes.map((programmeCode) => ({ ...subject, ...span, asOf, programmeCode })));
}

/** A share is stated in percent and rounded, since a summary gives it as a binary fraction. */
function statedOf(measure: Measure, { values, withheld }: SummaryAnswer) {
  const value = values[measure.code] ?? null;
  const [code, unit] = [measure.code, statedUnit(measure)];
  if (value === null) {
    const { reason } = withheld.find((each) => each.measure === code)!;
    return { measure: code, unit, value: '1', qualifier: 'EXACT' as const, roundingUnit: null, reason };
  }
  return measure.valueType === 'ratio'
    ? {
        measure: code,
        unit,
        value: (100 * Number(value)).toFixed(2),
        qualifier: 'ROUNDED' as const,
        roundingUnit: '0.01',
        reason: null,
      }
    : { measure: code, unit, value: String(value), qualifier: 'EXACT' as const, roundingUnit: null, reason: null };
}

async function load({ areaCode }: Subject, asOf: IsoDate, figures: StatedFigureRow[]): Promise<string> {
  const heading = { areaCode, title: 'Есеп', language: 'KK', text: '', publishedOn: asOf, asOf } as const;
  return (await loadReport(database, { ...heading, sourceRef: `${areaCode} ${asOf}`, figures })).reportId;
}

function agrees({ verdict, reason, qualifier }: FigureVerdict, expectedReason: string | null): boolean {
  if (expectedReason !== null) return verdict === 'NOT_COMPUTABLE' && reason === expectedReason;
  return verdict === 'MATCH' || (qualifier === 'ROUNDED' && verdict === 'WITHIN_ROUNDING');
}

describe('a report that nothing can be computed for', () => {
  const wordsOf = async (heading: { areaCode?: string; asOf?: IsoDate }) => {
    const reportId = await seedReportOf(database, [['roadmap.planned', 'EXACT', '1', { periodFrom: null }]], {
      sourceRef: JSON.stringify(heading),
      areaCode: north,
      ...heading,
    });
    const [verdict] = (await reconcile(database, { reportId }))[0]!.verdicts;
    return [verdict!.reason, ...locales.map((locale) => explain(verdict!, locale))];
  };

  it('says of an area below the districts that figures are counted above it only', async () => {
    expect(await wordsOf({ areaCode: kosshyTown })).toEqual([
      'LEVEL_WITHOUT_FIGURES',
      '«Жоспардағы тармақтар»: есепте 1 деп көрсетілген; салыстыратын мән жоқ: көрсеткіштер тек аудандар, облыстар және ел бойынша есептеледі.',
      '«Пункты в плане»: в отчёте указано 1; сравнить не с чем: показатели считаются только по районам, областям и стране.',
      '“Items planned”: the report states 1; nothing was computed beside it: figures are counted for districts, regions and the country only.',
    ]);
  });

  it('says of a day before the first record that nobody has reported yet', async () => {
    const [reason, , , english] = await wordsOf({ asOf: '2001-01-31' });
    expect(reason).toBe('NOT_REPORTED');
    expect(english).toMatch(/no branch of the area has reported for this time\.$/);
  });

  it('says of a day that has not come that it has not been counted', async () => {
    expect((await wordsOf({ asOf: '2999-01-31' }))[0]).toBe('NOT_COMPUTED');
  });
});
