import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, TextColumn, UuidColumn } from '../columns.js';

/** A row of figures that is not what it should be. */
@Entity({ name: 'finding' })
export class Finding {
  @IdColumn()
  id!: string;

  @UuidColumn('run_id')
  runId!: string;

  /** CHECK: of a build that was not made current; VERIFY: of the current build. */
  @TextColumn('kind')
  kind!: 'CHECK' | 'VERIFY';

  @TextColumn('topic')
  topic!: string;

  @TextColumn('rule')
  rule!: string;

  @TextColumn('area_code')
  areaCode!: string;

  @TextColumn('grain', { nullable: true })
  grain!: string | null;

  @DateColumn('period_start', { nullable: true })
  periodStart!: IsoDate | null;

  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @TextColumn('expected', { nullable: true })
  expected!: string | null;

  @TextColumn('found', { nullable: true })
  found!: string | null;

  @TextColumn('message')
  message!: string;

  @InstantColumn('found_at', { default: () => 'now()' })
  foundAt!: Date;

  @InstantColumn('resolved_at', { nullable: true })
  resolvedAt!: Date | null;

  @UuidColumn('resolved_by_run_id', { nullable: true })
  resolvedByRunId!: string | null;
}

/** Months that are counted anew, one after the other. */
@Entity({ name: 'backfill' })
export class Backfill {
  @IdColumn()
  id!: string;

  /** Their codes, sorted, a comma between two. */
  @TextColumn('topics')
  topics!: string;

  @DateColumn('from_month')
  fromMonth!: IsoDate;

  @DateColumn('to_month')
  toMonth!: IsoDate;

  /** The last month that is done. */
  @DateColumn('done_through', { nullable: true })
  doneThrough!: IsoDate | null;

  @InstantColumn('started_at', { default: () => 'now()' })
  startedAt!: Date;

  @InstantColumn('finished_at', { nullable: true })
  finishedAt!: Date | null;
}
