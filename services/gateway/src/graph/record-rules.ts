import {
  AkimElection,
  Appeal,
  CommissionPlanItem,
  Correspondence,
  CourseGroup,
  Faction,
  FactionSession,
  FundedProject,
  LegalAidCase,
  Meeting,
  MonitoringVisit,
  PrimaryOrganization,
  ProgrammeEvent,
  Proposal,
  RoadmapItem,
} from '@oblys/database';
import type { TypeClass } from '../read-path/kind.js';

/** The values of a record by their properties; null where there is none. */
export type RecordValues = Readonly<Record<string, unknown>>;

export type RuleCode = 'OUT_OF_RANGE' | 'OUT_OF_ORDER' | 'INCONSISTENT';

/** What must hold between values of a record: the check constraints of its table, in words. */
export interface Rule {
  /** The properties it is about, that which is at fault first when all were given. */
  readonly about: readonly string[];
  readonly code: RuleCode;
  readonly holds: (values: RecordValues) => boolean;
  readonly message: (values: RecordValues) => string;
}

/** The constraints of the tables once more, so that every fault of an input is found at once; the tables stay the last judge. */
const rules = new Map<TypeClass, readonly Rule[]>([
  [PrimaryOrganization, [ordered('registeredOn', 'dissolvedOn'), atLeast('memberCount', 0)]],
  [RoadmapItem, [ordered('adoptedOn', 'withdrawnOn'), ordered('startsOn', 'dueOn')]],
  [Meeting, [atLeast('attendees', 0)]],
  [AkimElection, [atLeast('candidateCount', 1)]],
  [Faction, [ordered('formedOn', 'dissolvedOn'), atLeast('memberCount', 1)]],
  [FactionSession, [atLeast('attendees', 0)]],
  [Proposal, [ordered('raisedOn', 'executedOn')]],
  [ProgrammeEvent, [atLeast('participants', 0)]],
  [FundedProject, [isPositive('amountKzt')]],
  [
    CourseGroup,
    [ordered('startedOn', 'completedOn'), atLeast('graduates', 0), bothOrNeither('completedOn', 'graduates')],
  ],
  [
    CommissionPlanItem,
    [within('planYear', 1991, 2200), ordered('adoptedOn', 'dueOn'), inYear('adoptedOn', 'planYear')],
  ],
  [
    Appeal,
    [
      ordered('receivedOn', 'closedOn'),
      bothOrNeither('outcome', 'closedOn'),
      {
        about: ['receptionId', 'channel'],
        code: 'INCONSISTENT',
        holds: ({ receptionId, channel }) => receptionId === null || channel === 'MOBILE',
        message: ({ channel }) =>
          `Only an appeal that came in by channel MOBILE has a reception; this one came in by ${String(channel)}.`,
      },
    ],
  ],
  [LegalAidCase, [ordered('receivedOn', 'closedOn'), bothOrNeither('outcome', 'closedOn')]],
  [Correspondence, [ordered('sentOn', 'answeredOn')]],
]);

export function rulesOf(type: TypeClass): readonly Rule[] {
  return rules.get(type) ?? [];
}

const defaults = new Map<TypeClass, readonly string[]>([
  [Meeting, ['topic', 'attendees']],
  [MonitoringVisit, ['finding']],
]);

/** Whether the table gives the property a value where a new record has none; a text of that sort may be empty. */
export function hasDefault(type: TypeClass, property: string): boolean {
  return defaults.get(type)?.includes(property) === true;
}

function ordered(earlier: string, later: string): Rule {
  return {
    about: [later, earlier],
    code: 'OUT_OF_ORDER',
    holds: (values) => values[later] === null || String(values[later]) >= String(values[earlier]),
    message: (values) =>
      `"${later}" is ${String(values[later])}, before "${earlier}", which is ${String(values[earlier])}.`,
  };
}

function atLeast(property: string, least: number): Rule {
  return within(property, least, 2 ** 31 - 1);
}

function within(property: string, least: number, most: number): Rule {
  return {
    about: [property],
    code: 'OUT_OF_RANGE',
    holds: ({ [property]: value }) => value === null || (Number(value) >= least && Number(value) <= most),
    message: ({ [property]: value }) => `"${property}" is ${String(value)}; it lies between ${least} and ${most}.`,
  };
}

function isPositive(property: string): Rule {
  return {
    about: [property],
    code: 'OUT_OF_RANGE',
    // By its digits: a JavaScript number would take the smallest for nothing.
    holds: ({ [property]: value }) => !String(value).startsWith('-') && /[1-9]/.test(String(value)),
    message: ({ [property]: value }) => `An amount is more than nothing; given was ${String(value)}.`,
  };
}

function bothOrNeither(one: string, other: string): Rule {
  return {
    about: [one, other],
    code: 'INCONSISTENT',
    holds: (values) => (values[one] === null) === (values[other] === null),
    message: () => `"${one}" and "${other}" are given together, or neither is.`,
  };
}

function inYear(date: string, year: string): Rule {
  return {
    about: [date, year],
    code: 'INCONSISTENT',
    holds: (values) => Number(String(values[date]).slice(0, 4)) === values[year],
    message: (values) => `"${date}" is ${String(values[date])}, which is not in "${year}" ${String(values[year])}.`,
  };
}
