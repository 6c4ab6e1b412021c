import {
  InvalidInputError,
  isRecordId,
  NotFoundError,
  parseMailAddress,
  parseWebhookUrl,
  type Locale,
} from '@oblys/domain';
import type { AlertChannel } from '../entities/index.js';
import type { Sql } from '../sql.js';

export interface Recipient {
  readonly id: string;
  readonly channel: AlertChannel;
  readonly address: string;
  readonly locale: Locale;
  /** Null is the whole country. */
  readonly areaCode: string | null;
  readonly wantsAlerts: boolean;
  readonly wantsDigest: boolean;
}

/**
 * Tells somebody of incidents, of the week's figures, or of both from now on. Whoever is there already, for the same
 * area, gets what is said now.
 * @throws {InvalidInputError} when the address is none, or nothing is wanted
 * @throws {NotFoundError} when there is no such area
 */
export async function addRecipient(sql: Sql, given: Omit<Recipient, 'id'>): Promise<Recipient> {
  const { channel, locale, areaCode, wantsAlerts, wantsDigest } = given;
  const address = channel === 'MAIL' ? parseMailAddress(given.address) : parseWebhookUrl(given.address);
  if (!wantsAlerts && !wantsDigest) {
    throw new InvalidInputError(`${address} is to be told neither alerts nor the digest, so there is nothing to add.`);
  }
  if (areaCode !== null) await assertSummarized(sql, areaCode);
  const [added] = await sql.query<Recipient>(
    `/* recipient:add   $1 = channel, $2 = address, $3 = locale, $4 = area, $5 = alerts, $6 = digest */
insert into alert_recipient as recipient (channel, address, locale, area_code, wants_alerts, wants_digest)
values ($1::text, $2::text, $3::text, $4::text, $5::boolean, $6::boolean)
on conflict (channel, address, coalesce(area_code, '')) do update
   set locale = excluded.locale, wants_alerts = excluded.wants_alerts, wants_digest = excluded.wants_digest,
       is_enabled = true
returning ${columns}`,
    [channel, address, locale, areaCode, wantsAlerts, wantsDigest],
  );
  return added!;
}

/** Those who are told something, in the order in which they were added. */
export function listRecipients(sql: Sql): Promise<Recipient[]> {
  return sql.query<Recipient>(
    `/* recipient:list */
select ${columns}
  from alert_recipient as recipient
 where is_enabled
 order by added_at, id`,
  );
}

/** @throws {NotFoundError} when there is none of the id, or it was removed */
export async function getRecipient(sql: Sql, id: string): Promise<Recipient> {
  const found = (await listRecipients(sql)).find((each) => each.id === id.toLowerCase());
  if (found === undefined) throw noRecipient(id);
  return found;
}

/**
 * Tells it nothing any more, not what waits for it either. What it was told stays on record.
 * @throws {NotFoundError} when there is none of the id, or it was removed before
 */
export async function removeRecipient(sql: Sql, id: string): Promise<Recipient> {
  const [removed] = !isRecordId(id.toLowerCase())
    ? []
    : await sql.query<Recipient>(
        `/* recipient:remove   $1 = id */
with removed as (
  update alert_recipient
     set is_enabled = false
   where id = $1::uuid
     and is_enabled
  returning *
), untold as (
  update delivery
     set state = 'GIVEN_UP', leased_until = null, last_error = 'The recipient was removed before it was told.'
    from removed
   where delivery.recipient_id = removed.id
     and delivery.state = 'WAITING'
)
select ${columns}
  from removed as recipient`,
        [id],
      );
  if (removed === undefined) throw noRecipient(id);
  return removed;
}

const columns = `recipient.id, recipient.channel, recipient.address, recipient.locale,
       recipient.area_code as "areaCode", recipient.wants_alerts as "wantsAlerts",
       recipient.wants_digest as "wantsDigest"`;

/** Only of these there are figures to send, and incidents of a smaller area are those of its district. */
async function assertSummarized(sql: Sql, areaCode: string): Promise<void> {
  const [area] = await sql.query<{ level: string }>(
    `/* recipient:area   $1 = code */
select level
  from area
 where code = $1::text`,
    [areaCode],
  );
  if (area === undefined) throw new NotFoundError(`There is no area ${areaCode}; its code is that of the KATO.`);
  if (['COUNTRY', 'REGION', 'DISTRICT'].includes(area.level)) return;
  throw new InvalidInputError(
    `The area ${areaCode} is a ${area.level}; alerts and figures are those of a region or a district, so name one.`,
  );
}

function noRecipient(id: string): NotFoundError {
  return new NotFoundError(`There is no recipient ${id}; \`oblys alerts\` lists those there are.`);
}
