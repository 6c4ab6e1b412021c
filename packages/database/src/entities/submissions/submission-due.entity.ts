import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { BooleanColumn, DateColumn, IdColumn, IntegerColumn, TextColumn } from '../columns.js';

/** DISTRICT: each district of a region; OFFICE: the office of the region itself. */
export type SentBy = 'DISTRICT' | 'OFFICE';

/** A topic that is to be sent for each month; a row of a region stands before one of all regions. */
@Entity({ name: 'submission_due' })
export class SubmissionDue {
  @IdColumn()
  id!: string;

  @TextColumn('region_code', { nullable: true })
  regionCode!: string | null;

  @TextColumn('sent_by')
  sentBy!: SentBy;

  @TextColumn('topic')
  topic!: string;

  /** Months that begin from this day on, and before `validTo`. */
  @DateColumn('valid_from', { default: '-infinity' })
  validFrom!: IsoDate;

  @DateColumn('valid_to', { default: 'infinity' })
  validTo!: IsoDate;

  /** False where a region does not ask for what others do. */
  @BooleanColumn('is_due', { default: true })
  isDue!: boolean;

  /** The day of the following month. */
  @IntegerColumn('due_day', { default: 5 })
  dueDay!: number;

  /** So many days after that one, what has not come is missing. */
  @IntegerColumn('grace_days', { default: 10 })
  graceDays!: number;
}
