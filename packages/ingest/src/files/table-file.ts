/** A day as a spreadsheet holds one: a number that a format shows as a date; a time of day is cut off. */
export interface DateCell {
  readonly date: string;
}

/** Something in a cell that is no value, and why. */
export interface UnusableCell {
  readonly unusable: 'FORMULA' | 'ERROR' | 'MERGED' | 'TOO_LONG' | 'NOT_TEXT';
}

/** What stands in a cell, before anybody says what it should be. Text is as it was written; null where there is none. */
export type Cell = string | number | boolean | DateCell | UnusableCell | null;

export interface FileRow {
  /** As a spreadsheet counts: the first line of the file is 1. In a CSV whose values span lines it counts records. */
  readonly number: number;
  /** As many as there are headings, in their order; a row that has more is at fault (see `surplus`). */
  readonly cells: readonly Cell[];
  /** How many cells beyond the headings hold something. */
  readonly surplus: number;
}

/** A table in a file: one line of headings and rows below. It may be read more than once; a row at a time is held. */
export interface TableFile {
  /** Without its folder. */
  readonly name: string;
  readonly format: 'CSV' | 'XLSX';
  readonly sha256: string;
  readonly byteCount: number;
  /** How it was taken to be written, for people: such as "windows-1251, separated by ;". */
  readonly dialect: string;
  /** As written, with spaces at the ends cut off. */
  readonly headings: readonly string[];
  /** The rows that hold anything, in batches of a thousand at most. */
  rows(): AsyncGenerator<readonly FileRow[]>;
}
