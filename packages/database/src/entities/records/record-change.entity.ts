import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import {
  BigintColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  TextColumn,
  UuidColumn,
} from '../columns.js';
import { ChangeKindEnum, type ChangeKind } from '../enums.js';
import { Node } from '../node.js';
import { Instant } from '../scalars/index.js';

/** Values by the name of their column, as text. */
export type ChangedValues = Readonly<Record<string, string | null>>;

@Entity({ name: 'record_change' })
@ObjectType({ description: 'One change of a record.', implements: Node })
export class RecordChange extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('record_table')
  recordTable!: string;

  @UuidColumn('record_id')
  recordId!: string;

  @IntegerColumn('version')
  @Field(() => Int, { description: 'The version of the record that the change led to.' })
  version!: number;

  @TextColumn('change')
  @Field(() => ChangeKindEnum, { description: 'What was done.' })
  change!: ChangeKind;

  @InstantColumn('changed_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When it was done.' })
  changedAt!: Date;

  @TextColumn('changed_by', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Who did it; null where it was done by a path that names nobody, such as a load of data.',
  })
  changedBy!: string | null;

  @JsonColumn('old_values', { default: {} })
  oldValues!: ChangedValues;

  @JsonColumn('new_values', { default: {} })
  newValues!: ChangedValues;

  /** The event of the audit whose digest covers it. */
  @BigintColumn('audit_event_id')
  auditEventId!: string;
}
