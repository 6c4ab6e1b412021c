import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@oblys/access';
import type { Rates } from '@oblys/config';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../errors/gateway-errors.js';
import type { Addresses } from './addresses.js';
import { refuseAtDoor, type Door, type Refused } from './doors.js';

/** Takes what something costs from what a caller may still ask for. @throws {RateLimitedError} when it is too much */
export type Spend = (cost: number) => Promise<void>;

const spanSeconds = 60;

/** What files cost beside operations: a point for each of these. */
const bytesPerPoint = 1_024;

/**
 * How much each caller has asked for. Kept in the memory of the gateway: in PostgreSQL every read would be a write, and
 * whoever asks too much would have that write themselves to. So a caller may ask each gateway of an installation for
 * as much.
 */
export class RateLimits {
  private readonly requests: RateLimiterMemory | null;
  private readonly costs: RateLimiterMemory | null;

  constructor(
    { requests, cost }: Rates,
    private readonly addresses: Addresses,
  ) {
    this.requests = limiterOf(requests);
    this.costs = limiterOf(cost);
  }

  /** Counts every request, by its address alone: nobody has been asked who they are yet. */
  readonly door: Door = (request, response, next) => {
    this.countRequest(request).then(next, (error: RateLimitedError) =>
      refuseAtDoor(request, response, refusedFor(error)),
    );
  };

  /** @throws {RateLimitedError} */
  async countRequest(request: IncomingMessage): Promise<void> {
    await take(this.requests, this.addresses.networkOf(request), 1);
  }

  /** Whoever signed in is one caller wherever they are, and by whichever token: another one gives no more to ask for. */
  spenderOf(request: IncomingMessage, { identity }: Viewer): Spend {
    const key = identity === undefined ? `at ${this.addresses.networkOf(request)}` : `who ${identity.subject}`;
    return (cost) => take(this.costs, key, Math.max(cost, 1));
  }

  /**
   * Before a file is read. What does not say how large it is may be as large as is taken.
   * @throws {RateLimitedError}
   */
  async spendOnFile(request: IncomingMessage, mostBytes: number): Promise<void> {
    const bytes = Math.min(Number(request.headers['content-length'] ?? mostBytes), mostBytes);
    await take(this.costs, `at ${this.addresses.networkOf(request)}`, Math.ceil(bytes / bytesPerPoint));
  }
}

/** Each request pays once, whoever works for its answer, and is refused again where it was refused. */
export class Spenders {
  private readonly known = new WeakMap<IncomingMessage, Spend>();

  constructor(private readonly rates: RateLimits) {}

  of(request: IncomingMessage, viewer: Viewer): Spend {
    const known = this.known.get(request) ?? once(this.rates.spenderOf(request, viewer));
    this.known.set(request, known);
    return known;
  }
}

function once(spend: Spend): Spend {
  let spent: Promise<void> | undefined;
  return (cost) => (spent ??= spend(cost));
}

/** Where the operation that a part belongs to has paid for all of it. */
export const paid: Spend = () => Promise.resolve();

/** As it is answered before GraphQL. */
export function refusedFor({ code, message, headers, details }: RateLimitedError): Refused {
  return { status: 429, code, message, headers, details };
}

function limiterOf(points: number): RateLimiterMemory | null {
  return points === 0 ? null : new RateLimiterMemory({ points, duration: spanSeconds });
}

async function take(limiter: RateLimiterMemory | null, key: string, points: number): Promise<void> {
  try {
    await limiter?.consume(key, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new RateLimitedError(error.msBeforeNext);
  }
}
