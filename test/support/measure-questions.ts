import type { Grain, SummaryLevel } from '@oblys/domain';
import type { MeasureQuery } from '@oblys/rollups';
import type { Random } from './random.js';
import { kosshyFormedOn, rollupsTree, sandykMovedOn, silentMovedOn } from './rollups-tree.js';

/** A question, and what of it the answer is worked out by hand from. */
export interface Question extends MeasureQuery {
  readonly level: SummaryLevel;
  readonly time: Grain | null;
  /** The areas whose figures may be seen; null is all. */
  readonly allowed: readonly string[] | null;
  /** The topic that may not be seen; null is none. */
  readonly hidden: string | null;
}

export const programmes = ['auyl-amanaty', 'unused', 'womens-wing'];
const withProgramme = [
  'event.held',
  'event.participants',
  'funding.projectsFunded',
  'funding.amount',
  'course.graduates',
];
const asked = [
  ...withProgramme,
  'meeting.held',
  'meeting.organizationsReached',
  'election.winRate',
  'proposal.received',
  'proposal.executionRate',
  'roadmap.planned',
  'roadmap.completionRate',
  'commissionPlan.executed',
  'appeal.received',
  'appeal.inProgress',
  'appeal.positiveShare',
  'legalAid.positive',
  'facility.commissioned',
  'facility.stalled',
  'organization.registered',
  'correspondence.answered',
];
export const durations = [
  'proposal.daysToExecute',
  'appeal.daysToClose',
  'legalAid.daysToClose',
  'correspondence.daysToAnswer',
];

/** Where districts lay, by date: from a day on, up to another. */
const placements: readonly (readonly [code: string, region: string, from: string, until: string])[] = [
  [rollupsTree.kosshy, rollupsTree.north, kosshyFormedOn, '9999'],
  [rollupsTree.silent, rollupsTree.north, '', silentMovedOn],
  [rollupsTree.silent, rollupsTree.south, silentMovedOn, '9999'],
  [rollupsTree.quiet, rollupsTree.north, '', '9999'],
  [rollupsTree.waiting, rollupsTree.north, '', '9999'],
  [rollupsTree.sandyk, rollupsTree.north, '', sandykMovedOn],
  [rollupsTree.sandyk, rollupsTree.south, sandykMovedOn, '9999'],
  [rollupsTree.tselinograd, rollupsTree.north, '', '9999'],
  [rollupsTree.burabay, rollupsTree.north, '', '9999'],
  [rollupsTree.almatyVillage, rollupsTree.south, '', '9999'],
];

/** The districts that lay in an area within a span, each with the region in it that it lay in last. */
export function districtsIn({ areaCode, from, to }: MeasureQuery): { code: string; region: string }[] {
  const there = placements.filter(
    ([code, region, since, until]) =>
      since <= to && until > from && [rollupsTree.country, region, code].includes(areaCode),
  );
  const last = new Map(there.map(([code, region]) => [code, region]));
  return [...last].map(([code, region]) => ({ code, region })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A question that goes together: its statistics fit its dimensions. */
export function randomQuestion(random: Random): Question {
  const { country, north, south, burabay, sandyk } = rollupsTree;
  const [areaCode, level] = random.pick<[string, SummaryLevel]>([
    [country, 'COUNTRY'],
    [north, 'REGION'],
    [north, 'REGION'],
    [south, 'REGION'],
    [random.pick([burabay, sandyk]), 'DISTRICT'],
  ]);
  const byProgramme = random.chance(0.25);
  const areas =
    level === 'DISTRICT'
      ? []
      : random.pick([[], ['DISTRICT'], ['DISTRICT'], ['DISTRICT'], ['REGION'], ['REGION', 'DISTRICT']]);
  const time = random.pick<Grain | null>([null, 'MONTH', 'MONTH', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR']);
  const span = randomSpan(random, time);
  const isInBy = random.chance(0.5);
  const by = [...areas, ...(byProgramme ? ['PROGRAMME'] : []), ...(time !== null && isInBy ? [time as string] : [])];
  const dimensions = time === null || isInBy ? by : [...by, time];
  const measures = [...new Set([1, 2, 3].map(() => random.pick(byProgramme ? withProgramme : asked)))];
  const basis = () => random.pick(['FIGURE', 'PER_THOUSAND'] as const);
  const among = dimensions.filter((code) => code !== 'REGION' || !areas.includes('DISTRICT'));
  return {
    ...{ measures, by, areaCode, level, time, ...span },
    grain: time !== null && !isInBy ? time : null,
    asOf: random.pick([null, null, '2025-09-30', '2025-10-17', '2025-11-05', '2025-12-31']),
    compareWith: random.pick([null, 'PREVIOUS_PERIOD', 'PREVIOUS_YEAR']),
    statistics: {
      perThousand: random.chance(0.7),
      share: dimensions.length > 0 && random.chance(0.7),
      rank:
        areas.length > 0
          ? { direction: random.pick(['ASC', 'DESC']), by: basis(), within: random.pick(['REGION', 'WHOLE']) }
          : null,
      movingAverage: time === null ? null : { periods: 2 + random.below(4) },
      outliers: among.length > 0 ? { among: random.pick(among), by: basis() } : null,
    },
    distributions: byProgramme ? [] : durations.filter(() => random.chance(0.3)),
    allowed: random.chance(0.25) ? placements.map(([code]) => code).filter(() => random.chance(0.7)) : null,
    hidden: random.chance(0.15) ? measures[0]!.split('.')[0]! : null,
  };
}

function randomSpan(random: Random, time: Grain | null): { from: string; to: string } {
  const month = (number: number): string =>
    `${2024 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  const first = 6 + random.below(15);
  const last = Math.min(first + random.below(time === 'YEAR' || time === 'HALF_YEAR' ? 18 : 8), 24);
  const day = (): string => String(1 + random.below(28)).padStart(2, '0');
  const from = `${month(first)}-${random.chance(0.8) ? '01' : day()}`;
  const endOfMonth = new Date(Date.UTC(2024, last + 1, 0)).toISOString().slice(0, 10);
  const to = random.chance(0.8) ? endOfMonth : `${month(last)}-${day()}`;
  return to < from ? { from: to, to: from } : { from, to };
}
