import type { Sql } from '@oblys/database';
import type { LiveAsk } from '@oblys/rollups';
import type { Row } from './rollups-records.js';

/** Every record the oracle counts, by table. */
export type OracleRecords = Record<string, Row[]>;

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

const columnsOfSubmissions: Record<string, string> = {
  submission: 'region_code, branch_code, topic, month, state, submitted_on',
  submission_due: 'region_code, sent_by, topic, valid_from::text, valid_to::text, is_due, due_day, grace_days',
};

/** All records, read back; a meeting carries the number of reports heard at it. */
export async function readOracleRecords(sql: Sql): Promise<OracleRecords> {
  const records: OracleRecords = {};
  for (const [table, columns] of Object.entries(columnsOf)) {
    records[table] = await sql.query<Row>(`select region_code, branch_code, ${columns} from ${table}`);
  }
  for (const [table, columns] of Object.entries(columnsOfSubmissions)) {
    records[table] = await sql.query<Row>(`select ${columns} from ${table}`);
  }
  const heard = await sql.query<{ meeting_id: string }>('select meeting_id from heard_report');
  const reports = new Map<string, number>();
  for (const { meeting_id: meeting } of heard) reports.set(meeting, (reports.get(meeting) ?? 0) + 1);
  for (const meeting of records['meeting']!) meeting['reports'] = reports.get(String(meeting['id'])) ?? 0;
  return records;
}

export function liesIn(row: Row, areaCode: string, level: string): boolean {
  if (level === 'COUNTRY') return true;
  return level === 'REGION' ? row['region_code'] === areaCode : row['branch_code'] === areaCode;
}

const rowsOfAreas = new WeakMap<OracleRecords, Map<string, Row[]>>();

/** The records of a table that lie in an area, of one programme or of any; thousands of figures ask for the same few. */
export function recordsOf(
  records: OracleRecords,
  table: string,
  { areaCode, level, programmeCode }: Pick<LiveAsk, 'areaCode' | 'level' | 'programmeCode'>,
): Row[] {
  const byArea = rowsOfAreas.get(records) ?? new Map<string, Row[]>();
  rowsOfAreas.set(records, byArea);
  const key = [table, level, areaCode, programmeCode].join();
  const known = byArea.get(key);
  if (known !== undefined) return known;
  const rows = records[table]!.filter(
    (row) => liesIn(row, areaCode, level) && (programmeCode === null || row['programme_code'] === programmeCode),
  );
  byArea.set(key, rows);
  return rows;
}

const monthsOfAreas = new WeakMap<readonly Row[], Map<string, string[]>>();

/** The months, each once, of those that lie in an area. */
export function monthsOf(
  reported: readonly (Row & { month: string })[],
  { areaCode, level }: Pick<LiveAsk, 'areaCode' | 'level'>,
): string[] {
  const byArea = monthsOfAreas.get(reported) ?? new Map<string, string[]>();
  monthsOfAreas.set(reported, byArea);
  const key = [level, areaCode].join();
  const known = byArea.get(key);
  if (known !== undefined) return known;
  const months = [...new Set(reported.filter((row) => liesIn(row, areaCode, level)).map(({ month }) => month))];
  byArea.set(key, months);
  return months;
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

/** The topic that the records of a table are counted in. */
const topicOf: Record<string, string> = {
  primary_organization: 'organization',
  akim_election: 'election',
  faction_session: 'faction',
  roadmap_item: 'roadmap',
  monitoring_visit: 'monitoring',
  programme_event: 'event',
  funded_project: 'funding',
  course_group: 'course',
  commission_plan_item: 'commissionPlan',
  legal_aid_case: 'legalAid',
};

interface ReportedMonth extends Row {
  topic: string;
  region_code: string;
  branch_code: string;
  month: string;
}

const reportedMonths = new WeakMap<OracleRecords, Map<string, ReportedMonth[]>>();

/** Every topic, branch and month with something dated in it by the as-of day. */
export function eventsOf(records: OracleRecords, asOf: string): ReportedMonth[] {
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
          topic: topicOf[table] ?? table,
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
