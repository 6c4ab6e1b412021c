import { describe, expect, it } from '@jest/globals';
import { hashSecret, isSecretOf, newSecret, readApiToken, writeApiToken } from './secret.js';

const id = '01a21ad9-8603-71fd-aca1-8043c39281a0';

describe('an API token', () => {
  it('is read as it was written', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(readApiToken(writeApiToken(id, secret))).toEqual({ id, secret });
    expect(newSecret()).not.toBe(secret);
  });

  it.each(['', 'oblys_', `oblys_${id}_x`, `${writeApiToken(id, 'A'.repeat(43))} `, writeApiToken(id, 'A'.repeat(44))])(
    'is not "%s"',
    (text) => expect(readApiToken(text)).toBeNull(),
  );

  it('is known by the hash of its secret', () => {
    const hash = hashSecret('A'.repeat(43));
    expect(isSecretOf('A'.repeat(43), hash)).toBe(true);
    expect(isSecretOf(`${'A'.repeat(42)}B`, hash)).toBe(false);
  });
});
