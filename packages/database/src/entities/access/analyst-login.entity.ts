import { Entity } from 'typeorm';
import { BooleanColumn, InstantColumn, IntegerColumn, TextArrayColumn, TextColumn } from '../columns.js';

/** What somebody sees who signs in to the database itself as an analyst. */
export type AnalystRole = 'ANALYST' | 'VIEWER';

/** A login of the server by which an analyst asks in SQL. */
@Entity({ name: 'analyst_login' })
export class AnalystLogin {
  @TextColumn('login', { primary: true })
  login!: string;

  @TextColumn('role')
  role!: AnalystRole;

  /** Null: everywhere. */
  @TextArrayColumn('area_codes', { nullable: true })
  areaCodes!: string[] | null;

  /** How long a statement may run, whatever the session sets. */
  @IntegerColumn('statement_seconds')
  statementSeconds!: number;

  /** Made for a single session of the platform, and removed with it. */
  @BooleanColumn('is_session', { default: false })
  isSession!: boolean;

  @InstantColumn('created_at', { default: () => 'now()' })
  createdAt!: Date;

  @TextColumn('created_by')
  createdBy!: string;

  @InstantColumn('expires_at')
  expiresAt!: Date;

  @InstantColumn('revoked_at', { nullable: true })
  revokedAt!: Date | null;

  @TextColumn('revoked_by', { nullable: true })
  revokedBy!: string | null;
}
