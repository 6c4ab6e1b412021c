import type { ImportField, ImportFieldType, ImportKind, PersonalField } from '../kinds/import-kind.js';

/** A kind as far as a file of it goes: the fields that the file has a column for. */
export interface StagedKind {
  readonly kind: ImportKind;
  /** In the order in which they are staged. */
  readonly fields: readonly ImportField[];
  /** Those of persons, which are staged as one, sealed. */
  readonly personal: readonly PersonalField[];
}

/** The temporary tables of one import, which go with its transaction. */
export const stageTable = 'import_stage';
export const rowTable = 'import_row';
export const faultTable = 'import_fault';

/** Of the stage and its rows: what a row says of persons, sealed in passing. */
export const personalColumn = 'personal';

const sqlTypes: Readonly<Record<ImportFieldType, string>> = {
  AREA: 'text',
  TERM: 'text',
  RECORD: 'text',
  TEXT: 'text',
  CHOICE: 'text',
  DATE: 'date',
  COUNT: 'integer',
  AMOUNT: 'numeric(18, 2)',
  FLAG: 'boolean',
};

export function sqlTypeOf({ type }: ImportField): string {
  return sqlTypes[type];
}

/** A link is staged as the source reference of the other record, which its id is then found by. */
export function stagedColumn({ type, column }: ImportField): string {
  return type === 'RECORD' ? `${column}_ref` : column;
}

export function linksOf({ fields }: StagedKind): ImportField[] {
  return fields.filter(({ type }) => type === 'RECORD');
}

/** The value of a field in a row of the file, as its table takes it. */
export function stagedValue({ column, fallback }: ImportField, row: string): string {
  if (fallback === undefined) return `${row}.${column}`;
  return `coalesce(${row}.${column}, ${typeof fallback === 'number' ? fallback : literal(fallback)})`;
}

/** Text of the program, never of a file. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
