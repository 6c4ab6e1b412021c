import { advisoryLocks } from '../advisory-locks.js';
import type { Database } from '../database.js';
import type { Fence } from '../fence.js';
import type { Sql } from '../sql.js';
import { beforeAll, BlockHash, eventText, noHash, type BlockHeader } from './audit-text.js';

export interface AuditHead {
  readonly number: string;
  readonly hash: string;
}

export interface SealedBlock extends AuditHead {
  readonly events: number;
}

export const mostEventsOfBlock = 50_000;

export interface SealOptions {
  /** Passed last in the transaction. */
  readonly fence?: Fence | undefined;
  /** What is more goes into the next block; `mostEventsOfBlock` unless given. */
  readonly mostEvents?: number;
}

/**
 * Seals the events that were committed and are in no block yet, whatever their ids: an event of a transaction that
 * commits late goes into a later block. Two that seal at once wait for each other.
 * @returns the block, or null where there was nothing to seal
 */
export function sealBlock(
  database: Database,
  { fence, mostEvents = mostEventsOfBlock }: SealOptions = {},
): Promise<SealedBlock | null> {
  return database.transaction('READ COMMITTED', async (sql) => {
    await sql.query('/* audit:lock   $1 = lock */ select pg_advisory_xact_lock($1::bigint)', [advisoryLocks.audit]);
    const head = await findHead(sql);
    const number = String(BigInt(head?.number ?? 0) + 1n);
    const events = await takeEvents(sql, number, mostEvents);
    if (events === 0) return null;
    const header = { number, eventCount: String(events), sealedAt: await now(sql), previous: head?.hash ?? noHash };
    const hash = await hashBlock(sql, header);
    await sql.query(
      `/* audit:add-block   $1 = number, $2 = events, $3 = when, $4 = hash before, $5 = hash */
insert into audit_block (number, event_count, sealed_at, previous, hash)
values ($1::bigint, $2::bigint, $3::timestamptz, $4, $5)`,
      [number, events, header.sealedAt, header.previous, hash],
    );
    const sealed = { number, hash, events };
    await fence?.pass(sql, sealed);
    return sealed;
  });
}

/** Whether anything waits to be sealed. */
export async function hasUnsealedEvents(sql: Sql): Promise<boolean> {
  const [found] = await sql.query<{ any: boolean }>(
    `/* audit:waiting */ select exists (select from audit_seal where block_number is null) as any`,
  );
  return found!.any;
}

/** The newest block; null before the first. */
export async function findHead(sql: Sql): Promise<AuditHead | null> {
  const [head] = await sql.query<AuditHead>(
    `/* audit:head */ select number, hash from audit_block order by number desc limit 1`,
  );
  return head ?? null;
}

async function takeEvents(sql: Sql, number: string, most: number): Promise<number> {
  const [taken] = await sql.query<{ count: number }>(
    `/* audit:take   $1 = block, $2 = events at most */
with open as (
  select event_id
    from audit_seal
   where block_number is null
   order by event_id
   limit $2::integer
), taken as (
  update audit_seal as seal
     set block_number = $1::bigint,
         sha256 = encode(sha256(convert_to(${eventText('event')}, 'UTF8')), 'hex')
    from open
    join audit_event as event
      on event.id = open.event_id
   where seal.event_id = open.event_id
  returning seal.event_id
)
select count(*)::integer as count from taken`,
    [number, most],
  );
  return taken!.count;
}

async function now(sql: Sql): Promise<string> {
  const [read] = await sql.query<{ now: string }>(
    `/* audit:now */ select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
  );
  return read!.now;
}

const pageSize = 2_000;

async function hashBlock(sql: Sql, header: BlockHeader): Promise<string> {
  const hash = new BlockHash(header);
  let last = beforeAll;
  for (;;) {
    const page = await sql.query<{ id: string; text: string }>(
      `/* audit:events-of-block   $1 = block, $2 = the last event before, $3 = how many */
select event.id, ${eventText('event')} as text
  from audit_seal as seal
  join audit_event as event
    on event.id = seal.event_id
 where seal.block_number = $1::bigint
   and seal.event_id > $2::bigint
 order by seal.event_id
 limit $3`,
      [header.number, last, pageSize],
    );
    for (const { text } of page) hash.add(text);
    if (page.length < pageSize) return hash.digest();
    last = page.at(-1)!.id;
  }
}
