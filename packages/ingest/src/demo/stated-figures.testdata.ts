import type { IsoDate } from '@oblys/domain';
import { roadmapStatus } from '@oblys/domain';
import type { DemoRecords, RoadmapItem } from './records.js';

export interface CountedFigure {
  number: number;
  measure: string;
  count: (records: DemoRecords, asOf: IsoDate) => number;
  agrees: (counted: number) => boolean;
}

/**
 * The figures of the report of 5 November 2025, each counted from records one by one and held against its wording.
 * Nothing here is shared with the plan of the demonstration or with the rollups.
 */
export const countedFigures: readonly CountedFigure[] = [
  exactly(1, 'organization.registered', 274, ({ primary_organization: all }, asOf) =>
    countOf(all, (one) => one.registeredOn <= asOf && (one.dissolvedOn === null || one.dissolvedOn > asOf)),
  ),
  exactly(2, 'election.held', 104, (records, asOf) => electionsOf(records, asOf).length),
  exactly(3, 'election.wonByNominee', 99, (records, asOf) =>
    countOf(electionsOf(records, asOf), (one) => one.wonByNominee),
  ),
  exactly(4, 'faction.sessionsHeld', 73, ({ faction_session: all }, asOf) =>
    countOf(all, (one) => inYear(one.heldOn, asOf)),
  ),
  exactly(5, 'proposal.received', 204, (records, asOf) => proposalsOf(records, asOf).length),
  exactly(6, 'proposal.executed', 178, (records, asOf) =>
    countOf(proposalsOf(records, asOf), (one) => isBy(one.executedOn, asOf)),
  ),
  exactly(7, 'proposal.inProgress', 26, (records, asOf) =>
    countOf(proposalsOf(records, asOf), (one) => !isBy(one.executedOn, asOf)),
  ),
  exactly(8, 'roadmap.planned', 127, (records, asOf) =>
    countOf(records.roadmap_item, (one) => roadmapStatus(one, asOf) !== null),
  ),
  exactly(9, 'roadmap.executed', 50, (records, asOf) => itemsThatAre(records, asOf, 'EXECUTED').length),
  exactly(10, 'roadmap.inProgress', 76, (records, asOf) => itemsThatAre(records, asOf, 'IN_PROGRESS').length),
  exactly(11, 'roadmap.notDue', 1, (records, asOf) => itemsThatAre(records, asOf, 'NOT_DUE').length),
  exactly(12, 'facility.commissioned', 2, ({ facility: all }, asOf) =>
    countOf(all, (one) => isBy(one.commissionedOn, asOf)),
  ),
  within(13, 'event.held', 1000, 2000, (records, asOf) => eventsOf(records, asOf).length),
  about(14, 'event.participants', 20000, (records, asOf) => sumOf(eventsOf(records, asOf), (one) => one.participants)),
  rounded(15, 'commissionPlan.completionRate of zher-amanaty', 98, ({ commission_plan_item: all }, asOf) => {
    const planned = all.filter(
      (one) =>
        one.programmeCode === 'zher-amanaty' && one.planYear === Number(asOf.slice(0, 4)) && one.adoptedOn <= asOf,
    );
    return (100 * countOf(planned, (one) => isBy(one.executedOn, asOf))) / planned.length;
  }),
  exactly(16, 'funding.projectsFunded of auyl-amanaty', 216, (records, asOf) => projectsOf(records, asOf).length),
  {
    number: 17,
    measure: 'funding.amount of auyl-amanaty',
    count: (records, asOf) => sumOf(projectsOf(records, asOf), (one) => Number(one.amount)),
    // Rounded to a whole million; equal to it would be too good to be counted.
    agrees: (counted) => Math.round(counted / 1e6) === 1848 && counted !== 1848e6,
  },
  exactly(18, 'course.graduates of qaryzsyz-qogam', 10660, ({ course_group: all }, asOf) =>
    sumOf(
      all.filter((one) => one.programmeCode === 'qaryzsyz-qogam' && inYear(one.completedOn, asOf)),
      (one) => one.graduates ?? 0,
    ),
  ),
  about(19, 'event.held of womens-wing', 40, (records, asOf) => eventsOf(records, asOf, 'womens-wing').length),
  about(20, 'event.participants of womens-wing', 1000, (records, asOf) =>
    sumOf(eventsOf(records, asOf, 'womens-wing'), (one) => one.participants),
  ),
  exactly(21, 'appeal.received', 6331, (records, asOf) => appealsOf(records, asOf).length),
  rounded(22, 'appeal.positiveShare', 50, (records, asOf) => appealShare(records, asOf, 'POSITIVE')),
  rounded(23, 'appeal.explainedShare', 48, (records, asOf) => appealShare(records, asOf, 'EXPLAINED')),
  rounded(24, 'appeal.inProgressShare', 1, (records, asOf) => appealShare(records, asOf, null)),
  exactly(25, 'appeal.inProgress', 74, (records, asOf) =>
    countOf(appealsOf(records, asOf), (one) => outcomeBy(one, asOf) === null),
  ),
  exactly(26, 'legalAid.received', 457, ({ legal_aid_case: all }, asOf) =>
    countOf(all, (one) => inYear(one.receivedOn, asOf)),
  ),
  exactly(27, 'legalAid.positive', 207, ({ legal_aid_case: all }, asOf) =>
    countOf(all, (one) => inYear(one.receivedOn, asOf) && outcomeBy(one, asOf) === 'POSITIVE'),
  ),
];

