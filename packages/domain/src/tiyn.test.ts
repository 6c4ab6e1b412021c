import { describe, expect, it } from '@jest/globals';
import { isWholeTiyn, toTiyn } from './tiyn.js';

describe('an amount of tenge in tiyn', () => {
  it.each([
    ['1250000.00', '125000000', '125000000'],
    ['0.1', '10', '10'],
    ['7', '700', '700'],
    ['0', '0', '0'],
    ['10.004', '1000', '1001'],
    ['10.000', '1000', '1000'],
    ['0.0000000001', '0', '1'],
    ['-10.004', '-1001', '-1000'],
    ['-0.5', '-50', '-50'],
    ['12345678901234567890.99', '999999999999999999', '999999999999999999'],
    ['-12345678901234567890', '-999999999999999999', '-999999999999999999'],
  ])('%s is %s, or %s rounded up', (tenge, down, up) => {
    expect([toTiyn(tenge, 'DOWN'), toTiyn(tenge, 'UP')]).toEqual([down, up]);
  });

  it.each([
    ['10.00', true],
    ['10.120', true],
    ['10.1200', true],
    ['10.001', false],
    ['10.1201', false],
    ['3', true],
  ])('%s is whole: %s', (tenge, isWhole) => {
    expect(isWholeTiyn(tenge)).toBe(isWhole);
  });

  it('is of no text that is none', () => {
    expect(() => toTiyn('1e3', 'UP')).toThrow(/1e3/);
  });
});
