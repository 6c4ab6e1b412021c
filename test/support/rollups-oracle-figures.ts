import type { LiveAsk } from '@oblys/rollups';
import type { Row } from './rollups-records.js';

/** What a topic is counted from: the ask, its last day, and the records of its area and programme. */
export interface Counting {
  ask: LiveAsk;
  day: string;
  within(date: unknown): boolean;
  by(date: unknown, limit: string): boolean;
  ofArea(table: string): Row[];
}

/** What was counted: over the span, at its end, and the two counts of each rate. */
export interface Figures {
  spans: Record<string, number | string>;
  levels: Record<string, number>;
  rates: Record<string, [part: number, whole: number]>;
  recordCount: number;
}

/** One plain count for each topic, in the order of its measures. */
export const figuresOf: Record<string, (counting: Counting) => Figures> = {
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
