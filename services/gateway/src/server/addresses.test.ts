import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Addresses, networkOf } from './addresses.js';

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, connection: { remoteAddress }, headers }) as unknown as IncomingMessage;

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['somebody', 'unknown'],
    [undefined, 'unknown'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('Addresses', () => {
  const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7', 'x-forwarded-proto': 'https' };

  it('believes nobody who is not named', () => {
    const addresses = new Addresses([]);
    expect(addresses.networkOf(from('10.0.0.1', forwarded))).toBe('10.0.0.1');
    expect(addresses.isByTls(from('10.0.0.1', forwarded))).toBe(false);
    expect(new Addresses(['10.0.0.2']).networkOf(from('10.0.0.1', forwarded))).toBe('10.0.0.1');
  });

  it('takes what a proxy adds, and not what its client wrote before', () => {
    const addresses = new Addresses(['10.0.0.0/8']);
    expect(addresses.networkOf(from('10.0.0.1', forwarded))).toBe('203.0.113.7');
    expect(addresses.networkOf(from('::ffff:10.0.0.1', forwarded))).toBe('203.0.113.7');
    expect(addresses.isByTls(from('10.0.0.1', forwarded))).toBe(true);
    expect(addresses.isByTls(from('10.0.0.1', { 'x-forwarded-proto': 'http' }))).toBe(false);
  });

  it('tells the whole address, and none where the proxy tells none', () => {
    const addresses = new Addresses(['10.0.0.0/8']);
    expect(addresses.addressOf(from('::ffff:192.0.2.1', forwarded))).toBe('192.0.2.1');
    expect(addresses.addressOf(from('10.0.0.1', { 'x-forwarded-for': '2001:DB8:0::7' }))).toBe('2001:db8::7');
    expect(addresses.addressOf(from('10.0.0.1', { 'x-forwarded-for': 'somebody' }))).toBeNull();
  });

  it('goes through several proxies', () => {
    const addresses = new Addresses(['10.0.0.0/8', '203.0.113.7']);
    expect(addresses.networkOf(from('10.0.0.1', forwarded))).toBe('198.51.100.1');
  });
});
