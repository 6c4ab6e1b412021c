import { createHash } from 'node:crypto';

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * An event as one line of JSON, as PostgreSQL writes it: that text is sealed, and exported as it is. It is built here
 * and by no function of the database, which whoever changes events could change as well.
 */
export const eventText = (event: string): string => `jsonb_build_object(
         'event', ${event}.id, 'at', ${instant(`${event}.at`)}, 'action', ${event}.action, 'by', ${event}.actor_by,
         'name', ${event}.actor_name, 'subject', ${event}.actor_subject, 'role', ${event}.actor_role,
         'token', ${event}.token_id, 'origin', ${event}.origin, 'databaseUser', ${event}.database_user,
         'kind', ${event}.object_kind, 'id', ${event}.object_id, 'area', ${event}.area_code, 'rows', ${event}.row_count,
         'old', ${event}.old, 'new', ${event}.new, 'changes', ${event}.changes_sha256, 'details', ${event}.details,
         'once', ${event}.once)::text`;

/** A row of the history of records likewise; the trigger that takes the digest has the same. */
export const changeText = (change: string): string => `jsonb_build_object(
         'change', ${change}.id, 'of', ${change}.audit_event_id, 'table', ${change}.record_table,
         'record', ${change}.record_id, 'version', ${change}.version, 'what', ${change}.change,
         'at', ${instant(`${change}.changed_at`)}, 'by', ${change}.changed_by, 'old', ${change}.old_values,
         'new', ${change}.new_values)::text`;

/** The moment of a block as its hash covers it. */
export const sealedAtText = (block: string): string => instant(`${block}.sealed_at`);

/** What the first block has for the hash of the one before. */
export const noHash = '0'.repeat(64);

export interface BlockHeader {
  readonly number: string;
  readonly eventCount: string;
  readonly sealedAt: string;
  readonly previous: string;
}

/** SHA-256 of the head of a block and of its events, each a line, in the order of their ids. */
export class BlockHash {
  private readonly hash = createHash('sha256');

  constructor({ number, eventCount, sealedAt, previous }: BlockHeader) {
    this.add(`oblys audit block ${number} ${eventCount} ${sealedAt} ${previous}`);
  }

  add(line: string): void {
    this.hash.update(`${line}\n`);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Less than any id or number: where pages begin. */
export const beforeAll = '-9223372036854775808';
