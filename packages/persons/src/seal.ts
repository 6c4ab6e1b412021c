import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SealError } from './errors.js';

const algorithm = 'aes-256-gcm';
export const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** As the column beside sealed data names it. */
export const sealingName = 'AES-256-GCM';

/**
 * Encrypts by AES-256-GCM: the initialisation vector, the ciphertext, the tag.
 * @param purpose what the data is and whose; it opens as that alone, so that it cannot be moved to another's place
 */
export function seal(key: Uint8Array, purpose: string, data: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose));
  return Buffer.concat([iv, cipher.update(data), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {SealError} when it was not sealed by the key for the purpose, or changed since */
export function open(key: Uint8Array, purpose: string, sealed: Uint8Array): Buffer {
  try {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(bytes.length - tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    // Nothing of what was tried is told.
    throw new SealError(`Sealed data does not open as ${purpose.split(':')[0]}.`, { cause });
  }
}
