import type { FamilyName, Status } from '../families.js';

/** What a noun may count; which family it is of, the words around it tell where several have it. */
export type Counted =
  | FamilyName
  | 'PEOPLE'
  | 'ITEM'
  | 'MEASURE_OR_ITEM'
  | 'APPEAL'
  | 'ORGANIZATION'
  | 'SESSION'
  | 'FACILITY'
  | 'VISIT'
  | 'PROJECT'
  | 'MONEY'
  | 'ANSWER'
  | 'MEETING'
  | 'AKIM'
  | 'GROUP'
  | 'CASE';

/**
 * The words of a language by what they say of a number beside them. Patterns are matched in small letters; those of
 * nouns and modifiers at the beginning of a word.
 */
export interface Cues {
  /** What is counted; the first that fits is it. */
  readonly nouns: readonly (readonly [Counted, RegExp])[];
  /** What may stand between a number and its noun: adjectives, participles, nouns that go before nouns. */
  readonly modifier: RegExp;
  /** A word that belongs to another one behind it. */
  readonly genitive: RegExp;
  /** A word behind a number that says what was done with it: the number has no noun of its own. */
  readonly verb: RegExp;
  readonly statuses: readonly (readonly [Status, RegExp])[];
  /** Says that a number without a noun is part of what was counted before. */
  readonly anaphora: RegExp;
  /** Of what is yet to be. */
  readonly planned: RegExp;
  /** Of the year before, and of this one: what follows belongs to the last that was named. */
  readonly earlier: RegExp;
  readonly current: RegExp;
  /** By how much something grew or fell. */
  readonly change: RegExp;
  /** Sentences that speak of another place, and what goes on speaking of it. */
  readonly region: RegExp;
  readonly district: RegExp;
  /** The country, or a region, spoken of by the word alone: wider than the area of a region's or a district's report. */
  readonly wider: Readonly<Record<'COUNTRY' | 'REGION', RegExp>>;
  readonly elsewhere: RegExp;
  /** What a sentence is about, where the number's own noun leaves that open. */
  readonly about: Readonly<Record<Subject, RegExp>>;
  /** Stands beside the quoted name of a programme. */
  readonly programmeNoun: RegExp;
  /** Facilities named one by one instead of counted: the group `names` holds them. */
  readonly namedFacilities: RegExp;
}

export type Subject =
  | 'roadmap'
  | 'commissionPlan'
  | 'legalAid'
  | 'appeal'
  | 'proposal'
  | 'election'
  | 'event'
  | 'meeting'
  | 'course'
  | 'passedCourse'
  | 'took'
  | 'funded'
  | 'otherMoney'
  | 'faction'
  | 'controlCommission'
  | 'correspondence'
  | 'project'
  | 'turned'
  | 'longStalled'
  | 'otherBody'
  | 'held'
  | 'locative';
