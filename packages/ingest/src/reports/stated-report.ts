import { fileURLToPath } from 'node:url';
import type { IsoDate, Locale, Qualifier } from '@oblys/domain';

/** More are no report: each figure is held against all others that it may contradict. */
export const mostFiguresOfReport = 1_000;

/** A published report as written down: its text and the figures it states. */
export interface StatedReport {
  /** Names the report for good: loading it again under the same one updates it. */
  sourceRef: string;
  areaCode: string;
  /** In the language of the report, as the text is. */
  title: string;
  language: Locale;
  text: string;
  publishedOn: IsoDate;
  /** The day its figures are about. */
  asOf: IsoDate;
  figures: StatedFigureRow[];
}

/** One stated figure; values are decimals in the stated unit, shares in percent. */
export interface StatedFigureRow {
  number: number;
  topic: string;
  measure: string;
  programmeCode: string | null;
  /** Null: a level on the day, or what was counted since the first record. */
  periodFrom: IsoDate | null;
  periodTo: IsoDate;
  value: string;
  unit: string;
  qualifier: Qualifier;
  roundingUnit: string | null;
  /** The words as written in the report. */
  wording: string;
  /** How the words are taken. */
  note: string;
}

/** The report of Akmola Region of 5 November 2025, which the platform starts from; for readReport. */
export const seedReport = fileURLToPath(new URL('../../reports/akmola-2025-11-05.txt', import.meta.url));
