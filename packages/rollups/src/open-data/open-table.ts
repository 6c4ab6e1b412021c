import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { TopicBuild } from '../latest-build.js';

/** A column of a table, as a Table Schema of Frictionless describes it. */
export interface OpenField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date';
  readonly title: string;
  readonly description: string;
  readonly constraints?: { readonly required?: true; readonly enum?: readonly string[]; readonly pattern?: string };
  /** What is counted: items, KZT; a property of our own. */
  readonly unit?: string;
}

export interface OpenForeignKey {
  readonly fields: string;
  readonly reference: { readonly resource: string; readonly fields: string };
}

/** What a cell holds as it goes into the file; null is an empty one. */
export type OpenValue = string | number | null;

/** A file of the bundle: what it is, and where its rows come from. */
export interface OpenTable {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly OpenField[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys?: readonly OpenForeignKey[];
  rows(sql: Sql, build: OpenBuild): AsyncIterable<readonly OpenValue[]>;
}

/** The build that a bundle is of. */
export interface OpenBuild {
  readonly asOf: IsoDate;
  readonly runId: string;
  readonly builtAt: Date;
  readonly topics: readonly TopicBuild[];
}

/** Names in the three languages, as columns. */
export const nameFields: readonly OpenField[] = (
  [
    ['name_kk', 'Name in Kazakh'],
    ['name_ru', 'Name in Russian'],
    ['name_en', 'Name in English'],
  ] as const
).map(([name, title]) => ({
  name,
  type: 'string',
  title,
  description: `${title}.`,
  constraints: { required: true },
}));
