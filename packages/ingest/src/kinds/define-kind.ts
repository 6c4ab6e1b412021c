import { describeColumns, hasDefault, rulesOf, tableOf, type DescribedColumn } from '@oblys/database';
import type { LocalizedText } from '@oblys/domain';
import type { Choice, ImportField, ImportFieldType, ImportKind, PersonalField } from './import-kind.js';

/** What people call a column, in each language, and what else. */
export interface FieldWords {
  readonly headings: LocalizedText;
  readonly aliases?: readonly string[];
  readonly choices?: readonly Choice[];
  /** The table of the terms that it holds codes of. */
  readonly vocabulary?: string;
  /** The kind of record that it names. */
  readonly kind?: string;
}

export interface KindWords {
  readonly type: object;
  readonly names: LocalizedText;
  /** The property of the record's own date. */
  readonly placedOn: string;
  /** By property, in the order of a template. */
  readonly fields: Readonly<Record<string, FieldWords>>;
  /** What it tells of persons; nothing unless given. */
  readonly personal?: readonly PersonalField[];
}

/** A kind out of its entity, which knows columns, types and rules, and of what people call them. */
export function defineKind({ type, names, placedOn, fields, personal = [] }: KindWords): ImportKind {
  const table = tableOf(type);
  const columns = new Map(describeColumns(type).map((column) => [column.property, column]));
  const own = Object.entries(fields).map(([property, words]) => fieldOf(type, columns.get(property), property, words));
  const placed = own.find(({ property }) => property === placedOn);
  if (placed === undefined) throw new Error(`A file of ${table} has no column for ${placedOn}.`);
  return {
    code: table.replaceAll('_', '-'),
    table,
    names,
    fields: [...commonFields, ...own],
    personal,
    placedOn: placed.column,
    rules: rulesOf(type),
  };
}

/** Kazakh, Russian, English. */
export function words(kk: string, ru: string, en: string): LocalizedText {
  return { kk, ru, en };
}

export function field(kk: string, ru: string, en: string, more: Omit<FieldWords, 'headings'> = {}): FieldWords {
  return { headings: words(kk, ru, en), ...more };
}

const commonFields: readonly ImportField[] = [
  {
    property: 'sourceRef',
    column: 'source_ref',
    type: 'TEXT',
    isRequired: true,
    headings: words('Тіркеу нөмірі', 'Регистрационный номер', 'Reference'),
    aliases: ['Рег. номер', 'Рег. №', 'Source reference', 'Сілтеме нөмірі'],
  },
  {
    property: 'areaCode',
    column: 'area_code',
    type: 'AREA',
    isRequired: true,
    headings: words('Аумақ', 'Территория', 'Area'),
    aliases: [
      'Аудан',
      'Район',
      'District',
      'КАТО',
      'KATO',
      'ӘАОЖ',
      'КАТО коды',
      'Код КАТО',
      'KATO code',
      'Елді мекен',
      'Населенный пункт',
    ],
  },
];

function fieldOf(type: object, column: DescribedColumn | undefined, property: string, words: FieldWords): ImportField {
  if (column === undefined) throw new Error(`There is no column for ${property}.`);
  const fallback = hasDefault(type, property) ? (column.type === 'integer' ? 0 : '') : undefined;
  return {
    ...words,
    property,
    column: column.column,
    type: typeOf(column, words),
    isRequired: !column.isNullable && fallback === undefined,
    ...(fallback !== undefined && { fallback }),
  };
}

const types: Readonly<Record<string, ImportFieldType>> = {
  date: 'DATE',
  integer: 'COUNT',
  numeric: 'AMOUNT',
  boolean: 'FLAG',
  text: 'TEXT',
};

function typeOf({ type }: DescribedColumn, { choices, vocabulary, kind }: FieldWords): ImportFieldType {
  if (choices !== undefined) return 'CHOICE';
  if (vocabulary !== undefined) return 'TERM';
  return kind === undefined ? types[type]! : 'RECORD';
}
