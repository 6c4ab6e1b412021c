import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BadTokens } from './bad-tokens.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** How long an address waits; null where it may go on. */
async function waitOf(tokens: BadTokens, network: string): Promise<number | null> {
  return tokens.assertMayShow(network).then(
    () => null,
    ({ details }: { details: { retryAfterSeconds: number } }) => details.retryAfterSeconds,
  );
}

async function showBad(tokens: BadTokens, network: string, count: number): Promise<void> {
  for (let shown = 0; shown < count; shown += 1) await tokens.note(network);
}

describe('BadTokens', () => {
  it('lets an address wait twice as long each time, up to an hour, and no other address', async () => {
    const tokens = new BadTokens(3);
    const waits: (number | null)[] = [];
    for (let time = 0; time < 8; time += 1) {
      await showBad(tokens, 'a', 3);
      expect(await waitOf(tokens, 'a')).toBeNull();
      await showBad(tokens, 'a', 5);
      waits.push(await waitOf(tokens, 'a'));
      expect(await waitOf(tokens, 'b')).toBeNull();
      jest.advanceTimersByTime(waits.at(-1)! * 1_000);
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
  });

  it('forgets a few after a quarter of an hour', async () => {
    const tokens = new BadTokens(3);
    await showBad(tokens, 'a', 3);
    jest.advanceTimersByTime(15 * 60_000);
    await showBad(tokens, 'a', 3);
    expect(await waitOf(tokens, 'a')).toBeNull();
  });

  it('lets nobody wait at 0', async () => {
    const tokens = new BadTokens(0);
    await showBad(tokens, 'a', 1_000);
    expect(await waitOf(tokens, 'a')).toBeNull();
  });
});
