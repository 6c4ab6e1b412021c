import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import {
  BooleanColumn,
  BytesColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  TextColumn,
  UuidColumn,
} from '../columns.js';
import { Node } from '../node.js';
import { Instant } from '../scalars/index.js';

/** A file that proves what a record says. It is shown once all of its bytes are stored, and until it is removed. */
@Entity({ name: 'evidence_file' })
@ObjectType({ description: 'A file that proves what a record says, such as the scan of a decision.', implements: Node })
export class EvidenceFile extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('record_table')
  recordTable!: string;

  @UuidColumn('record_id')
  recordId!: string;

  @TextColumn('file_name')
  @Field(() => String, { description: 'What it is called.' })
  fileName!: string;

  @TextColumn('media_type')
  @Field(() => String, { description: 'What it is, by its content, such as "application/pdf".' })
  mediaType!: string;

  @IntegerColumn('byte_count')
  @Field(() => Int, { description: 'How many bytes it has.' })
  byteCount!: number;

  @TextColumn('sha256')
  @Field(() => String, { description: 'SHA-256 of its bytes, in hexadecimal.' })
  sha256!: string;

  @TextColumn('caption', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What it shows; null where nothing was written.' })
  caption!: string | null;

  @TextColumn('store')
  store!: 'POSTGRES' | 'S3';

  @TextColumn('state', { default: 'PENDING' })
  state!: 'PENDING' | 'STORED' | 'REMOVED';

  @TextColumn('added_by')
  @Field(() => String, { description: 'Who added it.' })
  addedBy!: string;

  @InstantColumn('added_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When it was added.' })
  addedAt!: Date;

  @TextColumn('removed_by', { nullable: true })
  removedBy!: string | null;

  @InstantColumn('removed_at', { nullable: true })
  removedAt!: Date | null;

  @TextColumn('removal_reason', { nullable: true })
  removalReason!: string | null;

  @BooleanColumn('bytes_gone', { default: false })
  bytesGone!: boolean;
}

/** A part of the bytes of a file that PostgreSQL stores. */
@Entity({ name: 'evidence_bytes' })
export class EvidenceBytes {
  @UuidColumn('file_id', { primary: true })
  fileId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @IntegerColumn('part', { primary: true })
  part!: number;

  @BytesColumn('content')
  content!: Buffer;
}
