import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { BytesColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';
import { Node } from '../node.js';
import { Instant } from '../scalars/index.js';

/** A file that was taken in; its records carry its id and their row number. */
@Entity({ name: 'import' })
@ObjectType({ description: 'A file of records that was taken in.', implements: Node })
export class ImportedFile extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('kind')
  @Field(() => ID, { description: 'What its rows are, such as "appeal".' })
  kind!: string;

  @TextColumn('file_name')
  @Field(() => String, { description: 'What it was called.' })
  fileName!: string;

  @TextColumn('file_sha256')
  @Field(() => String, { description: 'SHA-256 of its bytes, in hexadecimal.' })
  fileSha256!: string;

  @IntegerColumn('row_count')
  @Field(() => Int, { description: 'How many of its rows hold anything.' })
  rowCount!: number;

  @IntegerColumn('created_count', { default: 0 })
  @Field(() => Int, { description: 'Records that it created.' })
  createdCount!: number;

  @IntegerColumn('changed_count', { default: 0 })
  @Field(() => Int, { description: 'Records that it changed.' })
  changedCount!: number;

  @IntegerColumn('unchanged_count', { default: 0 })
  @Field(() => Int, { description: 'Rows that were there already.' })
  unchangedCount!: number;

  /** Who took it in; the API shows it to those who may see everything. */
  @TextColumn('imported_by', { nullable: true })
  importer!: string | null;

  @InstantColumn('imported_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When it was taken in.' })
  importedAt!: Date;

  @InstantColumn('undone_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was taken back; null while it stands.' })
  undoneAt!: Date | null;

  @TextColumn('undone_by', { nullable: true })
  undoer!: string | null;
}

/** A record that an import changed, and the row that it was before. */
@Entity({ name: 'import_change' })
export class ImportChange {
  @UuidColumn('import_id', { primary: true })
  importId!: string;

  @UuidColumn('record_id', { primary: true })
  recordId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  /** The one that the change led to. */
  @IntegerColumn('version')
  version!: number;

  @JsonColumn('former')
  former!: Record<string, unknown>;
}

/** What an import wrote of who a record is about, and what was there before, sealed as it was. */
@Entity({ name: 'import_person_change' })
export class ImportPersonChange {
  @UuidColumn('import_id', { primary: true })
  importId!: string;

  @UuidColumn('record_id', { primary: true })
  recordId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @UuidColumn('person_id')
  personId!: string;

  /** Who the record was about before; null where it was nobody. */
  @UuidColumn('former_person_id', { nullable: true })
  formerPersonId!: string | null;

  @BytesColumn('former_identity', { nullable: true })
  formerIdentity!: Buffer | null;

  @BytesColumn('former_text', { nullable: true })
  formerText!: Buffer | null;

  /** Of the sealed bytes that were written; null where none were. */
  @BytesColumn('identity_sha256', { nullable: true })
  identitySha256!: Buffer | null;

  @BytesColumn('text_sha256', { nullable: true })
  textSha256!: Buffer | null;
}
