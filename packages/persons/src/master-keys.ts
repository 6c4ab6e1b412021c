import { createHash, createHmac, randomBytes } from 'node:crypto';
import { MasterKeyError } from './errors.js';
import { keyBytes, open, seal } from './seal.js';

const idBytes = 8;

interface MasterKey {
  /** Follows from the key, and tells nothing of it. */
  readonly id: Buffer;
  readonly key: Buffer;
}

/**
 * The keys that wrap those of persons. The first wraps; the others open what was wrapped by them before, until
 * everything is wrapped anew.
 */
export class MasterKeys {
  private constructor(private readonly keys: readonly MasterKey[]) {}

  /**
   * @param texts keys of 32 bytes in base64, the current one first
   * @throws {MasterKeyError} when one is none; the key itself is not told
   */
  static parse(texts: readonly string[]): MasterKeys {
    if (texts.length === 0) throw new MasterKeyError('There is no master key.');
    const keys = texts.map((text, index) => {
      const key = Buffer.from(text, 'base64');
      if (key.length !== keyBytes || !isBase64(text)) {
        throw new MasterKeyError(`Master key ${index + 1} is not ${keyBytes} bytes in base64.`);
      }
      return { key, id: idOf(key) };
    });
    return new MasterKeys(keys);
  }

  /** A key of the process alone, that nobody has afterwards. */
  static random(): MasterKeys {
    return MasterKeys.parse([newMasterKey()]);
  }

  /** Of the key that wraps, in hexadecimal. */
  get currentId(): string {
    return this.keys[0]!.id.toString('hex');
  }

  /** @param id of a master key, in hexadecimal */
  has(id: string): boolean {
    return this.keys.some((each) => each.id.toString('hex') === id);
  }

  /** The key of a person as it is kept: by which key it is wrapped, and the key itself sealed by that. */
  wrap(personId: string, dataKey: Uint8Array): Buffer {
    const { id, key } = this.keys[0]!;
    return Buffer.concat([id, seal(key, purposeOf(personId), dataKey)]);
  }

  /**
   * @throws {MasterKeyError} when the master key that wrapped it is not among these
   * @throws {SealError} when it is another's, or was changed
   */
  unwrap(personId: string, wrapped: Uint8Array): Buffer {
    const bytes = Buffer.from(wrapped);
    const id = bytes.subarray(0, idBytes);
    const found = this.keys.find((each) => each.id.equals(id));
    if (found === undefined) {
      throw new MasterKeyError(
        `The key of this person is wrapped by the master key ${id.toString('hex')}, which is not at hand.`,
      );
    }
    return open(found.key, purposeOf(personId), bytes.subarray(idBytes));
  }

  /** What stands for words of persons where only whether they are the same matters; nobody can try words out on it. */
  fingerprint(words: string): string {
    return createHmac('sha256', this.keys[0]!.key).update(`fingerprint:${words}`).digest('hex');
  }
}

/** A new key, as it is set. */
export function newMasterKey(): string {
  return randomBytes(keyBytes).toString('base64');
}

export function newDataKey(): Buffer {
  return randomBytes(keyBytes);
}

/** Which master key wrapped a key, in hexadecimal. */
export const wrappedByIdBytes = idBytes;

function idOf(key: Buffer): Buffer {
  return createHash('sha256').update('oblys master key').update(key).digest().subarray(0, idBytes);
}

function purposeOf(personId: string): string {
  return `key of a person:${personId}`;
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+=*$/.test(text);
}
