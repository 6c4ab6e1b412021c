import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, TextArrayColumn, TextColumn } from '../columns.js';
import type { GivenRole } from './roles.js';

/** A token by which a program asks for somebody; of what it is made only the hash is kept. */
@Entity({ name: 'api_token' })
export class ApiToken {
  @IdColumn()
  id!: string;

  /** What it is for. */
  @TextColumn('name')
  name!: string;

  /** Who it speaks for, as they sign in. */
  @TextColumn('owner_subject')
  ownerSubject!: string;

  @TextColumn('owner_name')
  ownerName!: string;

  @TextColumn('role')
  role!: GivenRole;

  @TextArrayColumn('area_codes')
  areaCodes!: string[];

  @TextColumn('secret_sha256')
  secretSha256!: string;

  @InstantColumn('created_at', { default: () => 'now()' })
  createdAt!: Date;

  @TextColumn('created_by')
  createdBy!: string;

  @InstantColumn('expires_at')
  expiresAt!: Date;

  /** To the minute. */
  @InstantColumn('last_used_at', { nullable: true })
  lastUsedAt!: Date | null;

  @InstantColumn('revoked_at', { nullable: true })
  revokedAt!: Date | null;

  @TextColumn('revoked_by', { nullable: true })
  revokedBy!: string | null;
}
