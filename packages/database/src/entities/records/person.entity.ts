import { Entity } from 'typeorm';
import { BooleanColumn, BytesColumn, IdColumn, InstantColumn, TextColumn, UuidColumn } from '../columns.js';

export type Sealing = 'NONE' | 'AES-256-GCM';

/** Who an appeal or a legal-aid case is about. Not a GraphQL type: no field of it is shown to anyone. */
@Entity({ name: 'person' })
export class Person {
  @IdColumn()
  id!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('sealing', { default: 'NONE' })
  sealing!: Sealing;

  /** UTF-8 JSON (fullName, phone, address, birthYear); null once erased. */
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

  @TextColumn('sealing', { default: 'NONE' })
  sealing!: Sealing;

  @BytesColumn('sealed_text', { nullable: true })
  sealedText!: Buffer | null;
}
