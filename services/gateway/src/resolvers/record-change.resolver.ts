import { Needs, RecordChange } from '@oblys/database';
import { Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { encodeNodeId } from '../graph/node-id.js';
import { fieldsOfTable, type HistoryField } from '../graph/record-fields.js';

@ObjectType({ description: 'A field that a change of a record gave another value.', simpleResolvers: true })
export class FieldChange {
  @Field(() => String, { description: 'The field, as the inputs of the mutations call it; also region and district.' })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value before, as text: a date as YYYY-MM-DD, a link as code or global id; null where there was none.',
  })
  oldValue!: string | null;

  @Field(() => String, { nullable: true, description: 'The value after, likewise; null where there is none.' })
  newValue!: string | null;
}

@Resolver(() => RecordChange)
export class RecordChangeResolver {
  @FieldResolver(() => [FieldChange], {
    description: 'The fields that differ; all that had a value where the record was created or deleted.',
  })
  @Needs('recordTable', 'regionCode', 'oldValues', 'newValues')
  fields(@Root() { recordTable, regionCode, oldValues, newValues }: RecordChange): FieldChange[] {
    const values = (row: RecordChange['oldValues'], field: HistoryField): string | null => {
      const value = row[field.column] ?? null;
      if (value === null || field.to?.key.includes('id') !== true) return value;
      return encodeNodeId(field.to, { id: value, regionCode: row['region_code'] ?? regionCode });
    };
    return fieldsOfTable(recordTable)
      .filter(({ column }) => column in oldValues || column in newValues)
      .map((field) => ({ field: field.name, oldValue: values(oldValues, field), newValue: values(newValues, field) }));
  }
}
