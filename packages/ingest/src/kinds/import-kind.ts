import type { LocalizedText } from '@oblys/domain';
import type { RecordRule } from '@oblys/database';

export type ImportFieldType = 'AREA' | 'TERM' | 'RECORD' | 'TEXT' | 'CHOICE' | 'DATE' | 'COUNT' | 'AMOUNT' | 'FLAG';

/** A value that may be chosen: stored as its code, written as the code or as a name in one of the languages. */
export interface Choice {
  readonly code: string;
  readonly names: LocalizedText;
}

/** A column of a file of a kind. */
export interface ImportField {
  /** Of the entity, such as "executedOn". */
  readonly property: string;
  readonly column: string;
  readonly type: ImportFieldType;
  /** Whether a row without it is at fault. */
  readonly isRequired: boolean;
  /** What a row without a value means, where it is not null: the empty text, or 0. */
  readonly fallback?: string | number;
  /** The heading in each language, as templates have it. */
  readonly headings: LocalizedText;
  /** Further headings that people use, in any of the languages. */
  readonly aliases?: readonly string[];
  /** Of a CHOICE, in the order of the template's list. */
  readonly choices?: readonly Choice[];
  /** Of a TERM: the table of the vocabulary. */
  readonly vocabulary?: string;
  /** Of a RECORD: the kind whose `source_ref` is given, within the region of the row. */
  readonly kind?: string;
}

/** A kind of record that files bring. */
export interface ImportKind {
  /** As commands name it: that of its table with dashes, such as "roadmap-item". */
  readonly code: string;
  readonly table: string;
  readonly names: LocalizedText;
  /** Those of the source reference and the area first. */
  readonly fields: readonly ImportField[];
  /** The column of the record's own date, by which its area belongs to a region and a district. */
  readonly placedOn: string;
  /** What must hold between the values of a record, by property. */
  readonly rules: readonly RecordRule[];
}
