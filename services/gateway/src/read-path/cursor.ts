import { isRecordId, OblysError, parseIsoDate } from '@oblys/domain';
import type { Kind } from './kind.js';

export class InvalidCursorError extends OblysError {
  readonly code = 'INVALID_CURSOR';

  constructor(argument: string, kind: Kind) {
    super(`The cursor in "${argument}" is none that this connection of ${kind.name} gave; start without a cursor.`);
  }
}

type CursorValue = string | number;

/** A place in the order of a kind, whichever rows come and go before it. Opaque to clients. */
export function encodeCursor(kind: Kind, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([kind.name, ...values])).toString('base64url');
}

/** @throws {InvalidCursorError} when the text is no cursor of this kind and order */
export function decodeCursor(kind: Kind, cursor: string, argument: string): CursorValue[] {
  const [name, ...values] = parseArray(cursor);
  const { properties } = kind.order;
  const isOfKind = name === kind.name && values.length === properties.length;
  if (!isOfKind || !properties.every(({ type }, index) => fits(type, values[index]))) {
    throw new InvalidCursorError(argument, kind);
  }
  return values as CursorValue[];
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

function fits(type: Kind['order']['properties'][number]['type'], value: unknown): boolean {
  if (type === 'integer') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes('\0')) return false;
  if (type === 'uuid') return isRecordId(value);
  return type === 'text' || isDate(value);
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
