import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';
import type { SubmissionEventKind } from './submission-enums.js';

/** What became of a submission; only ever added to. */
@Entity({ name: 'submission_event' })
export class SubmissionEvent {
  @IdColumn()
  id!: string;

  @UuidColumn('submission_id')
  submissionId!: string;

  @TextColumn('event')
  event!: SubmissionEventKind;

  /** The version that it led to. */
  @IntegerColumn('version')
  version!: number;

  @InstantColumn('happened_at', { default: () => 'now()' })
  happenedAt!: Date;

  @TextColumn('happened_by')
  happenedBy!: string;

  /** Null only of what was submitted or approved without a note. */
  @TextColumn('reason', { nullable: true })
  reason!: string | null;

  /** Of what was submitted or approved; null for all else. */
  @IntegerColumn('record_count', { nullable: true })
  recordCount!: number | null;
}
