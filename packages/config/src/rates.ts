/** How much one caller may ask for in a while; 0 sets no limit. */
export interface Rates {
  /** Of an address, in a minute. */
  readonly requests: number;
  /** Of who signed in, or else of an address, in a minute. */
  readonly cost: number;
  /** Of an address, in a quarter of an hour. */
  readonly badTokens: number;
}

interface RateSetting {
  readonly name: string;
  readonly default: number;
  readonly meaning: string;
}

/** Generous beside what pages and people ask for; what goes beyond waits, with RATE_LIMITED. */
export const rateSettings: Readonly<Record<keyof Rates, RateSetting>> = {
  requests: {
    name: 'OBLYS_RATE_REQUESTS',
    default: 6_000,
    meaning: 'Requests that an address may send in a minute; 0 sets no limit.',
  },
  cost: {
    name: 'OBLYS_RATE_COST',
    default: 5_000_000,
    meaning:
      'Estimated cost of all that one caller may ask for in a minute, who is whoever signed in, or else an address; 0 sets no limit.',
  },
  badTokens: {
    name: 'OBLYS_RATE_BAD_TOKENS',
    default: 20,
    meaning:
      'Tokens that nobody was given which an address may show in a quarter of an hour; then it waits a minute, and twice as long each time, up to an hour; 0 sets no limit.',
  },
};

export const defaultRates: Rates = Object.freeze(
  Object.fromEntries(Object.entries(rateSettings).map(([key, setting]) => [key, setting.default])),
) as unknown as Rates;
