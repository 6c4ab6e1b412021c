import { isRecordId, OblysError, parseIsoDate } from '@oblys/domain';
import type { Kind, OrderKey } from './kind.js';
import { signOrder, type Place } from './order.js';

export class InvalidCursorError extends OblysError {
  readonly code = 'INVALID_CURSOR';

  constructor(argument: string, kind: Pick<Kind, 'name'>) {
    super(
      `The cursor in "${argument}" is none that this connection of ${kind.name} gave in this order; start without a cursor.`,
    );
  }
}

/** A place in an order of a kind, whichever rows come and go before it. Opaque to clients. */
export function encodeCursor(kind: Kind, order: readonly OrderKey[], values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([kind.name, signOrder(kind, order), ...values])).toString('base64url');
}

/** @throws {InvalidCursorError} when the text is no cursor of this kind and order */
export function decodeCursor(kind: Kind, order: readonly OrderKey[], cursor: string, argument: string): Place {
  const [name, signature, ...values] = parseArray(cursor);
  const isOfOrder = name === kind.name && signature === signOrder(kind, order) && values.length === order.length;
  if (!isOfOrder || !order.every((key, index) => fits(key, values[index]))) {
    throw new InvalidCursorError(argument, kind);
  }
  return values as Place;
}

/** A place among groups, which are counted from 1. */
export function encodePlace(name: string, place: number): string {
  return Buffer.from(JSON.stringify([name, 'group', place])).toString('base64url');
}

/** @throws {InvalidCursorError} when the text is no cursor of groups of that name */
export function decodePlace(name: string, cursor: string, argument: string): number {
  const [ofName, word, place] = parseArray(cursor);
  const isOurs = ofName === name && word === 'group' && isInteger(place) && (place as number) > 0;
  if (!isOurs) throw new InvalidCursorError(argument, { name });
  return place as number;
}

function parseArray(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    // Not JSON, so not ours: the empty list fits no kind and is refused by name.
    return [];
  }
}

function fits({ type, isNullable }: OrderKey, value: unknown): boolean {
  if (value === null) return isNullable === true;
  if (type === 'integer') return isInteger(value);
  if (typeof value !== 'string' || value.includes('\0')) return false;
  if (type === 'uuid') return isRecordId(value);
  if (type === 'bigint') return /^-?\d{1,18}$/.test(value);
  if (type === 'timestamptz') return instant.test(value) && isDate(value.slice(0, 'YYYY-MM-DD'.length));
  return type === 'text' || isDate(value);
}

/** As `Rows.place` writes it. */
const instant = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{6}Z$/;

/** Of four bytes, as the column is. */
function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}

function isDate(value: string): boolean {
  try {
    parseIsoDate(value);
    return true;
  } catch {
    // A date that does not exist is part of a forged cursor, which the caller refuses.
    return false;
  }
}
