/** How much one caller may ask for in a while; 0 sets no limit. */
export interface Rates {
  /** Of an address, in a minute. */
  readonly requests: number;
  /** Of who signed in, or else of an address, in a minute. */
  readonly cost: number;
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
};

export const defaultRates: Rates = Object.freeze(
  Object.fromEntries(Object.entries(rateSettings).map(([key, setting]) => [key, setting.default])),
) as unknown as Rates;
