import { addDays, addMonths } from '@oblys/domain';
import { eventsOf, type OracleRecords } from './rollups-oracle-records.js';
import type { Row } from './rollups-records.js';
import { districtsOf } from './rollups-oracle-tree.js';

/** A month as YYYY-MM of a branch, in the region that it is sent to. */
interface BranchMonth extends Row {
  region_code: string;
  branch_code: string;
  month: string;
}

const isSent = (submission: Row): boolean => submission['state'] === 'SUBMITTED' || submission['state'] === 'APPROVED';

interface SubmissionsOfDay {
  all: Row[];
  /** By topic, region, branch and month. */
  byKey: Map<string, Row>;
  /** The months of regions in which anybody had sent anything. */
  begun: Set<string>;
  reported: Map<string, BranchMonth[]>;
}

/** Thousands of figures ask for the same few days. */
const known = new WeakMap<OracleRecords, Map<string, SubmissionsOfDay>>();

function submissionsBy(records: OracleRecords, asOf: string): SubmissionsOfDay {
  const days = known.get(records) ?? new Map<string, SubmissionsOfDay>();
  known.set(records, days);
  const found = days.get(asOf);
  if (found !== undefined) return found;
  const all = (records['submission'] ?? []).filter((each) => String(each['submitted_on']) <= asOf);
  const monthOf = (each: Row): string => String(each['month']).slice(0, 'YYYY-MM'.length);
  const ofDay: SubmissionsOfDay = {
    all,
    byKey: new Map(
      all.map((each) => [[each['topic'], each['region_code'], each['branch_code'], monthOf(each)].join(), each]),
    ),
    begun: new Set(all.map((each) => `${each['region_code']} ${monthOf(each)}`)),
    reported: new Map(),
  };
  days.set(asOf, ofDay);
  return ofDay;
}

/** Whether anybody of a region had sent anything for a month by the day. */
function hasBegun(records: OracleRecords, region: string, month: string, asOf: string): boolean {
  return submissionsBy(records, asOf).begun.has(`${region} ${month}`);
}

/** What each district of a region, or its office, is to send for a month: the region's own rule, or that of all. */
function rulesOf(records: OracleRecords, region: string, month: string, sentBy: string): Row[] {
  const first = `${month}-01`;
  const isOpen = (bound: unknown): boolean => /infinity/.test(String(bound));
  const holding = (records['submission_due'] ?? []).filter(
    (rule) =>
      rule['sent_by'] === sentBy &&
      (rule['region_code'] === null || rule['region_code'] === region) &&
      (isOpen(rule['valid_from']) || String(rule['valid_from']) <= first) &&
      (isOpen(rule['valid_to']) || String(rule['valid_to']) > first),
  );
  return holding.filter(
    (rule) =>
      rule['is_due'] === true &&
      (rule['region_code'] !== null ||
        !holding.some((own) => own['region_code'] !== null && own['topic'] === rule['topic'])),
  );
}

/** Whether a month of a region stands on submissions for a topic. */
function isDue(records: OracleRecords, topic: string, region: string, month: string): boolean {
  const senders = ['OFFICE', ...(districtsOf(region, month).length > 0 ? ['DISTRICT'] : [])];
  return senders.some((sentBy) => rulesOf(records, region, month, sentBy).some((rule) => rule['topic'] === topic));
}

/** The months that branches have reported for a topic as of a day. */
export function reportedBy(records: OracleRecords, topic: string, asOf: string): BranchMonth[] {
  if ((records['submission'] ?? []).length === 0) return eventsOf(records, asOf);
  const ofDay = submissionsBy(records, asOf);
  const reported = ofDay.reported.get(topic) ?? findReported(records, ofDay, topic, asOf);
  ofDay.reported.set(topic, reported);
  return reported;
}

function findReported(records: OracleRecords, ofDay: SubmissionsOfDay, topic: string, asOf: string): BranchMonth[] {
  const standing = new Map<string, boolean>();
  const standsOnSubmissions = (region: string, month: string): boolean => {
    const key = `${region} ${month}`;
    const isStanding =
      standing.get(key) ?? (hasBegun(records, region, month, asOf) && isDue(records, topic, region, month));
    standing.set(key, isStanding);
    return isStanding;
  };
  const byRecords = eventsOf(records, asOf).filter(
    (event) => event.topic === topic || !standsOnSubmissions(event.region_code, event.month),
  );
  const sent = ofDay.all.filter((each) => each['topic'] === topic && isSent(each));
  return [
    ...byRecords,
    ...sent.map((each) => ({
      region_code: String(each['region_code']),
      branch_code: String(each['branch_code']),
      month: String(each['month']).slice(0, 'YYYY-MM'.length),
    })),
  ];
}

export interface SentMonth {
  isSent: boolean;
  isOnTime: boolean;
  /** Of what was not sent, the worst. */
  state: string | null;
}

const worstFirst = ['MISSING', 'RETURNED', 'LATE', 'DUE', 'NOT_DUE'];

/** How a district stands with a month in a region; null where that stands on records. */
export function sentTo(
  records: OracleRecords,
  region: string,
  district: string,
  month: string,
  asOf: string,
): SentMonth | null {
  if (!hasBegun(records, region, month, asOf)) return null;
  const rules = rulesOf(records, region, month, 'DISTRICT');
  if (rules.length === 0) return null;
  const states: string[] = [];
  let isOnTime = true;
  for (const rule of rules) {
    const dueOn = addDays(addMonths(`${month}-01`, 1), Number(rule['due_day']) - 1);
    const submission = submissionsBy(records, asOf).byKey.get([rule['topic'], region, district, month].join());
    if (submission !== undefined && isSent(submission)) {
      if (String(submission['submitted_on']) > dueOn) isOnTime = false;
      continue;
    }
    isOnTime = false;
    states.push(submission === undefined ? lateness(month, dueOn, Number(rule['grace_days']), asOf) : 'RETURNED');
  }
  const state = worstFirst.find((each) => states.includes(each)) ?? null;
  return { isSent: states.length === 0, isOnTime, state };
}

function lateness(month: string, dueOn: string, graceDays: number, asOf: string): string {
  if (asOf < addDays(addMonths(`${month}-01`, 1), -1)) return 'NOT_DUE';
  if (asOf <= dueOn) return 'DUE';
  return asOf <= addDays(dueOn, graceDays) ? 'LATE' : 'MISSING';
}

/** In several regions at once: what was sent whole to one of them is sent. */
export function together(all: readonly SentMonth[]): SentMonth | null {
  if (all.length === 0) return null;
  return {
    isSent: all.some((each) => each.isSent),
    isOnTime: all.some((each) => each.isOnTime),
    state: worstFirst.find((state) => all.some((each) => each.state === state)) ?? null,
  };
}
