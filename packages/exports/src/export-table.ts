import type { IsoDate, Locale } from '@oblys/domain';

/** A code is text too, but one that is never read as a number: its leading zeros stay. */
export type ColumnType =
  | 'TEXT'
  | 'CODE'
  | 'INTEGER'
  | 'FLOAT'
  | 'BOOLEAN'
  | 'DATE'
  | 'INSTANT'
  /** A number of up to `precision` digits, `scale` of them after the point. */
  | { readonly precision: number; readonly scale: number };

export interface ExportColumn {
  /** What programs know it by, in every language the same. */
  readonly key: string;
  /** In the reader's language. */
  readonly heading: string;
  readonly type: ColumnType;
  /** What it means, in the reader's language. */
  readonly definition?: string;
}

/**
 * As a query gives it: dates and decimals are text, instants a Date or text in ISO 8601, integers a number, a bigint or
 * digits.
 */
export type ExportValue = string | number | bigint | boolean | Date | null;

/** A value for each column, in their order. */
export type ExportRow = readonly ExportValue[];

/** A table on its way into a file: its rows are read once, as fast as the file takes them. */
export interface ExportTable {
  /** Of small Latin letters, digits, hyphens and underscores; files within a bundle are named by it. */
  readonly name: string;
  /** The language of its words, and of what the file itself says. */
  readonly locale: Locale;
  readonly columns: readonly ExportColumn[];
  /** As many rows at a time as it costs little to hold, such as a thousand. */
  readonly batches: AsyncIterable<readonly ExportRow[]>;
  /** Asked for once, when the last row is read: what is known only then, such as what was left out, is in it. */
  statement(): ExportStatement;
}

/** What a reader has to know of a file besides its rows; how many of those there are is counted, never told. */
export interface ExportStatement {
  readonly title: string;
  /** In words, one for each; none when everything was asked for. */
  readonly filters: readonly string[];
  readonly asOf: IsoDate | null;
  /** The run that built what is shown; null where it was counted from the records. */
  readonly runId: string | null;
  readonly builtAt: Date | null;
  /** In words, such as that a change waits for the next build. */
  readonly freshness: string | null;
  /** Such as STORED, LIVE or PUBLISHED. */
  readonly source: string | null;
  readonly suppressed: { readonly count: number; readonly reasons: readonly string[] };
  readonly generatedAt: Date;
  /** Whatever else is to be told of it, in words. */
  readonly notes?: readonly string[];
}
