import { listRecipients, queueDigests, type Database, type Fence } from '@oblys/database';
import { countryCode, isoWeek, type IsoDate } from '@oblys/domain';
import type { Digest } from './digest.js';
import { readDigest } from './read-digest.js';

export interface SendDigestsOptions {
  /** Figures are those of this day, or of the current build where that is before it. */
  readonly asOf: IsoDate;
  /** A day of the week that the digest is of: nobody gets two of one week. */
  readonly weekOf: IsoDate;
  /** Last in the transaction that queues them. */
  readonly fence?: Fence;
  /** The clock; the machine's unless given. */
  readonly now?: Date;
}

export interface SentDigests {
  /** Such as 2025-W45. */
  readonly week: string;
  /** Who gets one; the others have that of the week already. */
  readonly queued: number;
  readonly recipients: number;
}

/** Queues the digest of the week for everybody who wants one; a second call for a week queues it for who came since. */
export async function sendDigests(
  database: Database,
  { asOf, weekOf, fence, now = new Date() }: SendDigestsOptions,
): Promise<SentDigests> {
  const week = isoWeek(weekOf);
  const recipients = (await listRecipients(database)).filter(({ wantsDigest }) => wantsDigest);
  const digests = new Map<string, Digest>();
  for (const areaCode of new Set(recipients.map(areaOf))) {
    const ask = { areaCode, asOf, now };
    digests.set(areaCode, await database.transaction('REPEATABLE READ', (sql) => readDigest(sql, ask)));
  }
  const deliveries = recipients.map((recipient) => ({
    recipientId: recipient.id,
    week,
    payload: digests.get(areaOf(recipient))!,
  }));
  // Not in the snapshot of the figures, which would fail where somebody else queues the same.
  return database.transaction('READ COMMITTED', async (sql) => {
    const sent = { week, queued: await queueDigests(sql, deliveries), recipients: recipients.length };
    await fence?.pass(sql, sent);
    return sent;
  });
}

function areaOf({ areaCode }: { areaCode: string | null }): string {
  return areaCode ?? countryCode;
}
