import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { InterruptedError, Interruption } from './interruption.js';

describe('Interruption', () => {
  const forced: number[] = [];
  const interruption = new Interruption((code) => void forced.push(code));

  afterEach(() => {
    jest.restoreAllMocks();
    interruption.dispose();
  });

  it('asks to stop once, takes the signals of one key press as one, and forces at the second press', async () => {
    const clock = jest.spyOn(performance, 'now');
    clock.mockReturnValue(10_000);
    expect(interruption.signal.aborted).toBe(false);
    interruption.request('SIGINT');
    await interruption.awaited();
    expect(interruption.signal.reason).toBeInstanceOf(InterruptedError);
    clock.mockReturnValue(10_300);
    interruption.request('SIGTERM'); // the same press, handed on by a parent
    expect(forced).toEqual([]);
    clock.mockReturnValue(12_000);
    interruption.request('SIGINT');
    expect(forced).toEqual([130]);
  });
});
