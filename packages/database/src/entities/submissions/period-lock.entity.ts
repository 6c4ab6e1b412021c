import { Entity } from 'typeorm';
import { InstantColumn, TextColumn } from '../columns.js';

/** When a month of a topic was last submitted or approved. */
@Entity({ name: 'period_lock' })
export class PeriodLock {
  @TextColumn('topic', { primary: true })
  topic!: string;

  @InstantColumn('locked_at', { default: () => 'now()' })
  lockedAt!: Date;
}
