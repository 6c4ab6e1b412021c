import { createHash } from 'node:crypto';
import type { Database } from '../database.js';
import type { Sql } from '../sql.js';
import { Ahead } from './ahead.js';
import { beforeAll, BlockHash, noHash, sha256 } from './audit-text.js';
import { readBlocks, readChanges, readSeals, type ReadBlock, type ReadChange, type ReadSeal } from './read-blocks.js';
import type { AuditHead } from './seal-block.js';

/** Something that is not as it was sealed. */
export interface AuditFinding {
  readonly block: string | null;
  readonly event: string | null;
  readonly message: string;
}

export interface AuditReport {
  readonly isWhole: boolean;
  readonly blocks: number;
  /** Those that are sealed. */
  readonly events: number;
  /** Rows of the history of records. */
  readonly changes: number;
  /** The newest block; null before the first. */
  readonly head: AuditHead | null;
  /** Events that no block holds yet. */
  readonly unsealed: { readonly events: number; readonly since: Date | null };
  readonly findingCount: number;
  /** The first of them, in the order of their blocks. */
  readonly findings: readonly AuditFinding[];
}

const listedFindings = 100;

/**
 * Computes everything anew that the audit says of itself: every block over its events and the block before, and the
 * digest of every write over the rows that it added to the history of records. In one snapshot, a page at a time.
 * @param noted heads that were noted elsewhere: each block has to be there, as it was
 */
export function verifyAudit(
  database: Database,
  { noted = [], onProgress }: { noted?: readonly AuditHead[]; onProgress?: (rows: number) => void } = {},
): Promise<AuditReport> {
  return database.transaction('REPEATABLE READ', (sql) => new Verification(sql, noted, onProgress).run());
}

class Verification {
  private readonly findings: AuditFinding[] = [];
  private findingCount = 0;
  private blocks = 0;
  private events = 0;
  private changes = 0;
  private head: AuditHead | null = null;

  constructor(
    private readonly sql: Sql,
    private readonly noted: readonly AuditHead[],
    private readonly onProgress: ((rows: number) => void) | undefined,
  ) {}

  async run(): Promise<AuditReport> {
    await this.checkBlocks();
    await this.checkOutside();
    await this.checkChanges();
    const unsealed = await this.findTail();
    const { blocks, events, changes, head, findings, findingCount } = this;
    return { isWhole: findingCount === 0, blocks, events, changes, head, unsealed, findingCount, findings };
  }

  private find(finding: Partial<AuditFinding> & Pick<AuditFinding, 'message'>): void {
    this.findingCount += 1;
    if (this.findings.length < listedFindings) this.findings.push({ block: null, event: null, ...finding });
  }

  private tell(): void {
    const rows = this.events + this.changes;
    if (rows % 10_000 === 0) this.onProgress?.(rows);
  }

  private async checkBlocks(): Promise<void> {
    const seals = new Ahead(readSeals(this.sql));
    const unmet = new Map(this.noted.map((head) => [head.number, head.hash]));
    for await (const block of readBlocks(this.sql)) {
      await this.checkMissing(seals, block);
      await this.checkBlock(seals, block);
      const noted = unmet.get(block.number);
      unmet.delete(block.number);
      if (noted !== undefined && noted !== block.hash) {
        this.find({ block: block.number, message: `Block ${block.number} has another hash than was noted.` });
      }
      this.blocks += 1;
      this.head = { number: block.number, hash: block.hash };
    }
    await this.checkMissing(seals, null);
    for (const number of unmet.keys()) {
      this.find({ block: number, message: `Block ${number}, whose hash was noted, is gone.` });
    }
  }

  /** Events that name a block which is gone, before the next one that is there. */
  private async checkMissing(seals: Ahead<ReadSeal>, next: ReadBlock | null): Promise<void> {
    const expected = BigInt(this.head?.number ?? 0) + 1n;
    if (next !== null && BigInt(next.number) > expected) {
      const last = BigInt(next.number) - 1n;
      const gone = last === expected ? `Block ${expected} is gone.` : `Blocks ${expected} to ${last} are gone.`;
      this.find({ block: String(expected), message: gone });
    }
    let told: string | null = null;
    for (;;) {
      const seal = await seals.peek();
      if (seal === null || (next !== null && BigInt(seal.block) >= BigInt(next.number))) return;
      await seals.take();
      if (seal.block === told) continue;
      told = seal.block;
      if (next === null || BigInt(seal.block) < expected) {
        this.find({
          block: seal.block,
          event: seal.event,
          message: `Block ${seal.block}, which holds events, is gone.`,
        });
      }
    }
  }

