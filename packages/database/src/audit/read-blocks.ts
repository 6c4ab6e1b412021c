import type { Sql } from '../sql.js';
import { beforeAll, changeText, eventText, sealedAtText, type BlockHeader } from './audit-text.js';

export interface ReadBlock extends BlockHeader {
  readonly hash: string;
}

/** An event that a block holds, or should. */
export interface ReadSeal {
  readonly block: string;
  readonly event: string;
  /** Of the event as it was sealed. */
  readonly sha256: string | null;
  /** Null where the event is gone. */
  readonly text: string | null;
}

export interface ReadChange {
  readonly event: string;
  readonly id: string;
  readonly text: string;
}

const blocksAtOnce = 1_000;
const rowsAtOnce = 2_000;

/** The blocks after a number, in order, a page at a time. */
export async function* readBlocks(sql: Sql, after: string = beforeAll): AsyncGenerator<ReadBlock> {
  let last = after;
  for (;;) {
    const page = await sql.query<ReadBlock>(
      `/* audit:blocks   $1 = the number before, $2 = how many */
select number, event_count as "eventCount", ${sealedAtText('block')} as "sealedAt", previous, hash
  from audit_block as block
 where number > $1::bigint
 order by number
 limit $2`,
      [last, blocksAtOnce],
    );
    yield* page;
    if (page.length < blocksAtOnce) return;
    last = page.at(-1)!.number;
  }
}

/** What blocks after a number hold, by block and event. */
export async function* readSeals(sql: Sql, after: string = beforeAll): AsyncGenerator<ReadSeal> {
  let last = { block: after, event: '9223372036854775807' };
  for (;;) {
    const page: ReadSeal[] = await sql.query<ReadSeal>(
      `/* audit:seals   $1 = the block before, $2 = its event, $3 = how many */
select seal.block_number as block, seal.event_id as event, seal.sha256,
       case when event.id is not null then ${eventText('event')} end as text
  from audit_seal as seal
  left join audit_event as event
    on event.id = seal.event_id
 where (seal.block_number, seal.event_id) > ($1::bigint, $2::bigint)
 order by seal.block_number, seal.event_id
 limit $3`,
      [last.block, last.event, rowsAtOnce],
    );
    yield* page;
    if (page.length < rowsAtOnce) return;
    last = page.at(-1)!;
  }
}

/** Rows of the history of records, by the event that covers them; those of one event, or of all. */
export async function* readChanges(sql: Sql, event: string | null): AsyncGenerator<ReadChange> {
  let last = { event: event ?? beforeAll, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page: ReadChange[] = await sql.query<ReadChange>(
      `/* audit:changes   $1 = the event before, $2 = its last row, $3 = the only event or null, $4 = how many */
select change.audit_event_id as event, change.id, ${changeText('change')} as text
  from record_change as change
 where (change.audit_event_id, change.id) > ($1::bigint, $2::uuid)
   and ($3::bigint is null or change.audit_event_id = $3::bigint)
 order by change.audit_event_id, change.id
 limit $4`,
      [last.event, last.id, event, rowsAtOnce],
    );
    yield* page;
    if (page.length < rowsAtOnce) return;
    last = page.at(-1)!;
  }
}
