import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';

/** How many findings of a rule stood in a region after the check as of a day. */
@Entity({ name: 'quality_trend' })
export class QualityTrend {
  @DateColumn('as_of', { primary: true })
  asOf!: IsoDate;

  @TextColumn('rule', { primary: true })
  rule!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @IntegerColumn('open_count')
  openCount!: number;

  @IntegerColumn('acknowledged_count')
  acknowledgedCount!: number;

  /** Null once the run is purged. */
  @UuidColumn('run_id', { nullable: true })
  runId!: string | null;
}
