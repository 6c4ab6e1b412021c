import { Entity } from 'typeorm';
import { BigintColumn, InstantColumn, JsonColumn, TextColumn } from '../columns.js';
import type { AuditOrigin, AuditedBy } from '../../audit/audit-actor.js';

/** Who did what, when and from where. Appended, and never changed. */
@Entity({ name: 'audit_event' })
export class AuditEvent {
  @BigintColumn('id', { primary: true, default: () => `nextval('audit_event_seq')` })
  id!: string;

  @InstantColumn('at', { default: () => 'clock_timestamp()' })
  at!: Date;

  @TextColumn('action')
  action!: string;

  @TextColumn('actor_by')
  actorBy!: AuditedBy;

  @TextColumn('actor_name')
  actorName!: string;

  @TextColumn('actor_subject', { nullable: true })
  actorSubject!: string | null;

  @TextColumn('actor_role', { nullable: true })
  actorRole!: string | null;

  @TextColumn('token_id', { nullable: true })
  tokenId!: string | null;

  @JsonColumn('origin', { default: {} })
  origin!: AuditOrigin;

  @TextColumn('database_user', { default: () => 'session_user' })
  databaseUser!: string;

  /** The table that was written, or what was read, exported or signed in to. */
  @TextColumn('object_kind')
  objectKind!: string;

  @TextColumn('object_id', { nullable: true })
  objectId!: string | null;

  @TextColumn('area_code', { nullable: true })
  areaCode!: string | null;

  @BigintColumn('row_count', { default: 1 })
  rowCount!: string;

  @JsonColumn('old', { nullable: true })
  old!: Readonly<Record<string, unknown>> | null;

  @JsonColumn('new', { nullable: true })
  new!: Readonly<Record<string, unknown>> | null;

  /** Over the rows of the history of records that name it. */
  @TextColumn('changes_sha256', { nullable: true })
  changesSha256!: string | null;

  @JsonColumn('details', { default: {} })
  details!: Readonly<Record<string, unknown>>;

  /** The key of what is told once. */
  @TextColumn('once', { nullable: true })
  once!: string | null;
}
