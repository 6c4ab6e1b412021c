import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';
import type { RecordRule } from '@oblys/database';
import type { Identity } from '@oblys/persons';

export type ImportFieldType = 'AREA' | 'TERM' | 'RECORD' | 'TEXT' | 'CHOICE' | 'DATE' | 'COUNT' | 'AMOUNT' | 'FLAG';

/** A value that may be chosen: stored as its code, written as the code or as a name in one of the languages. */
export interface Choice {
  readonly code: string;
  readonly names: LocalizedText;
}

/** A column of a file of a kind. */
export interface FileField {
  /** Of the entity, such as "executedOn". */
  readonly property: string;
  /** Whether a row without it is at fault. */
  readonly isRequired: boolean;
  /** The heading in each language, as templates have it. */
  readonly headings: LocalizedText;
  /** Further headings that people use, in any of the languages. */
  readonly aliases?: readonly string[];
}

/** One that a column of the table takes. */
export interface ImportField extends FileField {
  readonly column: string;
  readonly type: ImportFieldType;
  /** What a row without a value means, where it is not null: the empty text, or 0. */
  readonly fallback?: string | number;
  /** Of a CHOICE, in the order of the template's list. */
  readonly choices?: readonly Choice[];
  /** Of a TERM: the table of the vocabulary. */
  readonly vocabulary?: string;
  /** Of a RECORD: the kind whose `source_ref` is given, within the region of the row. */
  readonly kind?: string;
}

/** What is known of who a record is about, and the words of an appeal. */
export type PersonalProperty = keyof Identity | 'text';

/** One that is of persons: nothing of it is stored in the open, nor told. */
export interface PersonalField extends FileField {
  readonly property: PersonalProperty;
  readonly isPersonal: true;
}

export function isPersonal(field: FileField): field is PersonalField {
  return 'isPersonal' in field;
}

/** A kind of record that files bring. */
export interface ImportKind {
  /** As commands name it: that of its table with dashes, such as "roadmap-item". */
  readonly code: string;
  readonly table: string;
  readonly names: LocalizedText;
  /** Those of the source reference and the area first. */
  readonly fields: readonly ImportField[];
  /** Behind the fields: those of persons, who lie apart; none of most kinds. */
  readonly personal: readonly PersonalField[];
  /** The column of the record's own date, by which its area belongs to a region and a district. */
  readonly placedOn: string;
  /** What must hold between the values of a record, by property. */
  readonly rules: readonly RecordRule[];
}

/** All columns of a kind, in the order of a template. */
export function columnsOf({ fields, personal }: ImportKind): readonly (ImportField | PersonalField)[] {
  return [...fields, ...personal];
}

/** The heading of a column in one language, by its property; null where there is none. */
export function headingOf(kind: ImportKind, property: unknown, locale: Locale): string | null {
  const field = columnsOf(kind).find((each) => each.property === property);
  return field === undefined ? null : inLocale(field.headings, locale);
}
