import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '@oblys/database';
import type { Coverage, SummaryAnswer, SummaryAsk, Withheld } from '@oblys/rollups';
import type { Row } from './rollups-records.js';
import { kosshyFormedOn, rollupsTree, sandykMovedOn } from './rollups-tree.js';

/**
 * The figures once more, as loops over lists of records, written from the definitions. It shares no code with the
 * topics and their compiler, so that a mistake in one of them shows.
 */
export interface Oracle {
  count(topic: string, ask: SummaryAsk & { asOf: string }): OracleAnswer;
  cover(ask: SummaryAsk & { asOf: string }): Coverage;
}

export interface OracleAnswer {
  values: Record<string, number | string | null>;
  withheld: Withheld[];
  recordCount: number;
}

const columnsOf: Record<string, string> = {
  primary_organization: 'registered_on, dissolved_on',
  meeting: 'id, kind_code, organization_id, held_on, attendees',
  akim_election: 'held_on, won_by_nominee',
  faction_session: 'held_on',
  proposal: 'raised_on, executed_on',
  roadmap_item: 'adopted_on, withdrawn_on, starts_on, due_on, executed_on',
  monitoring_visit: 'visited_on',
  programme_event: 'programme_code, held_on, participants',
  funded_project: 'programme_code, funded_on, amount',
  course_group: 'programme_code, completed_on, graduates',
  commission_plan_item: 'programme_code, plan_year, adopted_on, executed_on',
  appeal: 'received_on, outcome, closed_on',
  legal_aid_case: 'received_on, outcome, closed_on',
  facility: 'planned_on, commissioned_on',
  correspondence: 'kind, sent_on, answered_on',
};

/** The first asks whose answers are not what the oracle counts, with both; none when all agree. */
export function differences(
  oracle: Oracle,
  topic: string,
  asks: readonly (SummaryAsk & { asOf: string })[],
  answers: readonly SummaryAnswer[],
): unknown[] {
  if (answers.length !== asks.length) return [{ asked: asks.length, answered: answers.length }];
  const found: unknown[] = [];
  for (const [index, ask] of asks.entries()) {
    const { values, withheld, recordCount } = answers[index]!;
    const answered = { values, withheld, recordCount };
    const counted = oracle.count(topic, ask);
    if (!isDeepStrictEqual(answered, counted)) found.push({ ask, answered, counted });
    if (found.length === 3) break;
  }
  return found;
}

type Records = Record<string, Row[]>;

export async function createOracle(sql: Sql): Promise<Oracle> {
  const records: Records = {};
  for (const [table, columns] of Object.entries(columnsOf)) {
    records[table] = await sql.query<Row>(`select region_code, branch_code, ${columns} from ${table}`);
  }
  const heard = await sql.query<{ meeting_id: string }>('select meeting_id from heard_report');
  const reports = new Map<string, number>();
  for (const { meeting_id: meeting } of heard) reports.set(meeting, (reports.get(meeting) ?? 0) + 1);
  for (const meeting of records['meeting']!) meeting['reports'] = reports.get(String(meeting['id'])) ?? 0;
  return {
    count: (topic, ask) => count(records, topic, ask),
    cover: (ask) => cover(records, ask),
  };
}

