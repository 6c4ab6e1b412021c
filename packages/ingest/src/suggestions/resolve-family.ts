import type { Counted, Subject } from './cues/cues.js';
import type { FamilyName } from './families.js';

/** What is known around a number, for nouns that several things are counted by. */
export interface Surroundings {
  /** Whether the clause of the number speaks of a subject. */
  inClause(subject: Subject): boolean;
  /** Whether its sentence does. */
  inSentence(subject: Subject): boolean;
  /** What the numbers before it counted, as far as they still speak for it. */
  readonly carried: FamilyName | null;
  /** The noun as written. */
  readonly noun: string;
  /** Whether the sentence, or the one it leans on, names a programme. */
  readonly hasProgramme: boolean;
  /** Whether another number of the sentence is an amount of money. */
  readonly hasMoney: boolean;
}

/** The family that a noun counts, by what stands around it; null where that is none of ours. */
export function resolveFamily(counted: Counted, around: Surroundings): FamilyName | null {
  switch (counted) {
    case 'PEOPLE':
      return peopleOf(around);
    case 'ITEM':
      return itemOf(around);
    case 'MEASURE_OR_ITEM':
      return around.inClause('roadmap') || around.inClause('commissionPlan') ? itemOf(around) : 'event';
    case 'APPEAL':
      if (around.inSentence('otherBody')) return null;
      return around.inSentence('legalAid') || around.carried === 'legalAid' ? 'legalAid' : 'appeal';
    case 'ORGANIZATION':
      return organizationOf(around);
    case 'SESSION':
      return around.inSentence('faction') ? 'session' : null;
    case 'FACILITY':
      return around.inSentence('longStalled') ? 'facility' : null;
    case 'VISIT':
      return around.inSentence('controlCommission') || isOfRoadmap(around) ? 'visit' : null;
    case 'PROJECT':
      return around.inSentence('funded') || around.hasMoney ? 'project' : null;
    case 'MONEY':
      return moneyOf(around);
    case 'ANSWER':
      return around.inSentence('correspondence') || isOfCorrespondence(around.carried) ? 'answer' : null;
    case 'MEETING':
      return around.inSentence('held') ? 'meeting' : null;
    case 'CASE':
      return around.inSentence('legalAid') || around.carried === 'legalAid' ? 'legalAid' : null;
    case 'GROUP':
      return around.inSentence('course') && around.inSentence('passedCourse') ? 'courseGroup' : null;
    case 'AKIM':
      return around.inSentence('election') ? 'election' : null;
    default:
      return counted;
  }
}

function peopleOf({ inClause, inSentence, carried, noun }: Surroundings): FamilyName | null {
  if (inClause('course') && inSentence('passedCourse')) return 'graduate';
  if (inClause('turned') && !isOwner(noun))
    return inSentence('legalAid') || carried === 'legalAid' ? 'legalAid' : 'appeal';
  if (!inSentence('took')) return inSentence('course') && inSentence('passedCourse') ? 'graduate' : null;
  if (inClause('event')) return 'participant';
  if (inClause('meeting')) return 'attendee';
  if (carried === 'event' || carried === 'participant') return 'participant';
  if (carried === 'meeting' || carried === 'attendee') return 'attendee';
  if (inSentence('event')) return 'participant';
  return inSentence('meeting') ? 'attendee' : null;
}

/** "5 930 азаматтың 3 010 өтініші": what counts stands behind. */
function isOwner(noun: string): boolean {
  return /(?:ның|нің|дың|дің|тың|тің)$/u.test(noun);
}

function itemOf({ inSentence, carried }: Surroundings): FamilyName | null {
  if (inSentence('roadmap')) return 'roadmap';
  if (inSentence('commissionPlan')) return 'commissionPlan';
  return carried === 'roadmap' || carried === 'commissionPlan' ? carried : null;
}

/** Organisations at which meetings were held are counted otherwise than those that there are. */
function organizationOf({ inSentence, noun }: Surroundings): FamilyName | null {
  const isPlace = /(?:да|де|та|те|ах|ях)$/u.test(noun);
  if (!isPlace) return 'organization';
  return inSentence('meeting') ? 'organizationReached' : null;
}

function moneyOf({ inSentence, inClause, hasProgramme, carried }: Surroundings): FamilyName | null {
  if (inClause('otherMoney')) return null;
  const isOfProjects = inSentence('project') || hasProgramme || carried === 'project';
  return inSentence('funded') && isOfProjects ? 'money' : null;
}

/** The roadmap is what control commissions monitor. */
function isOfRoadmap({ inSentence, noun }: Surroundings): boolean {
  return noun.startsWith('мониторинг') && inSentence('roadmap');
}

function isOfCorrespondence(family: FamilyName | null): boolean {
  return family === 'letter' || family === 'inquiry' || family === 'answer';
}