  private async checkBlock(seals: Ahead<ReadSeal>, block: ReadBlock): Promise<void> {
    const before = this.findingCount;
    const previous = this.head?.hash ?? noHash;
    if (block.previous !== previous) {
      this.find({ block: block.number, message: `Block ${block.number} does not follow the one before it.` });
    }
    const hash = new BlockHash(block);
    let count = 0n;
    for (let seal = await seals.peek(); seal?.block === block.number; seal = await seals.peek()) {
      await seals.take();
      count += 1n;
      this.events += 1;
      this.tell();
      const { event, text } = seal;
      if (text === null) {
        this.find({ block: block.number, event, message: `Event ${event} of block ${block.number} is gone.` });
        continue;
      }
      hash.add(text);
      if (sha256(text).toString('hex') !== seal.sha256) {
        this.find({ block: block.number, event, message: `Event ${event} of block ${block.number} was changed.` });
      }
    }
    if (count !== BigInt(block.eventCount)) {
      const message = `Block ${block.number} holds ${count} events, and was sealed with ${block.eventCount}.`;
      this.find({ block: block.number, message });
    }
    if (this.findingCount === before && hash.digest() !== block.hash) {
      this.find({ block: block.number, message: `Block ${block.number} is not what its hash was taken of.` });
    }
  }

  /** Every event waits for a block or lies in one: another one was put there past the triggers. */
  private async checkOutside(): Promise<void> {
    const [outside] = await this.sql.query<{ count: number; first: string | null }>(
      `/* audit:outside */
select count(*)::integer as count, min(event.id) as first
  from audit_event as event
 where not exists (
   select
     from audit_seal as seal
    where seal.event_id = event.id
 )`,
    );
    const { count, first } = outside!;
    if (count === 0) return;
    this.find({ event: first, message: `Events lie in no block and wait for none: ${count}, the first is ${first}.` });
  }

  private async findTail(): Promise<AuditReport['unsealed']> {
    const [tail] = await this.sql.query<{ events: number; since: Date | null; gone: number; first: string | null }>(
      `/* audit:tail */
select count(event.id)::integer as events, min(event.at) as since,
       count(*) filter (where event.id is null)::integer as gone, min(seal.event_id) filter (where event.id is null) as first
  from audit_seal as seal
  left join audit_event as event
    on event.id = seal.event_id
 where seal.block_number is null`,
    );
    const { events, since, gone, first } = tail!;
    if (gone > 0)
      this.find({ event: first, message: `Events that were to be sealed are gone: ${gone}, the first is ${first}.` });
    return { events, since };
  }

  private async checkChanges(): Promise<void> {
    const changes = new Ahead(readChanges(this.sql, null));
    for await (const event of readDigests(this.sql)) {
      await this.checkUncovered(changes, event.id);
      const hash = createHash('sha256');
      let count = 0n;
      for (let change = await changes.peek(); change?.event === event.id; change = await changes.peek()) {
        await changes.take();
        hash.update(sha256(change.text));
        count += 1n;
        this.changes += 1;
        this.tell();
      }
      if (count !== BigInt(event.rows) || hash.digest('hex') !== event.digest) {
        const message = `The history of records is not as event ${event.id} left it: ${count} of its ${event.rows} rows are there, or one was changed.`;
        this.find({ block: event.block, event: event.id, message });
      }
    }
    await this.checkUncovered(changes, null);
  }

  private async checkUncovered(changes: Ahead<ReadChange>, next: string | null): Promise<void> {
    for (;;) {
      const change = await changes.peek();
      if (change === null || (next !== null && BigInt(change.event) >= BigInt(next))) return;
      await changes.take();
      this.changes += 1;
      const message = `Row ${change.id} of the history of records names event ${change.event}, which did not write it.`;
      this.find({ event: change.event, message });
    }
  }
}

interface CoveringEvent {
  readonly id: string;
  readonly block: string | null;
  readonly rows: string;
  readonly digest: string;
}

const eventsAtOnce = 2_000;

/** Events with a digest over rows of the history of records. */
async function* readDigests(sql: Sql): AsyncGenerator<CoveringEvent> {
  let last = beforeAll;
  for (;;) {
    const page: CoveringEvent[] = await sql.query<CoveringEvent>(
      `/* audit:digests   $1 = the event before, $2 = how many */
select event.id, seal.block_number as block, event.row_count as rows, event.changes_sha256 as digest
  from audit_event as event
  left join audit_seal as seal
    on seal.event_id = event.id
 where event.id > $1::bigint
   and event.changes_sha256 is not null
 order by event.id
 limit $2`,
      [last, eventsAtOnce],
    );
    yield* page;
    if (page.length < eventsAtOnce) return;
    last = page.at(-1)!.id;
  }
}