function count(records: Records, topic: string, ask: SummaryAsk & { asOf: string }): OracleAnswer {
  const day = ask.to < ask.asOf ? ask.to : ask.asOf;
  const within = (date: unknown): boolean =>
    typeof date === 'string' && date <= day && (ask.from === null || date >= ask.from);
  const by = (date: unknown, limit: string): boolean => typeof date === 'string' && date <= limit;
  const ofArea = (table: string): Row[] =>
    records[table]!.filter(
      (row) =>
        liesIn(row, ask.areaCode, ask.level) &&
        (ask.programmeCode === null || row['programme_code'] === ask.programmeCode),
    );
  const { spans, levels, rates, recordCount } = figuresOf[topic]!({ ask, day, within, by, ofArea });

  const notBegun = ask.from !== null && ask.from > ask.asOf;
  const events = eventsOf(records, ask.asOf).filter((row) => liesIn(row, ask.areaCode, ask.level));
  const monthOfDay = day.slice(0, 7);
  const reportedEver = events.some(({ month }) => month <= monthOfDay);
  const reportedInSpan = events.some(
    ({ month }) => month <= monthOfDay && (ask.from === null || month >= ask.from.slice(0, 7)),
  );
  const values: OracleAnswer['values'] = {};
  const withheld: Withheld[] = [];
  const put = (measure: string, value: number | string | null, isReported: boolean): void => {
    const reason = notBegun ? 'NOT_COMPUTED' : !isReported ? 'NOT_REPORTED' : value === null ? 'NO_DENOMINATOR' : null;
    values[measure] = reason === null ? value : null;
    if (reason !== null) withheld.push({ measure, reason });
  };
  for (const [measure, value] of Object.entries(spans)) put(measure, value, reportedInSpan);
  for (const [measure, value] of Object.entries(levels)) put(measure, value, reportedEver);
  for (const [measure, [part, whole]] of Object.entries(rates)) {
    const isSpan = Object.keys(spans).length > 0;
    put(measure, whole === 0 ? null : part / whole, isSpan ? reportedInSpan : reportedEver);
  }
  return { values, withheld, recordCount: notBegun ? 0 : recordCount };
}

interface Counting {
  ask: SummaryAsk & { asOf: string };
  day: string;
  within(date: unknown): boolean;
  by(date: unknown, limit: string): boolean;
  ofArea(table: string): Row[];
}

interface Figures {
  spans: Record<string, number | string>;
  levels: Record<string, number>;
  rates: Record<string, [part: number, whole: number]>;
  recordCount: number;
}

