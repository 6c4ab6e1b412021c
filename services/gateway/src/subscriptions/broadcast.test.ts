import { describe, expect, it } from '@jest/globals';
import { Broadcast } from './broadcast.js';

const all = () => true;

describe('Broadcast', () => {
  it('gives each reader what it wants, from when it subscribed', async () => {
    const broadcast = new Broadcast<number>();
    broadcast.publish(1);
    const [every, even] = [broadcast.subscribe(all), broadcast.subscribe((event) => event % 2 === 0, [0])];
    for (const event of [2, 3, 4]) broadcast.publish(event);
    expect([(await every.next()).value, (await every.next()).value, (await every.next()).value]).toEqual([2, 3, 4]);
    expect([(await even.next()).value, (await even.next()).value, (await even.next()).value]).toEqual([0, 2, 4]);
  });

  it('gives a reader who waits the next event', async () => {
    const broadcast = new Broadcast<string>();
    const next = broadcast.subscribe(all).next();
    broadcast.publish('жаңа');
    expect(await next).toEqual({ value: 'жаңа', done: false });
  });

  it('keeps the newest hundred for a reader who is slow', async () => {
    const broadcast = new Broadcast<number>();
    const slow = broadcast.subscribe(all);
    for (let event = 0; event < 100_000; event += 1) broadcast.publish(event);
    expect((await slow.next()).value).toBe(99_900);
  });

  it('ends for a reader who returns, be it while it waits', async () => {
    const broadcast = new Broadcast<number>();
    const reader = broadcast.subscribe(all);
    const next = reader.next();
    await reader.return?.();
    broadcast.publish(1);
    expect(await next).toEqual({ value: undefined, done: true });
    expect(await reader.next()).toEqual({ value: undefined, done: true });
  });
});
