import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, UuidColumn } from '../columns.js';

/** A submission of which records were changed since it was submitted. */
@Entity({ name: 'submission_touch' })
export class SubmissionTouch {
  @IdColumn()
  id!: string;

  @UuidColumn('submission_id')
  submissionId!: string;

  @InstantColumn('touched_at', { default: () => 'clock_timestamp()' })
  touchedAt!: Date;
}
