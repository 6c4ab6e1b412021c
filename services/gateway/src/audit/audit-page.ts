import { listAuditEvents, type AuditFilter, type ListedAuditEvent, type Sql } from '@oblys/database';
import { InvalidInputError } from '@oblys/domain';
import { InvalidCursorError } from '../read-path/cursor.js';
import { defaultPageSize, readSize } from '../read-path/page-window.js';

export interface AuditPageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface AuditPage {
  readonly events: readonly ListedAuditEvent[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

type Wanted = Omit<AuditFilter, 'before' | 'after' | 'isOldestFirst' | 'limit'>;

/**
 * A page of events, the newest first: what comes after one is older.
 * @throws {InvalidInputError} when a size is out of bounds or both are given
 * @throws {InvalidCursorError} for a cursor not ours
 */
export async function readAuditPage(sql: Sql, wanted: Wanted, args: AuditPageArguments): Promise<AuditPage> {
  const [first, last] = [readSize('first', { ...args }), readSize('last', { ...args })];
  if (first !== null && last !== null) {
    throw new InvalidInputError(
      '"first" and "last" are both given; a page is counted from one end, so give one of them.',
    );
  }
  const [older, newer] = [decode(args, 'after'), decode(args, 'before')];
  const size = first ?? last ?? defaultPageSize;
  const between = { ...wanted, before: older ?? undefined, after: newer ?? undefined };
  const found = await listAuditEvents(sql, { ...between, isOldestFirst: last !== null, limit: size + 1 });
  const hasMore = found.length > size;
  const events = found.slice(0, size);
  const isThere = async (beyond: Partial<AuditFilter>): Promise<boolean> =>
    (await listAuditEvents(sql, { ...wanted, ...beyond, limit: 1 })).length > 0;
  // The cursor's own row lies beyond the page.
  const isBehind = older !== null && (await isThere({ after: String(BigInt(older) - 1n) }));
  const isAhead = newer !== null && (await isThere({ before: String(BigInt(newer) + 1n) }));
  return last === null
    ? { events, hasNextPage: hasMore || isAhead, hasPreviousPage: isBehind }
    : { events: events.reverse(), hasNextPage: isAhead, hasPreviousPage: hasMore || isBehind };
}

export function encodeAuditCursor({ id }: ListedAuditEvent): string {
  return Buffer.from(`AuditEvent:${id}`).toString('base64url');
}

function decode(args: AuditPageArguments, name: 'after' | 'before'): string | null {
  const cursor = args[name] ?? null;
  if (cursor === null) return null;
  const [, id] = /^AuditEvent:(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (id === undefined) throw new InvalidCursorError(name, { name: 'AuditEvent' });
  return id;
}
