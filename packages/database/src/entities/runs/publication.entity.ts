import type { Grain, IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';

/** A named, immutable copy of the figures of an area and the areas below it, for a day. */
@Entity({ name: 'publication' })
export class Publication {
  @IdColumn()
  id!: string;

  @TextColumn('area_code')
  areaCode!: string;

  @DateColumn('as_of')
  asOf!: IsoDate;

  @TextColumn('name')
  name!: string;

  @UuidColumn('run_id')
  runId!: string;

  @InstantColumn('published_at', { default: () => 'now()' })
  publishedAt!: Date;
}

/** The figures of one topic, area, period and programme, as they were published. */
@Entity({ name: 'publication_figure' })
export class PublicationFigure {
  @UuidColumn('publication_id', { primary: true })
  publicationId!: string;

  @TextColumn('topic', { primary: true })
  topic!: string;

  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @TextColumn('grain', { primary: true })
  grain!: Grain;

  @DateColumn('period_start', { primary: true })
  periodStart!: IsoDate;

  @TextColumn('programme_code', { primary: true, default: 'ALL' })
  programmeCode!: string;

  @TextColumn('definition_version')
  definitionVersion!: string;

  @JsonColumn('figures')
  figures!: Record<string, unknown>;
}

/** How many figures of people an official publication hides from anybody. */
@Entity({ name: 'publication_protection' })
export class PublicationProtection {
  @UuidColumn('publication_id', { primary: true })
  publicationId!: string;

  /** Below the threshold. */
  @IntegerColumn('small_count')
  smallCount!: number;

  /** Hidden beside them, lest sums and differences tell of those. */
  @IntegerColumn('complement_count')
  complementCount!: number;

  /** Small ones that were shown in effect before records were corrected. */
  @IntegerColumn('exposed_count')
  exposedCount!: number;

  @InstantColumn('protected_at', { default: () => 'now()' })
  protectedAt!: Date;
}

/** What anybody is shown of a row of an official publication whose topic counts people. */
@Entity({ name: 'protected_figure' })
export class ProtectedFigure {
  @UuidColumn('publication_id', { primary: true })
  publicationId!: string;

  @TextColumn('topic', { primary: true })
  topic!: string;

  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @TextColumn('grain', { primary: true })
  grain!: Grain;

  @DateColumn('period_start', { primary: true })
  periodStart!: IsoDate;

  @TextColumn('programme_code', { primary: true })
  programmeCode!: string;

  @TextColumn('definition_version')
  definitionVersion!: string;

  @JsonColumn('figures')
  figures!: Record<string, unknown>;
}
