import { InvalidInputError } from './errors.js';

export const areaLevels = ['COUNTRY', 'REGION', 'DISTRICT', 'RURAL_DISTRICT', 'SETTLEMENT'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** The levels that figures are kept for. */
export const summaryLevels = ['COUNTRY', 'REGION', 'DISTRICT'] as const;
export type SummaryLevel = (typeof summaryLevels)[number];

/** The classifier has no row for the country; this code is ours. */
export const countryCode = '000000000';

/** @throws {InvalidInputError} when the text is no 9-digit KATO code */
export function assertAreaCode(code: string): void {
  if (!/^\d{9}$/.test(code)) {
    throw new InvalidInputError(`"${code}" is no area code: a KATO code has 9 digits, such as 110000000.`);
  }
}