type Count = CountedFigure['count'];

function exactly(number: number, measure: string, stated: number, count: Count): CountedFigure {
  return { number, measure, count, agrees: (counted) => counted === stated };
}

function rounded(number: number, measure: string, stated: number, count: Count): CountedFigure {
  return { number, measure, count, agrees: (counted) => Math.round(counted) === stated };
}

/** Within a tenth of what is stated, and not the very number. */
function about(number: number, measure: string, stated: number, count: Count): CountedFigure {
  const agrees = (counted: number) => Math.abs(counted - stated) <= stated / 10 && counted !== stated;
  return { number, measure, count, agrees };
}

function within(number: number, measure: string, above: number, below: number, count: Count): CountedFigure {
  return { number, measure, count, agrees: (counted) => counted > above && counted < below };
}

const inYear = (day: IsoDate | null, asOf: IsoDate) =>
  day !== null && day >= `${asOf.slice(0, 4)}-01-01` && day <= asOf;
const isBy = (day: IsoDate | null, asOf: IsoDate) => day !== null && day <= asOf;

function electionsOf({ akim_election: all }: DemoRecords, asOf: IsoDate) {
  return all.filter((one) => inYear(one.heldOn, asOf));
}

function proposalsOf({ proposal: all }: DemoRecords, asOf: IsoDate) {
  return all.filter((one) => inYear(one.raisedOn, asOf));
}

function itemsThatAre({ roadmap_item: all }: DemoRecords, asOf: IsoDate, status: string): RoadmapItem[] {
  return all.filter((one) => roadmapStatus(one, asOf) === status);
}

function eventsOf({ programme_event: all }: DemoRecords, asOf: IsoDate, programme?: string) {
  return all.filter((one) => inYear(one.heldOn, asOf) && (programme === undefined || one.programmeCode === programme));
}

function projectsOf({ funded_project: all }: DemoRecords, asOf: IsoDate) {
  return all.filter((one) => one.programmeCode === 'auyl-amanaty' && inYear(one.fundedOn, asOf));
}

function appealsOf({ appeal: all }: DemoRecords, asOf: IsoDate) {
  return all.filter((one) => inYear(one.receivedOn, asOf));
}

function outcomeBy({ outcome, closedOn }: { outcome: string | null; closedOn: IsoDate | null }, asOf: IsoDate) {
  return isBy(closedOn, asOf) ? outcome : null;
}

/** In percent. */
function appealShare(records: DemoRecords, asOf: IsoDate, outcome: string | null): number {
  const received = appealsOf(records, asOf);
  return (100 * countOf(received, (one) => outcomeBy(one, asOf) === outcome)) / received.length;
}

function countOf<Row>(rows: readonly Row[], is: (row: Row) => boolean): number {
  return rows.filter(is).length;
}

function sumOf<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}
