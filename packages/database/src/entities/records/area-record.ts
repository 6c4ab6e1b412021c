import { Field, Int, InterfaceType } from 'type-graphql';
import { BooleanColumn, IdColumn, InstantColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';
import { Node } from '../node.js';
import { Instant } from '../scalars/index.js';

/** What every record carries. Region, district and branch are set by the database from the record's own date. */
@InterfaceType('AreaRecord', { description: 'A record of what was done, in its area.', implements: Node })
export abstract class AreaRecord extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('district_code', { nullable: true })
  districtCode!: string | null;

  @TextColumn('branch_code')
  branchCode!: string;

  @TextColumn('area_code')
  areaCode!: string;

  @TextColumn('source_ref')
  sourceRef!: string;

  @UuidColumn('import_id', { nullable: true })
  importId!: string | null;

  @IntegerColumn('import_row', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'The row of the file that it came from, or was last changed by; null where it came otherwise.',
  })
  importRow!: number | null;

  /** The version that its import left it at: with another, somebody changed it since. */
  @IntegerColumn('import_version', { nullable: true })
  importVersion!: number | null;

  @IntegerColumn('version', { default: 1 })
  @Field(() => Int, { description: 'Counts the changes of the record, starting at 1.' })
  version!: number;

  @BooleanColumn('is_synthetic', { default: false })
  @Field(() => Boolean, { description: 'True for demonstration data.' })
  isSynthetic!: boolean;

  @InstantColumn('created_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When the record was first written.' })
  createdAt!: Date;

  @InstantColumn('updated_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When the record was last changed.' })
  updatedAt!: Date;
}
