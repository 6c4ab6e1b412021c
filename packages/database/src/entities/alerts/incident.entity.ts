import type { LocalizedText } from '@oblys/domain';
import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';

export type IncidentSeverity = 'WARNING' | 'CRITICAL';

/** Something that is wrong, from when it was first seen until it is over. */
@Entity({ name: 'incident' })
export class Incident {
  @IdColumn()
  id!: string;

  /** What is wrong, such as freshness:roadmap; open once at a time. */
  @TextColumn('key')
  key!: string;

  /** The sort of thing, such as FRESHNESS. */
  @TextColumn('kind')
  kind!: string;

  @TextColumn('severity')
  severity!: IncidentSeverity;

  /** One line. */
  @JsonColumn('title')
  title!: LocalizedText;

  @JsonColumn('detail')
  detail!: LocalizedText;

  /** Where to look, below the address that people reach the platform at. */
  @TextColumn('link_path')
  linkPath!: string;

  /** Null where it concerns all areas. */
  @TextColumn('area_code', { nullable: true })
  areaCode!: string | null;

  /** The run that met it, where one did. */
  @UuidColumn('run_id', { nullable: true })
  runId!: string | null;

  @InstantColumn('opened_at', { default: () => 'now()' })
  openedAt!: Date;

  @InstantColumn('last_seen_at', { default: () => 'now()' })
  lastSeenAt!: Date;

  @InstantColumn('closed_at', { nullable: true })
  closedAt!: Date | null;
}
