import { isLevel, findMeasure, getTopic, type Measure, type Topic } from '@oblys/rollups';

/** What a sentence says became of what it counts. */
export const statuses = [
  'BASE',
  'RECEIVED',
  'EXECUTED',
  'IN_PROGRESS',
  'NOT_DUE',
  'OVERDUE',
  'PLANNED',
  'POSITIVE',
  'EXPLAINED',
  'WON',
  'COMMISSIONED',
  'STALLED',
  'NEGATED',
] as const;
export type Status = (typeof statuses)[number];

/** Measures of a topic by what became of what they count: as a number, and as a share. */
export interface Family {
  readonly topic: string;
  /** BASE is what is counted where nothing is said of it. */
  readonly counts: Readonly<Partial<Record<Status, string>>>;
  readonly shares: Readonly<Partial<Record<Status, string>>>;
}

/** One family for each thing that texts count; each measure of the catalogue is in one. */
export const families = {
  organization: { topic: 'organization', counts: { BASE: 'registered' }, shares: {} },
  organizationReached: { topic: 'meeting', counts: { BASE: 'organizationsReached' }, shares: {} },
  meeting: { topic: 'meeting', counts: { BASE: 'held' }, shares: {} },
  attendee: { topic: 'meeting', counts: { BASE: 'attendees' }, shares: {} },
  reportHeard: { topic: 'meeting', counts: { BASE: 'reportsHeard' }, shares: {} },
  mobileReception: { topic: 'meeting', counts: { BASE: 'mobileReceptions' }, shares: {} },
  election: { topic: 'election', counts: { BASE: 'held', WON: 'wonByNominee' }, shares: { WON: 'winRate' } },
  nominee: { topic: 'election', counts: { WON: 'wonByNominee' }, shares: { WON: 'winRate' } },
  session: { topic: 'faction', counts: { BASE: 'sessionsHeld' }, shares: {} },
  proposal: {
    topic: 'proposal',
    counts: { BASE: 'received', RECEIVED: 'received', EXECUTED: 'executed', IN_PROGRESS: 'inProgress' },
    shares: { EXECUTED: 'executionRate' },
  },
  roadmap: {
    topic: 'roadmap',
    counts: {
      BASE: 'planned',
      PLANNED: 'planned',
      EXECUTED: 'executed',
      IN_PROGRESS: 'inProgress',
      NOT_DUE: 'notDue',
      OVERDUE: 'overdue',
    },
    shares: { EXECUTED: 'completionRate' },
  },
  commissionPlan: {
    topic: 'commissionPlan',
    counts: { BASE: 'planned', PLANNED: 'planned', EXECUTED: 'executed' },
    shares: { EXECUTED: 'completionRate' },
  },
  visit: { topic: 'monitoring', counts: { BASE: 'visits' }, shares: {} },
  event: { topic: 'event', counts: { BASE: 'held' }, shares: {} },
  participant: { topic: 'event', counts: { BASE: 'participants' }, shares: {} },
  project: { topic: 'funding', counts: { BASE: 'projectsFunded' }, shares: {} },
  money: { topic: 'funding', counts: { BASE: 'amount' }, shares: {} },
  courseGroup: { topic: 'course', counts: { BASE: 'groupsCompleted' }, shares: {} },
  graduate: { topic: 'course', counts: { BASE: 'graduates' }, shares: {} },
  appeal: {
    topic: 'appeal',
    counts: {
      BASE: 'received',
      RECEIVED: 'received',
      POSITIVE: 'positive',
      EXPLAINED: 'explained',
      IN_PROGRESS: 'inProgress',
    },
    shares: { POSITIVE: 'positiveShare', EXPLAINED: 'explainedShare', IN_PROGRESS: 'inProgressShare' },
  },
  legalAid: {
    topic: 'legalAid',
    counts: { BASE: 'received', RECEIVED: 'received', POSITIVE: 'positive' },
    shares: { POSITIVE: 'positiveShare' },
  },
  facility: { topic: 'facility', counts: { COMMISSIONED: 'commissioned', STALLED: 'stalled' }, shares: {} },
  letter: { topic: 'correspondence', counts: { BASE: 'lettersSent' }, shares: {} },
  inquiry: { topic: 'correspondence', counts: { BASE: 'inquiriesSent' }, shares: {} },
  answer: { topic: 'correspondence', counts: { BASE: 'answered' }, shares: {} },
} as const satisfies Readonly<Record<string, Family>>;
export type FamilyName = keyof typeof families;

/** The measure of a family; null where it has none of that status. */
export function measureOf(
  family: FamilyName,
  status: Status,
  isPercent: boolean,
): { topic: Topic; measure: Measure } | null {
  const { topic: topicCode, counts, shares }: Family = families[family];
  const code = isPercent ? shares[status] : (counts[status] ?? (isSilent(family, status) ? counts.BASE : undefined));
  if (code === undefined) return null;
  const topic = getTopic(topicCode);
  return { topic, measure: findMeasure(topic, code)! };
}

/** Whether a status says nothing of what the family counts: meetings are held, whatever was executed there. */
function isSilent(family: FamilyName, status: Status): boolean {
  const { counts }: Family = families[family];
  const speaksOf = Object.keys(counts).length > 1;
  const saysNothing = status === 'RECEIVED' || status === 'PLANNED';
  return saysNothing || (!speaksOf && status !== 'NEGATED');
}

/** The first day that a figure of a measure counts by default: the year's, and none of a level. */
export function defaultFrom(topic: Topic, measure: Measure, asOf: string): string | null {
  return isLevel(topic, measure) ? null : `${asOf.slice(0, 4)}-01-01`;
}
