import type { Sql } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import { writeTable, type ColumnType } from '../files/write-table.js';
import {
  columnsOf,
  isPersonal,
  type ImportField,
  type ImportFieldType,
  type ImportKind,
} from '../kinds/import-kind.js';
import { choicesOf, readTerms, type Terms } from '../kinds/terms.js';

export interface TemplateOptions {
  readonly kind: ImportKind;
  readonly locale: Locale;
  /** Ends with .csv or .xlsx. */
  readonly path: string;
}

/** Writes a file without rows that has a heading for each field of a kind, and lists where values are chosen. */
export async function writeTemplate(sql: Sql, { kind, locale, path }: TemplateOptions): Promise<void> {
  const terms = await readTerms(sql);
  const columns = columnsOf(kind);
  await writeTable(path, {
    headings: columns.map(({ headings }) => inLocale(headings, locale)),
    rows: [],
    lists: columns.map((field) => (isPersonal(field) ? null : listOf(field, terms, locale))),
    columnTypes: columns.map((field) => (isPersonal(field) ? 'text' : columnTypes[field.type])),
  });
}

const columnTypes: Readonly<Record<ImportFieldType, ColumnType>> = {
  AREA: 'text',
  TERM: 'text',
  RECORD: 'text',
  TEXT: 'text',
  CHOICE: 'text',
  FLAG: 'text',
  DATE: 'date',
  COUNT: 'number',
  AMOUNT: 'number',
};

/** The names that may be chosen in a column, in one language; null where anything may be written. */
function listOf(field: ImportField, terms: Terms, locale: Locale): string[] | null {
  if (field.type === 'FLAG') return flagNames[locale];
  return choicesOf(field, terms)?.choices.map(({ names }) => inLocale(names, locale)) ?? null;
}

const flagNames: Readonly<Record<Locale, string[]>> = { KK: ['иә', 'жоқ'], RU: ['да', 'нет'], EN: ['yes', 'no'] };
