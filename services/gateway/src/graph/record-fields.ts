import {
  Appeal,
  CalendarDate,
  Decimal,
  describeColumns,
  hasDefault,
  LegalAidCase,
  rulesOf,
  tableOf,
  type RecordRule,
} from '@oblys/database';
import type { GraphQLScalarType } from 'graphql';
import { getMetadataStorage, ID, Int } from 'type-graphql';
import type { Kind, TypeClass } from '../read-path/kind.js';
import { graph, recordDefinitions } from './index.js';
import type { RecordDefinition } from './records.js';

export type FieldType = 'AREA' | 'TERM' | 'RECORD' | 'TEXT' | 'CHOICE' | 'DATE' | 'COUNT' | 'AMOUNT' | 'FLAG';

/** A field of a record that people write. */
export interface RecordField {
  /** As inputs and histories call it; a link is called as the field that follows it. */
  readonly name: string;
  readonly property: string;
  readonly column: string;
  readonly type: FieldType;
  readonly input: GraphQLScalarType | object;
  readonly isNullable: boolean;
  /** Whether a new record may leave it out. */
  readonly isOptional: boolean;
  readonly description: string;
  /** What a link leads to. */
  readonly to?: Kind;
}

/** What is written of persons beside a record, and kept apart from it. */
export type PersonalField = 'person' | 'text';

/** What is known of writing a kind of record: derived from its entity, its place in the graph and its rules. */
export interface WritableRecord {
  readonly kind: Kind;
  readonly fields: readonly RecordField[];
  readonly personal: readonly PersonalField[];
  /** The property of the record's own date, by which its area belongs to a region and a district. */
  readonly placedOn: string;
  readonly rules: readonly RecordRule[];
}

/** The person lies apart, and is written by whoever may know it. */
const unwritten = ['personId'];

const commonFields: readonly RecordField[] = [
  {
    name: 'area',
    property: 'areaCode',
    column: 'area_code',
    type: 'AREA',
    input: ID,
    isNullable: false,
    isOptional: false,
    description:
      'The most exact area that is known for it, by its KATO code. Region and district follow from it and the own date of the record.',
  },
  {
    name: 'sourceRef',
    property: 'sourceRef',
    column: 'source_ref',
    type: 'TEXT',
    input: String,
    isNullable: false,
    isOptional: true,
    description:
      'What the record is called where it comes from, unique among its kind in the region; one is given where a new record has none.',
  },
];

const personalFields: ReadonlyMap<TypeClass, readonly PersonalField[]> = new Map<TypeClass, readonly PersonalField[]>([
  [Appeal, ['person', 'text']],
  [LegalAidCase, ['person']],
]);

export const writableRecords: readonly WritableRecord[] = recordDefinitions.map((definition) => ({
  kind: graph.kindOf(definition.type),
  personal: personalFields.get(definition.type) ?? [],
  fields: [...commonFields, ...ownFields(definition)],
  placedOn: definition.order[0]!.property,
  rules: rulesOf(definition.type),
}));

function ownFields(definition: RecordDefinition): RecordField[] {
  return describeColumns(definition.type)
    .filter(({ property }) => !unwritten.includes(property))
    .map(({ property, column, isNullable }) => ({
      ...describeField(definition, property),
      property,
      column,
      isNullable,
      isOptional: isNullable || hasDefault(definition.type, property),
    }));
}

type Described = Pick<RecordField, 'name' | 'type' | 'input' | 'description' | 'to'>;

function describeField({ type, one = {} }: RecordDefinition, property: string): Described {
  const name = property.replace(/(Code|Id|Kzt)$/, '');
  const link = property.endsWith('Kzt') ? undefined : one[name];
  if (name !== property && link !== undefined) {
    const to = graph.kindOf(link.to);
    return to.key.includes('code')
      ? { name, type: 'TERM', input: ID, description: `${link.description} Its code.`, to }
      : { name, type: 'RECORD', input: ID, description: `${link.description} Its global id.`, to };
  }
  const declared = declaredField(type, name);
  const description = declared.description ?? '';
  if (name !== property) {
    return { name, type: 'AMOUNT', input: Decimal, description: `${description} In tenge, with two places at most.` };
  }
  const input = declared.getType() as object;
  return { name, type: fieldTypeOf(input), input, description };
}

function declaredField(type: TypeClass, name: string) {
  const field = getMetadataStorage().fields.find((declared) => declared.target === type && declared.name === name);
  if (field === undefined) throw new Error(`${type.name}.${name} is no field of the schema, so nobody could write it.`);
  return field;
}

function fieldTypeOf(input: object): FieldType {
  if (input === CalendarDate) return 'DATE';
  if (input === Int) return 'COUNT';
  if (input === Boolean) return 'FLAG';
  return input === String ? 'TEXT' : 'CHOICE';
}

/** A column as a history tells of it. */
export type HistoryField = Pick<RecordField, 'name' | 'column' | 'to'>;

/** The fields that a history tells of; whatever else a row holds is not shown. */
export function fieldsOfTable(table: string): readonly HistoryField[] {
  return historyFields.get(table) ?? [];
}

const placeFields: readonly HistoryField[] = [
  { name: 'region', column: 'region_code' },
  { name: 'district', column: 'district_code' },
];

const historyFields = new Map(
  writableRecords.map(({ kind, fields }) => [tableOf(kind.entity), [...placeFields, ...fields]] as const),
);

/** @throws when the table is none of records */
export function kindOfTable(table: string): Kind {
  const record = writableRecords.find(({ kind }) => tableOf(kind.entity) === table);
  if (record === undefined) throw new Error(`No kind of record lies in ${table}.`);
  return record.kind;
}
