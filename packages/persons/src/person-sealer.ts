import type { Sql } from '@oblys/database';
import { newDataKey, type MasterKeys } from './master-keys.js';
import { readDataKeys } from './read-persons.js';
import { sealIdentity, sealText, type Identity } from './sealed-data.js';

/** Seals what is known of persons while it is written, a key for each. */
export class PersonSealer {
  private readonly dataKeys = new Map<string, Buffer>();

  constructor(private readonly masterKeys: MasterKeys) {}

  /** Whether a person has a key here, of those that were made or learnt. */
  has(personId: string): boolean {
    return this.dataKeys.has(personId);
  }

  /** Learns the keys of persons that are there already; of those who are erased there is none. */
  async learn(sql: Sql, personIds: readonly string[]): Promise<void> {
    for (const [id, key] of await readDataKeys(sql, this.masterKeys, personIds)) this.dataKeys.set(id, key);
  }

  /** Who a person is; one without a key gets one. */
  identity(personId: string, identity: Identity): Buffer {
    return sealIdentity(this.keyOf(personId), personId, identity);
  }

  /** The text of an appeal of a person; null where the person has no key, as who is erased. */
  text(personId: string, appealId: string, text: string): Buffer | null {
    const key = this.dataKeys.get(personId);
    return key === undefined ? null : sealText(key, appealId, text);
  }

  /** The key of a person as it is kept; one without a key gets one. */
  wrappedKey(personId: string): Buffer {
    return this.masterKeys.wrap(personId, this.keyOf(personId));
  }

  /** The key of a person; one without a key gets one. */
  keyOf(personId: string): Buffer {
    const known = this.dataKeys.get(personId) ?? newDataKey();
    this.dataKeys.set(personId, known);
    return known;
  }
}
