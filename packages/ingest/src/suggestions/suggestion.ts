import type { IsoDate, LocalizedText, Qualifier } from '@oblys/domain';

/** The languages that texts are read in. */
export type TextLanguage = 'KK' | 'RU';

export interface SuggestOptions {
  /** The day that the figures are about. */
  readonly asOf: IsoDate;
  /** The area that the report is about; null where that is not known. */
  readonly area: KnownArea | null;
  readonly programmes: readonly KnownProgramme[];
}

export interface KnownArea {
  readonly names: readonly string[];
  readonly level: string;
}

export interface KnownProgramme {
  readonly code: string;
  readonly names: LocalizedText;
}

/** A figure that a text seems to state, for a person to confirm, correct or reject. */
export interface FigureSuggestion {
  /** Such as "appeal.received". */
  readonly measure: string;
  readonly programmeCode: string | null;
  /** A programme or project that the text names and nobody knows; the figure is then not one of all programmes. */
  readonly unknownProgramme: string | null;
  /** A decimal in the stated unit: shares in percent. */
  readonly value: string;
  readonly unit: string;
  readonly qualifier: Qualifier;
  readonly roundingUnit: string | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate;
  /** As written; text.slice(start, end) gives it. */
  readonly wording: string;
  readonly start: number;
  readonly end: number;
  /** LOW where words that would make it certain are missing. */
  readonly confidence: 'HIGH' | 'LOW';
}

export const passedOverReasons = [
  'DATE',
  'TIME',
  'PHONE',
  'REFERENCE',
  'ADDRESS',
  'ORDINAL',
  'DURATION',
  'OTHER_UNIT',
  'OTHER_AREA',
  'PLANNED',
  'EARLIER_YEAR',
  'CHANGE',
  'VAGUE',
  'RESTATED',
  'NO_MEASURE',
] as const;
/** Why a number of the text is no figure. */
export type PassedOverReason = (typeof passedOverReasons)[number];

export interface PassedOver {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly reason: PassedOverReason;
}

export interface Suggestions {
  readonly suggestions: readonly FigureSuggestion[];
  /** Numbers that are none, in their order, each with the reason. */
  readonly passedOver: readonly PassedOver[];
}

/** A part of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
