/** What one request may ask for. */
export interface Limits {
  readonly requestTimeoutMs: number;
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly nesting: number;
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly repeats: number;
  readonly variables: number;
  readonly cost: number;
}

interface LimitSetting {
  readonly name: string;
  readonly default: number;
  readonly meaning: string;
}

/** Each limit is a setting; a request that goes beyond one is refused before any SQL, with LIMIT_EXCEEDED. */
export const limitSettings: Readonly<Record<keyof Limits, LimitSetting>> = {
  requestTimeoutMs: {
    name: 'OBLYS_REQUEST_TIMEOUT_MS',
    default: 15_000,
    meaning: 'Time a request may take; PostgreSQL ends its statements after what is left of it.',
  },
  bodyBytes: {
    name: 'OBLYS_MAX_BODY_BYTES',
    default: 1_048_576,
    meaning: 'Size of the body of a request.',
  },
  tokens: {
    name: 'OBLYS_MAX_TOKENS',
    default: 20_000,
    meaning: 'Tokens of a document; a longer one is not parsed.',
  },
  nesting: {
    name: 'OBLYS_MAX_NESTING',
    default: 250,
    meaning: 'Brackets within brackets, in a document and in the JSON of a request.',
  },
  depth: {
    name: 'OBLYS_MAX_DEPTH',
    default: 100,
    meaning: 'Levels of fields below each other, fragments opened.',
  },
  fields: {
    name: 'OBLYS_MAX_FIELDS',
    default: 20_000,
    meaning: 'Breadth: fields of a document, fragments opened.',
  },
  aliases: {
    name: 'OBLYS_MAX_ALIASES',
    default: 500,
    meaning: 'Aliases in a document.',
  },
  repeats: {
    name: 'OBLYS_MAX_REPEATS',
    default: 100,
    meaning: 'Times that a document asks for the same field in one place.',
  },
  variables: {
    name: 'OBLYS_MAX_VARIABLES',
    default: 10_000,
    meaning: 'Values in the variables of a request, those within lists and objects too.',
  },
  cost: {
    name: 'OBLYS_MAX_COST',
    default: 200_000,
    meaning: 'Estimated cost of an operation: about the rows it may read, and 5 for each topic of a summary.',
  },
};

export const defaultLimits: Limits = Object.freeze(
  Object.fromEntries(Object.entries(limitSettings).map(([key, setting]) => [key, setting.default])),
) as unknown as Limits;
