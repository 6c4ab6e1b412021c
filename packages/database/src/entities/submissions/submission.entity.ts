import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, IntegerColumn, TextColumn } from '../columns.js';
import type { SentState } from './submission-enums.js';

/** What a branch has sent of a topic for a month. */
@Entity({ name: 'submission' })
export class Submission {
  @IdColumn()
  id!: string;

  @TextColumn('region_code')
  regionCode!: string;

  @TextColumn('branch_code')
  branchCode!: string;

  @TextColumn('topic')
  topic!: string;

  /** Its first day. */
  @DateColumn('month')
  month!: IsoDate;

  @TextColumn('state')
  state!: SentState;

  @IntegerColumn('version', { default: 1 })
  version!: number;

  /** Records with a dated event in the month, when it was submitted; 0 says that there was nothing. */
  @IntegerColumn('record_count')
  recordCount!: number;

  @TextColumn('note', { nullable: true })
  note!: string | null;

  @InstantColumn('submitted_at', { default: () => 'now()' })
  submittedAt!: Date;

  /** The business day of `submittedAt`. */
  @DateColumn('submitted_on')
  submittedOn!: IsoDate;

  @TextColumn('submitted_by')
  submittedBy!: string;

  @InstantColumn('approved_at', { nullable: true })
  approvedAt!: Date | null;

  @TextColumn('approved_by', { nullable: true })
  approvedBy!: string | null;

  @InstantColumn('returned_at', { nullable: true })
  returnedAt!: Date | null;

  @TextColumn('returned_by', { nullable: true })
  returnedBy!: string | null;

  @TextColumn('return_reason', { nullable: true })
  returnReason!: string | null;

  /** When a record of the month was last changed after it was approved; null where none was. */
  @InstantColumn('changed_at', { nullable: true })
  changedAt!: Date | null;
}
