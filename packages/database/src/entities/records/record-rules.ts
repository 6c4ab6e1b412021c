import type { AreaRecord } from './area-record.js';
import { AkimElection } from './akim-election.entity.js';
import { Appeal } from './appeal.entity.js';
import { CommissionPlanItem } from './commission-plan-item.entity.js';
import { Correspondence } from './correspondence.entity.js';
import { CourseGroup } from './course-group.entity.js';
import { FactionSession } from './faction-session.entity.js';
import { Faction } from './faction.entity.js';
import { FundedProject } from './funded-project.entity.js';
import { LegalAidCase } from './legal-aid-case.entity.js';
import { Meeting } from './meeting.entity.js';
import { MonitoringVisit } from './monitoring-visit.entity.js';
import { PrimaryOrganization } from './primary-organization.entity.js';
import { ProgrammeEvent } from './programme-event.entity.js';
import { Proposal } from './proposal.entity.js';
import { RoadmapItem } from './roadmap-item.entity.js';

/** The values of a record by their properties: dates and amounts as text, null where there is none. */
export type RecordValues = Readonly<Record<string, unknown>>;

/**
 * What must hold between values of a record: the check constraints of its table once more, so that every fault of an
 * input is found at once; the tables stay the last judge. A rule says nothing of values that are not there.
 */
export type RecordRule =
  | { readonly check: 'ORDERED'; readonly later: string; readonly earlier: string }
  | { readonly check: 'WITHIN'; readonly property: string; readonly least: number; readonly most: number }
  | { readonly check: 'POSITIVE'; readonly property: string }
  | { readonly check: 'TOGETHER'; readonly one: string; readonly other: string }
  | { readonly check: 'IN_YEAR'; readonly date: string; readonly year: string }
  /** A property that may be given only where another has a value. */
  | { readonly check: 'ONLY_WITH'; readonly property: string; readonly other: string; readonly value: string };

type RecordType = abstract new (...args: never[]) => AreaRecord;

const rules = new Map<RecordType, readonly RecordRule[]>([
  [PrimaryOrganization, [ordered('registeredOn', 'dissolvedOn'), atLeast('memberCount', 0)]],
  [RoadmapItem, [ordered('adoptedOn', 'withdrawnOn'), ordered('startsOn', 'dueOn')]],
  [Meeting, [atLeast('attendees', 0)]],
  [AkimElection, [atLeast('candidateCount', 1)]],
  [Faction, [ordered('formedOn', 'dissolvedOn'), atLeast('memberCount', 1)]],
  [FactionSession, [atLeast('attendees', 0)]],
  [Proposal, [ordered('raisedOn', 'executedOn')]],
  [ProgrammeEvent, [atLeast('participants', 0)]],
  [FundedProject, [{ check: 'POSITIVE', property: 'amountKzt' }]],
  [CourseGroup, [ordered('startedOn', 'completedOn'), atLeast('graduates', 0), together('completedOn', 'graduates')]],
  [
    CommissionPlanItem,
    [
      { check: 'WITHIN', property: 'planYear', least: 1991, most: 2200 },
      ordered('adoptedOn', 'dueOn'),
      { check: 'IN_YEAR', date: 'adoptedOn', year: 'planYear' },
    ],
  ],
  [
    Appeal,
    [
      ordered('receivedOn', 'closedOn'),
      together('outcome', 'closedOn'),
      { check: 'ONLY_WITH', property: 'receptionId', other: 'channel', value: 'MOBILE' },
    ],
  ],
  [LegalAidCase, [ordered('receivedOn', 'closedOn'), together('outcome', 'closedOn')]],
  [Correspondence, [ordered('sentOn', 'answeredOn')]],
]);

export function rulesOf(type: object): readonly RecordRule[] {
  return rules.get(type as RecordType) ?? [];
}

const defaults = new Map<RecordType, readonly string[]>([
  [Meeting, ['topic', 'attendees']],
  [MonitoringVisit, ['finding']],
]);

/** Whether the table gives the property a value where a new record has none; a text of that sort may be empty. */
export function hasDefault(type: object, property: string): boolean {
  return defaults.get(type as RecordType)?.includes(property) === true;
}

/** The properties that a rule is about, that which is at fault first when all were given. */
export function subjectsOf(rule: RecordRule): readonly string[] {
  switch (rule.check) {
    case 'ORDERED':
      return [rule.later, rule.earlier];
    case 'TOGETHER':
      return [rule.one, rule.other];
    case 'IN_YEAR':
      return [rule.date, rule.year];
    case 'ONLY_WITH':
      return [rule.property, rule.other];
    default:
      return [rule.property];
  }
}

export function holds(rule: RecordRule, values: RecordValues): boolean {
  switch (rule.check) {
    case 'ORDERED':
      return isMissing(values[rule.later]) || String(values[rule.later]) >= String(values[rule.earlier]);
    case 'WITHIN':
      return isMissing(values[rule.property]) || isWithin(Number(values[rule.property]), rule);
    case 'POSITIVE':
      // By its digits: a JavaScript number would take the smallest for nothing.
      return !String(values[rule.property]).startsWith('-') && /[1-9]/.test(String(values[rule.property]));
    case 'TOGETHER':
      return isMissing(values[rule.one]) === isMissing(values[rule.other]);
    case 'IN_YEAR':
      return Number(String(values[rule.date]).slice(0, 4)) === values[rule.year];
    case 'ONLY_WITH':
      return isMissing(values[rule.property]) || values[rule.other] === rule.value;
  }
}

function isWithin(value: number, { least, most }: { least: number; most: number }): boolean {
  return value >= least && value <= most;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

function ordered(earlier: string, later: string): RecordRule {
  return { check: 'ORDERED', later, earlier };
}

function atLeast(property: string, least: number): RecordRule {
  return { check: 'WITHIN', property, least, most: 2 ** 31 - 1 };
}

function together(one: string, other: string): RecordRule {
  return { check: 'TOGETHER', one, other };
}