const figuresOf: Record<string, (counting: Counting) => Figures> = {
  organization: ({ day, by, ofArea }) => {
    let registered = 0;
    for (const row of ofArea('primary_organization')) {
      if (by(row['registered_on'], day) && !by(row['dissolved_on'], day)) registered += 1;
    }
    return { spans: {}, levels: { registered }, rates: {}, recordCount: registered };
  },
  meeting: ({ within, ofArea }) => {
    let [held, attendees, reportsHeard, mobileReceptions] = [0, 0, 0, 0];
    const organizations = new Set<string>();
    for (const row of ofArea('meeting')) {
      if (!within(row['held_on'])) continue;
      held += 1;
      attendees += Number(row['attendees']);
      reportsHeard += Number(row['reports']);
      if (row['kind_code'] === 'mobile-reception') mobileReceptions += 1;
      if (row['organization_id'] !== null) organizations.add(String(row['organization_id']));
    }
    const organizationsReached = organizations.size;
    return {
      spans: { held, attendees, reportsHeard, mobileReceptions, organizationsReached },
      levels: {},
      rates: {},
      recordCount: held,
    };
  },
  election: ({ within, ofArea }) => {
    const rows = ofArea('akim_election').filter((row) => within(row['held_on']));
    const won = rows.filter((row) => row['won_by_nominee'] === true).length;
    return {
      spans: { held: rows.length, wonByNominee: won },
      levels: {},
      rates: { winRate: [won, rows.length] },
      recordCount: rows.length,
    };
  },
  faction: ({ within, ofArea }) => {
    const sessionsHeld = ofArea('faction_session').filter((row) => within(row['held_on'])).length;
    return { spans: { sessionsHeld }, levels: {}, rates: {}, recordCount: sessionsHeld };
  },
  proposal: ({ ask, within, by, ofArea }) => {
    let [received, executed, inProgress] = [0, 0, 0];
    for (const row of ofArea('proposal')) {
      if (!within(row['raised_on'])) continue;
      received += 1;
      if (by(row['executed_on'], ask.asOf)) executed += 1;
      else inProgress += 1;
    }
    return {
      spans: { received, executed, inProgress },
      levels: {},
      rates: { executionRate: [executed, received] },
      recordCount: received,
    };
  },
  roadmap: ({ day, by, ofArea }) => {
    let [planned, executed, inProgress, notDue, overdue] = [0, 0, 0, 0, 0];
    for (const row of ofArea('roadmap_item')) {
      if (!by(row['adopted_on'], day) || by(row['withdrawn_on'], day)) continue;
      planned += 1;
      if (by(row['executed_on'], day)) executed += 1;
      else if (!by(row['starts_on'], day)) notDue += 1;
      else {
        inProgress += 1;
        if (String(row['due_on']) < day) overdue += 1;
      }
    }
    return {
      spans: {},
      levels: { planned, executed, inProgress, notDue, overdue },
      rates: { completionRate: [executed, planned] },
      recordCount: planned,
    };
  },
  monitoring: ({ within, ofArea }) => {
    const visits = ofArea('monitoring_visit').filter((row) => within(row['visited_on'])).length;
    return { spans: { visits }, levels: {}, rates: {}, recordCount: visits };
  },
  event: ({ within, ofArea }) => {
    let [held, participants] = [0, 0];
    for (const row of ofArea('programme_event')) {
      if (!within(row['held_on'])) continue;
      held += 1;
      participants += Number(row['participants']);
    }
    return { spans: { held, participants }, levels: {}, rates: {}, recordCount: held };
  },
  funding: ({ within, ofArea }) => {
    let projectsFunded = 0;
    let tiyn = 0n;
    for (const row of ofArea('funded_project')) {
      if (!within(row['funded_on'])) continue;
      projectsFunded += 1;
      tiyn += BigInt(String(row['amount']).replace('.', ''));
    }
    const digits = String(tiyn).padStart(3, '0');
    const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
    return { spans: { projectsFunded, amount }, levels: {}, rates: {}, recordCount: projectsFunded };
  },
  course: ({ within, ofArea }) => {
    let [groupsCompleted, graduates] = [0, 0];
    for (const row of ofArea('course_group')) {
      if (!within(row['completed_on'])) continue;
      groupsCompleted += 1;
      graduates += Number(row['graduates']);
    }
    return { spans: { groupsCompleted, graduates }, levels: {}, rates: {}, recordCount: groupsCompleted };
  },
  commissionPlan: ({ day, by, ofArea }) => {
    const plan = ofArea('commission_plan_item').filter(
      (row) => row['plan_year'] === Number(day.slice(0, 4)) && by(row['adopted_on'], day),
    );
    const executed = plan.filter((row) => by(row['executed_on'], day)).length;
    return {
      spans: {},
      levels: { planned: plan.length, executed },
      rates: { completionRate: [executed, plan.length] },
      recordCount: plan.length,
    };
  },
  appeal: ({ ask, within, by, ofArea }) => {
    let [received, positive, explained, inProgress] = [0, 0, 0, 0];
    for (const row of ofArea('appeal')) {
      if (!within(row['received_on'])) continue;
      received += 1;
      if (!by(row['closed_on'], ask.asOf)) inProgress += 1;
      else if (row['outcome'] === 'POSITIVE') positive += 1;
      else explained += 1;
    }
    return {
      spans: { received, positive, explained, inProgress },
      levels: {},
      rates: {
        positiveShare: [positive, received],
        explainedShare: [explained, received],
        inProgressShare: [inProgress, received],
      },
      recordCount: received,
    };
  },
  legalAid: ({ ask, within, by, ofArea }) => {
    const received = ofArea('legal_aid_case').filter((row) => within(row['received_on']));
    const positive = received.filter((row) => row['outcome'] === 'POSITIVE' && by(row['closed_on'], ask.asOf)).length;
    return {
      spans: { received: received.length, positive },
      levels: {},
      rates: { positiveShare: [positive, received.length] },
      recordCount: received.length,
    };
  },
  facility: ({ day, within, by, ofArea }) => {
    let [commissioned, stalled] = [0, 0];
    for (const row of ofArea('facility')) {
      if (within(row['commissioned_on'])) commissioned += 1;
      if (String(row['planned_on']) < day && !by(row['commissioned_on'], day)) stalled += 1;
    }
    return { spans: { commissioned }, levels: { stalled }, rates: {}, recordCount: commissioned + stalled };
  },
  correspondence: ({ within, ofArea }) => {
    let [lettersSent, inquiriesSent, answered] = [0, 0, 0];
    for (const row of ofArea('correspondence')) {
      if (within(row['sent_on']) && row['kind'] === 'LETTER') lettersSent += 1;
      if (within(row['sent_on']) && row['kind'] === 'INQUIRY') inquiriesSent += 1;
      if (within(row['answered_on'])) answered += 1;
    }
    return {
      spans: { lettersSent, inquiriesSent, answered },
      levels: {},
      rates: {},
      recordCount: lettersSent + inquiriesSent,
    };
  },
};

