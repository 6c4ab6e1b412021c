import { viewerKeyOf } from '@oblys/access';
import type { Sql } from '@oblys/database';
import type { GatewayContext } from '../context.js';
import { claimKey, settleKey, type WrittenRecord } from './idempotency.js';
import type { GivenInput } from './read-input.js';

/** A write that is no record's: its mutation, what it was given, and the key that keeps it from being done twice. */
export interface OnceWritten {
  readonly operation: string;
  readonly input: GivenInput;
  readonly key: string | null;
}

/**
 * One transaction for a write, in the viewer's name; a repeat of it under the same key does nothing, and gives what the
 * first one led to.
 * @throws {IdempotencyConflictError} when the key was taken for another write
 */
export function writeOnce(
  { database, viewer }: Pick<GatewayContext, 'database' | 'viewer'>,
  { operation, input, key }: OnceWritten,
  work: (sql: Sql) => Promise<WrittenRecord>,
): Promise<WrittenRecord & { isRepeat: boolean }> {
  const keyed = key === null ? null : { viewerName: viewerKeyOf(viewer), key, operation, input };
  return database.transaction('READ COMMITTED', async (sql) => {
    const known = keyed && (await claimKey(sql, keyed));
    if (known) return { ...known, isRepeat: true };
    const written = await work(sql);
    if (keyed) await settleKey(sql, keyed, written);
    return { ...written, isRepeat: false };
  });
}
