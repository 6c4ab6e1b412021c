import { isRecordId } from '@oblys/domain';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import type { Kind } from '../read-path/kind.js';

/** What a global id names: a kind, the region its row is kept with (empty for what belongs to none), and its key. */
export interface NodeId {
  kindName: string;
  regionCode: string;
  key: string;
}

/** The property that a row of the kind is known by: areas and terms by their code, jobs by name, all else by id. */
export function keyProperty({ key }: Kind): 'code' | 'name' | 'id' {
  return (['code', 'name'] as const).find((property) => key.includes(property)) ?? 'id';
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

/** The id of a row of this kind. @throws {InvalidNodeIdError} when the text is none of ours, or names anything else */
export function decodeIdOf(kind: Kind, id: string): string {
  const { kindName, key } = decodeNodeId(id);
  if (kindName !== kind.name || !isRecordId(key)) throw new InvalidNodeIdError(id);
  return key;
}