function liesIn(row: Row, areaCode: string, level: string): boolean {
  if (level === 'COUNTRY') return true;
  return level === 'REGION' ? row['region_code'] === areaCode : row['branch_code'] === areaCode;
}

const reportedDates: Record<string, string[]> = {
  primary_organization: ['registered_on', 'dissolved_on'],
  meeting: ['held_on'],
  akim_election: ['held_on'],
  faction_session: ['held_on'],
  proposal: ['raised_on', 'executed_on'],
  roadmap_item: ['adopted_on', 'withdrawn_on', 'executed_on'],
  monitoring_visit: ['visited_on'],
  programme_event: ['held_on'],
  funded_project: ['funded_on'],
  course_group: ['completed_on'],
  commission_plan_item: ['adopted_on', 'executed_on'],
  appeal: ['received_on', 'closed_on'],
  legal_aid_case: ['received_on', 'closed_on'],
  facility: ['commissioned_on'],
  correspondence: ['sent_on', 'answered_on'],
};

interface ReportedMonth extends Row {
  region_code: string;
  branch_code: string;
  month: string;
}

const reportedMonths = new WeakMap<Records, Map<string, ReportedMonth[]>>();

/** Every branch and month with something dated in it by the as-of day. */
function eventsOf(records: Records, asOf: string): ReportedMonth[] {
  const byDay = reportedMonths.get(records) ?? new Map<string, ReportedMonth[]>();
  reportedMonths.set(records, byDay);
  const known = byDay.get(asOf);
  if (known !== undefined) return known;
  const found = new Map<string, ReportedMonth>();
  for (const [table, dates] of Object.entries(reportedDates)) {
    for (const row of records[table]!) {
      for (const date of dates.map((column) => row[column])) {
        if (typeof date !== 'string' || date > asOf) continue;
        const event = {
          region_code: String(row['region_code']),
          branch_code: String(row['branch_code']),
          month: date.slice(0, 7),
        };
        found.set(Object.values(event).join(), event);
      }
    }
  }
  byDay.set(asOf, [...found.values()]);
  return byDay.get(asOf)!;
}

/** Where each district lay: the region, from the day, up to the day. */
const districts: [code: string, region: string, from: string, to: string][] = [
  [rollupsTree.burabay, rollupsTree.north, '0000', '9999'],
  [rollupsTree.tselinograd, rollupsTree.north, '0000', '9999'],
  [rollupsTree.kosshy, rollupsTree.north, kosshyFormedOn, '9999'],
  [rollupsTree.sandyk, rollupsTree.north, '0000', sandykMovedOn],
  [rollupsTree.sandyk, rollupsTree.south, sandykMovedOn, '9999'],
  [rollupsTree.almatyVillage, rollupsTree.south, '0000', '9999'],
  [rollupsTree.silent, rollupsTree.north, '0000', '9999'],
  [rollupsTree.waiting, rollupsTree.north, '0000', '9999'],
];

function cover(records: Records, ask: SummaryAsk & { asOf: string }): Coverage {
  const events = eventsOf(records, ask.asOf);
  const day = ask.to < ask.asOf ? ask.to : ask.asOf;
  const firstMonth = events.map(({ month }) => month).sort()[0]!;
  const missing: Coverage['missing'] = [];
  let [expected, reported] = [0, 0];
  for (let month = ask.from?.slice(0, 7) ?? firstMonth; month <= day.slice(0, 7); month = nextMonth(month)) {
    if (ask.from !== null && ask.from > day) break;
    const there = districts.filter(
      ([code, region, from, to]) =>
        (ask.level === 'COUNTRY' || (ask.level === 'REGION' ? region : code) === ask.areaCode) &&
        from < `${nextMonth(month)}-01` &&
        to > `${month}-01`,
    );
    for (const code of [...new Set(there.map(([district]) => district))].sort()) {
      expected += 1;
      const isReported = events.some(
        (event) =>
          event.branch_code === code &&
          event.month === month &&
          (ask.level !== 'REGION' || event.region_code === ask.areaCode),
      );
      if (isReported) reported += 1;
      else missing.push({ areaCode: code, month: `${month}-01` });
    }
  }
  return { expected, reported, missing };
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
