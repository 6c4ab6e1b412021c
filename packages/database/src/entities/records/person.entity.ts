import { Entity } from 'typeorm';
import { BooleanColumn, BytesColumn, IdColumn, InstantColumn, TextColumn, UuidColumn } from '../columns.js';

export type Sealing = 'NONE' | 'AES-256-GCM';

/** Who an appeal or a legal-aid case is about. */
@Entity({ name: 'person' })
export class Person {
  @IdColumn()
  id!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('sealing', { default: 'AES-256-GCM' })
  sealing!: Sealing;

  /** JSON of who they are, sealed by their key; null once erased. */
  @BytesColumn('sealed_identity', { nullable: true })
  sealedIdentity!: Buffer | null;

  @BooleanColumn('is_synthetic', { default: false })
  isSynthetic!: boolean;

  @InstantColumn('created_at', { default: () => 'now()' })
  createdAt!: Date;
}

/** The key that erases a person everywhere when it is destroyed. */
@Entity({ name: 'person_key' })
export class PersonKey {
  @UuidColumn('person_id', { primary: true })
  personId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @BytesColumn('wrapped_key', { nullable: true })
  wrappedKey!: Buffer | null;

  @InstantColumn('destroyed_at', { nullable: true })
  destroyedAt!: Date | null;
}

/** The words of an appeal, sealed with the key of its person; null once erased. */
@Entity({ name: 'appeal_text' })
export class AppealText {
  @UuidColumn('appeal_id', { primary: true })
  appealId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('sealing', { default: 'AES-256-GCM' })
  sealing!: Sealing;

  @BytesColumn('sealed_text', { nullable: true })
  sealedText!: Buffer | null;
}

/** That a person was erased. */
@Entity({ name: 'erasure' })
export class ErasureOfPerson {
  @UuidColumn('person_id', { primary: true })
  personId!: string;

  @TextColumn('region_code')
  regionCode!: string;

  @InstantColumn('erased_at')
  erasedAt!: Date;

  @TextColumn('erased_by')
  erasedBy!: string;

  @TextColumn('reason')
  reason!: string;

  /** When it was written on the list beside the database; null until then. */
  @InstantColumn('listed_at', { nullable: true })
  listedAt!: Date | null;
}
