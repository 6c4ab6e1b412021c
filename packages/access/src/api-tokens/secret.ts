import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What API tokens begin with, so that those who scan for secrets that got out know one. */
export const apiTokenPrefix = 'oblys_';

const secretBytes = 32;

/** A token as it is shown once: its id, and a secret of which only the hash is kept. */
export function writeApiToken(id: string, secret: string): string {
  return `${apiTokenPrefix}${id.replaceAll('-', '')}_${secret}`;
}

/** Null for what cannot be one. */
export function readApiToken(text: string): { readonly id: string; readonly secret: string } | null {
  const found = /^oblys_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/.exec(text);
  if (found === null) return null;
  const [, ...parts] = found;
  return { id: parts.slice(0, 5).join('-'), secret: parts[5]! };
}

export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** Of 256 random bits one plain hash is enough: there is no list of likely ones to try. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes as long whether it is the right one or not. */
export function isSecretOf(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(hash, 'hex'));
}
