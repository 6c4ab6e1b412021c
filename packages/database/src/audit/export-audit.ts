import { addDays, startOfDay, type IsoDate } from '@oblys/domain';
import type { Database } from '../database.js';
import type { Sql } from '../sql.js';
import { Ahead } from './ahead.js';
import { beforeAll, eventText } from './audit-text.js';
import { readBlocks, readChanges, readSeals, type ReadBlock } from './read-blocks.js';

/** Business days, both included; from the first event and to the last unless given. */
export interface AuditSpan {
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
}

export interface ExportedAudit {
  blocks: number;
  events: number;
}

const zone = 'Asia/Almaty';

/**
 * The audit as lines of JSON, in one snapshot: the head of each block, then its events as they were sealed, each with
 * the rows that it added to the history of records. Of a span whole blocks are given, from the first to the last that
 * holds an event of it. What waits to be sealed comes after a line that says so.
 * @param write gets each line, without its end
 */
export function exportAudit(
  database: Database,
  { from, to }: AuditSpan,
  write: (line: string) => Promise<void>,
): Promise<ExportedAudit> {
  const since = from === undefined ? null : startOfDay(from, zone);
  const until = to === undefined ? null : startOfDay(addDays(to, 1), zone);
  return database.transaction('REPEATABLE READ', (sql) => new Export(sql, { since, until }, write).run());
}

interface Moments {
  readonly since: Date | null;
  /** Excluded. */
  readonly until: Date | null;
}

class Export {
  private readonly counts: ExportedAudit = { blocks: 0, events: 0 };

  constructor(
    private readonly sql: Sql,
    private readonly span: Moments,
    private readonly write: (line: string) => Promise<void>,
  ) {}

  async run(): Promise<ExportedAudit> {
    const blocks = await findBlocks(this.sql, this.span);
    if (blocks !== null) await this.writeBlocks(blocks);
    await this.writeTail();
    return this.counts;
  }

  private async writeBlocks({ first, last }: BlockRange): Promise<void> {
    const before = String(BigInt(first) - 1n);
    const seals = new Ahead(readSeals(this.sql, before));
    for await (const block of readBlocks(this.sql, before)) {
      if (BigInt(block.number) > BigInt(last)) return;
      this.counts.blocks += 1;
      await this.write(headLine(block));
      for (let seal = await seals.peek(); seal !== null; seal = await seals.peek()) {
        if (BigInt(seal.block) > BigInt(block.number)) break;
        await seals.take();
        if (seal.text !== null) await this.writeEvent(seal.event, seal.text);
      }
    }
  }

  private async writeEvent(id: string, text: string): Promise<void> {
    this.counts.events += 1;
    await this.write(text);
    if ((JSON.parse(text) as { changes: string | null }).changes === null) return;
    for await (const change of readChanges(this.sql, id)) await this.write(change.text);
  }

  private async writeTail(): Promise<void> {
    let isFirst = true;
    for await (const { id, text } of readTail(this.sql, this.span)) {
      if (isFirst) await this.write('{"unsealed": true}');
      isFirst = false;
      await this.writeEvent(id, text);
    }
  }
}

function headLine({ number, eventCount, sealedAt, previous, hash }: ReadBlock): string {
  return `{"block": ${number}, "events": ${eventCount}, "sealedAt": "${sealedAt}", "previous": "${previous}", "hash": "${hash}"}`;
}

interface BlockRange {
  readonly first: string;
  readonly last: string;
}

async function findBlocks(sql: Sql, { since, until }: Moments): Promise<BlockRange | null> {
  const [found] = await sql.query<{ first: string | null; last: string | null }>(
    since === null && until === null
      ? `/* audit:all-blocks */ select min(number) as first, max(number) as last from audit_block`
      : `/* audit:blocks-between   $1 = from, $2 = before */
select min(seal.block_number) as first, max(seal.block_number) as last
  from audit_event as event
  join audit_seal as seal
    on seal.event_id = event.id
 where ($1::timestamptz is null or event.at >= $1::timestamptz)
   and ($2::timestamptz is null or event.at < $2::timestamptz)`,
    since === null && until === null ? [] : [since, until],
  );
  const { first, last } = found!;
  return first === null || last === null ? null : { first, last };
}

const rowsAtOnce = 2_000;

/** Events that no block holds. */
async function* readTail(sql: Sql, { since, until }: Moments): AsyncGenerator<{ id: string; text: string }> {
  let last = beforeAll;
  for (;;) {
    const page: { id: string; text: string }[] = await sql.query<{ id: string; text: string }>(
      `/* audit:unsealed   $1 = the event before, $2 = from, $3 = before, $4 = how many */
select event.id, ${eventText('event')} as text
  from audit_seal as seal
  join audit_event as event
    on event.id = seal.event_id
 where seal.block_number is null
   and seal.event_id > $1::bigint
   and ($2::timestamptz is null or event.at >= $2::timestamptz)
   and ($3::timestamptz is null or event.at < $3::timestamptz)
 order by seal.event_id
 limit $4`,
      [last, since, until, rowsAtOnce],
    );
    yield* page;
    if (page.length < rowsAtOnce) return;
    last = page.at(-1)!.id;
  }
}
