import { Entity } from 'typeorm';
import { BigintColumn, InstantColumn, TextColumn } from '../columns.js';

/** Events that are sealed together. */
@Entity({ name: 'audit_block' })
export class AuditBlock {
  @BigintColumn('number', { primary: true })
  number!: string;

  @BigintColumn('event_count')
  eventCount!: string;

  @InstantColumn('sealed_at')
  sealedAt!: Date;

  /** The hash of the block before; zeros of the first. */
  @TextColumn('previous')
  previous!: string;

  @TextColumn('hash')
  hash!: string;
}

/** In which block an event is sealed. */
@Entity({ name: 'audit_seal' })
export class AuditSeal {
  @BigintColumn('event_id', { primary: true })
  eventId!: string;

  /** Null until it is sealed. */
  @BigintColumn('block_number', { nullable: true })
  blockNumber!: string | null;

  /** Of the event as it was sealed. */
  @TextColumn('sha256', { nullable: true })
  sha256!: string | null;
}
