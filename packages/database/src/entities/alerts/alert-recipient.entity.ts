import type { Locale } from '@oblys/domain';
import { Entity } from 'typeorm';
import { BooleanColumn, IdColumn, InstantColumn, TextColumn } from '../columns.js';

export type AlertChannel = 'WEBHOOK' | 'MAIL';

/** Who wants to be told what is wrong, or the figures of the week. */
@Entity({ name: 'alert_recipient' })
export class AlertRecipient {
  @IdColumn()
  id!: string;

  @TextColumn('channel')
  channel!: AlertChannel;

  /** A mailbox, or the address of a webhook. */
  @TextColumn('address')
  address!: string;

  @TextColumn('locale')
  locale!: Locale;

  /** Whose incidents and figures; null is the whole country. */
  @TextColumn('area_code', { nullable: true })
  areaCode!: string | null;

  @BooleanColumn('wants_alerts')
  wantsAlerts!: boolean;

  @BooleanColumn('wants_digest')
  wantsDigest!: boolean;

  /** False once it was removed: what was told to it stays on record. */
  @BooleanColumn('is_enabled', { default: true })
  isEnabled!: boolean;

  @InstantColumn('added_at', { default: () => 'now()' })
  addedAt!: Date;
}
