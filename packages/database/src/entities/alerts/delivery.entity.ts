import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';

export type DeliveryWhat = 'OPENED' | 'CLOSED' | 'DIGEST';
export type DeliveryState = 'WAITING' | 'SENT' | 'GIVEN_UP';

/** What is told to whom: it is sent from here until it has arrived or is given up. */
@Entity({ name: 'delivery' })
export class Delivery {
  @IdColumn()
  id!: string;

  @UuidColumn('recipient_id')
  recipientId!: string;

  /** Null of a digest. */
  @UuidColumn('incident_id', { nullable: true })
  incidentId!: string | null;

  @TextColumn('what')
  what!: DeliveryWhat;

  /** The same at each repeat, so that whoever gets it twice can tell. */
  @TextColumn('idempotency_key')
  idempotencyKey!: string;

  @JsonColumn('payload')
  payload!: Record<string, unknown>;

  @TextColumn('state', { default: 'WAITING' })
  state!: DeliveryState;

  /** Counted up when a sender takes it: whoever comes back with an older number has lost it to another. */
  @IntegerColumn('attempts', { default: 0 })
  attempts!: number;

  @InstantColumn('queued_at', { default: () => 'now()' })
  queuedAt!: Date;

  @InstantColumn('first_attempt_at', { nullable: true })
  firstAttemptAt!: Date | null;

  @InstantColumn('next_attempt_at', { default: () => 'now()' })
  nextAttemptAt!: Date;

  /** Until then it belongs to whoever took it. */
  @InstantColumn('leased_until', { nullable: true })
  leasedUntil!: Date | null;

  @TextColumn('last_error', { nullable: true })
  lastError!: string | null;

  @InstantColumn('sent_at', { nullable: true })
  sentAt!: Date | null;
}
