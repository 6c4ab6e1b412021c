import type { Locale } from '@oblys/domain';
import type { Database } from '../database.js';
import type { AlertChannel, DeliveryState, DeliveryWhat } from '../entities/index.js';
import type { Sql } from '../sql.js';

/** A delivery that is its holder's to send until the lease ends. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly recipientId: string;
  readonly channel: AlertChannel;
  readonly address: string;
  readonly locale: Locale;
  readonly what: DeliveryWhat;
  /** The same at each repeat. */
  readonly idempotencyKey: string;
  readonly payload: unknown;
  /** Names this claim: the next one has a greater number. */
  readonly attempts: number;
}

export interface ClaimOptions {
  readonly most: number;
  readonly leaseMs: number;
}

/**
 * Takes deliveries whose time has come, the oldest of each recipient: nobody is told two things at once, so whoever
 * hangs holds up nobody else, and the end of an incident never comes before its beginning.
 */
export function claimDeliveries(
  database: Pick<Database, 'transaction'>,
  { most, leaseMs }: ClaimOptions,
): Promise<ClaimedDelivery[]> {
  return database.transaction('READ COMMITTED', async (sql) => {
    // Held first, so that the next statement sees what others have taken of them.
    const held = await sql.query<{ id: string }>(holdSql, [most]);
    if (held.length === 0) return [];
    return sql.query<ClaimedDelivery>(claimSql, [held.map(({ id }) => id), leaseMs]);
  });
}

/** Not `for update`, which incidents would wait for that are opened meanwhile. */
const holdSql = `/* delivery:hold   $1 = how many */
select recipient.id
  from alert_recipient as recipient
 where exists (
   select from delivery
    where delivery.recipient_id = recipient.id
      and delivery.state = 'WAITING'
      and delivery.next_attempt_at <= now()
 )
   and not exists (
     select from delivery as taken
      where taken.recipient_id = recipient.id
        and taken.state = 'WAITING'
        and taken.leased_until > now()
   )
 limit $1::integer
   for no key update skip locked`;

const claimSql = `/* delivery:claim   $1 = recipients that are held, $2 = lease in ms */
with due as (
  select oldest.id, recipient.channel, recipient.address, recipient.locale
    from alert_recipient as recipient
   cross join lateral (
     select delivery.id
       from delivery
      where delivery.recipient_id = recipient.id
        and delivery.state = 'WAITING'
        and delivery.next_attempt_at <= clock_timestamp()
        and not exists (
          select from delivery as before
           where delivery.what = 'CLOSED'
             and before.incident_id = delivery.incident_id
             and before.recipient_id = delivery.recipient_id
             and before.what = 'OPENED'
             and before.state = 'WAITING'
        )
      order by delivery.queued_at, delivery.id
      limit 1
        for update of delivery skip locked
   ) as oldest
   where recipient.id = any ($1::uuid[])
     and not exists (
       select from delivery as taken
        where taken.recipient_id = recipient.id
          and taken.state = 'WAITING'
          and taken.leased_until > clock_timestamp()
     )
)
update delivery
   set leased_until = clock_timestamp() + $2::integer * interval '1 millisecond',
       attempts = delivery.attempts + 1,
       first_attempt_at = coalesce(delivery.first_attempt_at, clock_timestamp())
  from due
 where delivery.id = due.id
returning delivery.id, delivery.recipient_id as "recipientId", due.channel, due.address, due.locale, delivery.what,
          delivery.idempotency_key as "idempotencyKey", delivery.payload, delivery.attempts`;

type Claim = Pick<ClaimedDelivery, 'id' | 'attempts'>;

/** False where it has been taken over by another, or was given up meanwhile. */
export async function noteSent(sql: Sql, { id, attempts }: Claim): Promise<boolean> {
  const noted = await sql.query(
    `/* delivery:sent   $1 = id, $2 = attempts */
update delivery
   set state = 'SENT', sent_at = clock_timestamp(), leased_until = null, last_error = null
 where id = $1::uuid
   and attempts = $2::integer
   and state = 'WAITING'
returning id`,
    [id, attempts],
  );
  return noted.length > 0;
}

/** To be tried again after a pause, or given up where it has been tried for long enough; null where it is another's now. */
export async function noteFailed(
  sql: Sql,
  { id, attempts }: Claim,
  { error, pauseMs, giveUpAfterMs }: { error: string; pauseMs: number; giveUpAfterMs: number },
): Promise<DeliveryState | null> {
  const [noted] = await sql.query<{ state: DeliveryState }>(
    `/* delivery:failed   $1 = id, $2 = attempts, $3 = error, $4 = pause in ms, $5 = ms until it is given up */
update delivery
   set state = case
                 when clock_timestamp() >= first_attempt_at + $5::bigint * interval '1 millisecond' then 'GIVEN_UP'
                 else 'WAITING'
               end,
       next_attempt_at = clock_timestamp() + $4::bigint * interval '1 millisecond',
       leased_until = null, last_error = $3::text
 where id = $1::uuid
   and attempts = $2::integer
   and state = 'WAITING'
returning state`,
    [id, attempts, error, pauseMs, giveUpAfterMs],
  );
  return noted?.state ?? null;
}

/** Gives one back that was not sent, for whoever comes next. */
export async function releaseDelivery(sql: Sql, { id, attempts }: Claim): Promise<void> {
  await sql.query(
    `/* delivery:release   $1 = id, $2 = attempts */
update delivery
   set leased_until = null
 where id = $1::uuid
   and attempts = $2::integer
   and state = 'WAITING'`,
    [id, attempts],
  );
}

export interface DigestDelivery {
  readonly recipientId: string;
  /** What the key is made of, such as 2025-W45: it is sent to a recipient once. */
  readonly week: string;
  readonly payload: object;
}

/** @returns how many were queued; those of a week that were queued before stay as they are */
export async function queueDigests(sql: Sql, digests: readonly DigestDelivery[]): Promise<number> {
  const queued = await sql.query(
    `/* delivery:queue-digests   $1 = recipients, weeks and payloads */
insert into delivery (recipient_id, what, idempotency_key, payload)
select given."recipientId", 'DIGEST', format('digest:%s:%s', given."recipientId", given.week), given.payload
  from jsonb_to_recordset($1::jsonb) as given ("recipientId" uuid, week text, payload jsonb)
on conflict (idempotency_key) do nothing
returning id`,
    [JSON.stringify(digests)],
  );
  return queued.length;
}

/** How what a recipient is to be told stands. */
export interface DeliveryCount {
  readonly recipientId: string;
  readonly state: DeliveryState;
  readonly count: number;
  /** Of the latest that failed; null where none did. */
  readonly lastError: string | null;
  /** When the next one is tried, of those that wait. */
  readonly nextAttemptAt: Date | null;
}

export function countDeliveries(sql: Sql): Promise<DeliveryCount[]> {
  return sql.query<DeliveryCount>(
    `/* delivery:count */
select recipient_id as "recipientId", state, count(*)::integer as count,
       (array_agg(last_error order by next_attempt_at desc) filter (where last_error is not null))[1] as "lastError",
       min(next_attempt_at) filter (where state = 'WAITING') as "nextAttemptAt"
  from delivery
 group by recipient_id, state
 order by recipient_id, state desc`,
  );
}
