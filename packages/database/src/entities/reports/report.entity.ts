import type { IsoDate, Locale } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, IntegerColumn, TextColumn } from '../columns.js';
import { LocaleEnum } from '../enums.js';
import { Node } from '../node.js';
import { CalendarDate, Instant } from '../scalars/index.js';

@Entity({ name: 'report' })
@ObjectType({ description: 'A published report and the figures it states.', implements: Node })
export class Report extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('area_code')
  areaCode!: string;

  @TextColumn('source_ref')
  sourceRef!: string;

  @TextColumn('title')
  @Field(() => String, { description: 'The title, in the language of the report.' })
  title!: string;

  @TextColumn('language')
  @Field(() => LocaleEnum, { description: 'The language it is written in.' })
  language!: Locale;

  @TextColumn('text')
  @Field(() => String, { description: 'The words of the report, whole; empty where only its figures were taken in.' })
  text!: string;

  @DateColumn('published_on')
  @Field(() => CalendarDate, { description: 'The day it was published.' })
  publishedOn!: IsoDate;

  @DateColumn('as_of')
  @Field(() => CalendarDate, { description: 'The day its figures are about.' })
  asOf!: IsoDate;

  @IntegerColumn('version', { default: 1 })
  @Field(() => Int, { description: 'Counts the changes of the report, starting at 1.' })
  version!: number;

  @InstantColumn('created_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When the report was first taken in.' })
  createdAt!: Date;

  @TextColumn('recorded_by', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Who confirmed its figures by taking it in last; null for the report that the platform starts from.',
  })
  recordedBy!: string | null;

  @TextColumn('file_name', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The file that its figures came from; null where they came otherwise.',
  })
  fileName!: string | null;

  @TextColumn('file_sha256', { nullable: true })
  fileSha256!: string | null;
}
