import { ceil, floor, isInteger, multiply, parseDecimal, rational } from './rational.js';

const tiynOfTenge = rational(100);
/** Greater than any amount that a column holds. */
const most = 10n ** 18n - 1n;

/**
 * An amount of tenge, a decimal as text, in whole tiyn as text; what is left of a tiyn is rounded up or down, and what
 * is beyond every amount is the greatest, or the least.
 */
export function toTiyn(tenge: string, rounding: 'UP' | 'DOWN'): string {
  const exact = multiply(parseDecimal(tenge), tiynOfTenge);
  const tiyn = rounding === 'UP' ? ceil(exact) : floor(exact);
  if (tiyn > most) return String(most);
  return String(tiyn < -most ? -most : tiyn);
}

/** Whether nothing of a tiyn is left in an amount of tenge. */
export function isWholeTiyn(tenge: string): boolean {
  return isInteger(multiply(parseDecimal(tenge), tiynOfTenge));
}
