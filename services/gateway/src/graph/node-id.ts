import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import type { Kind } from '../read-path/kind.js';

/** What a global id names: a kind, the region its row is kept with (empty for what belongs to none), and its key. */
export interface NodeId {
  kindName: string;
  regionCode: string;
  key: string;
}

/** The properties that a row of the kind is known by: areas and terms by their code, all else by id. */
export function keyProperty({ key }: Kind): 'code' | 'id' {
  return key.includes('code') ? 'code' : 'id';
}

export function encodeNodeId(kind: Kind, row: Readonly<Record<string, unknown>>): string {
  const regionCode = kind.key.includes('regionCode') ? String(row['regionCode']) : '';
  return Buffer.from(`${kind.name}:${regionCode}:${String(row[keyProperty(kind)])}`).toString('base64url');
}

/** @throws {InvalidNodeIdError} when the text is none of ours */
export function decodeNodeId(id: string): NodeId {
  const match = /^(\w+):(\d{9})?:([0-9a-z-]+)$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  const [, kindName, regionCode = '', key] = match ?? [];
  if (kindName === undefined || key === undefined) throw new InvalidNodeIdError(id);
  return { kindName, regionCode, key };
}
