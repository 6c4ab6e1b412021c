import { InvalidInputError } from '@oblys/domain';
import { decodeCursor } from './cursor.js';
import type { Kind, OrderKey } from './kind.js';
import { readOrder, type Place } from './order.js';

export const defaultPageSize = 50;
export const maximumPageSize = 500;

/** What the arguments of a connection ask for. */
export interface PageWindow {
  size: number;
  /** Counted from the end: `last` was given. */
  isBackward: boolean;
  order: readonly OrderKey[];
  after: Place | null;
  before: Place | null;
}

/** @throws {InvalidInputError} when a size is out of bounds or both are given; InvalidCursorError for a cursor not ours */
export function readPageWindow(kind: Kind, args: Readonly<Record<string, unknown>>): PageWindow {
  const first = readSize('first', args);
  const last = readSize('last', args);
  if (first !== null && last !== null) {
    throw new InvalidInputError(
      '"first" and "last" are both given; a page is counted from one end, so give one of them.',
    );
  }
  const order = readOrder(kind, args['orderBy']);
  return {
    size: first ?? last ?? defaultPageSize,
    isBackward: last !== null,
    order,
    after: readCursor(kind, order, 'after', args),
    before: readCursor(kind, order, 'before', args),
  };
}

/** @throws {InvalidInputError} when the size is out of bounds */
export function readSize(name: 'first' | 'last', args: Readonly<Record<string, unknown>>): number | null {
  const size = (args[name] ?? null) as number | null;
  if (size !== null && (size < 0 || size > maximumPageSize)) {
    throw new InvalidInputError(`"${name}" is ${size}; a page has from 0 to ${maximumPageSize} rows.`);
  }
  return size;
}

function readCursor(
  kind: Kind,
  order: readonly OrderKey[],
  name: 'after' | 'before',
  args: Readonly<Record<string, unknown>>,
): Place | null {
  const cursor = (args[name] ?? null) as string | null;
  return cursor === null ? null : decodeCursor(kind, order, cursor, name);
}
