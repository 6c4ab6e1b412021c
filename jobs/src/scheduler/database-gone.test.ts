import { describe, expect, it } from '@jest/globals';
import { isDatabaseGone } from './database-gone.js';

const coded = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

describe('isDatabaseGone', () => {
  it.each([
    ['a server that is stopped', coded('57P01')],
    ['a broken connection', coded('08006')],
    ['a reset socket', coded('ECONNRESET')],
    ['a stream over a closed socket', coded('ERR_STREAM_PREMATURE_CLOSE')],
    ['the driver’s words', new Error('Connection terminated unexpectedly')],
    ['a client that cannot be used', new Error('Client has encountered a connection error and is not queryable')],
    ['an error that was caused by one', new Error('The refresh failed.', { cause: coded('57P01') })],
    ['one of several addresses', new AggregateError([coded('EACCES'), coded('ECONNREFUSED')], 'connect')],
  ])('is true of %s', (_name, error) => {
    expect(isDatabaseGone(error)).toBe(true);
  });

  it('is false of what the work itself did wrong', () => {
    const circular = new Error('round');
    circular.cause = circular;
    for (const error of [coded('23505'), coded('57014'), coded('ENOENT'), circular, 'ECONNRESET', null]) {
      expect(isDatabaseGone(error)).toBe(false);
    }
  });
});
