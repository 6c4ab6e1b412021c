import { describe, expect, it } from '@jest/globals';
import { isLoopbackHost } from './hosts.js';

describe('isLoopbackHost', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('knows %s as this machine', (host) =>
    expect(isLoopbackHost(host)).toBe(true),
  );

  it.each([
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.example',
    '128.0.0.1',
  ])('does not take "%s" for it', (host) => expect(isLoopbackHost(host)).toBe(false));
});
