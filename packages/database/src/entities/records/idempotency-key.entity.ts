import { Entity } from 'typeorm';
import { InstantColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';

/** A write that must not be done twice. Record and version are null only until its transaction ends. */
@Entity({ name: 'idempotency_key' })
export class IdempotencyKey {
  @TextColumn('viewer', { primary: true })
  viewer!: string;

  @TextColumn('key', { primary: true })
  key!: string;

  @TextColumn('operation')
  operation!: string;

  @TextColumn('input_sha256')
  inputSha256!: string;

  @TextColumn('region_code', { nullable: true })
  regionCode!: string | null;

  @UuidColumn('record_id', { nullable: true })
  recordId!: string | null;

  @IntegerColumn('version', { nullable: true })
  version!: number | null;

  @InstantColumn('created_at', { default: () => 'now()' })
  createdAt!: Date;
}
