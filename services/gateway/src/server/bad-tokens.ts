import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../errors/gateway-errors.js';

const spanSeconds = 15 * 60;
const firstWaitSeconds = 60;
const longestWaitSeconds = 60 * 60;
/** For how long it is remembered how often an address had to wait. */
const memorySeconds = 24 * 60 * 60;

/**
 * An address that shows too many tokens which nobody was ever given waits, and twice as long each time. Meanwhile no
 * token of it is looked at, so that nothing tells a good one from a bad one.
 */
export class BadTokens {
  private readonly shown: RateLimiterMemory | null;
  private readonly waits = new RateLimiterMemory({ points: 1, duration: memorySeconds });

  /** @param most in a quarter of an hour; 0 sets no limit */
  constructor(private readonly most: number) {
    this.shown = most === 0 ? null : new RateLimiterMemory({ points: most, duration: spanSeconds });
  }

  /** @throws {RateLimitedError} while the network waits */
  async assertMayShow(network: string): Promise<void> {
    const shown = await this.shown?.get(network);
    if (shown && shown.consumedPoints > this.most && shown.msBeforeNext > 0) {
      throw new RateLimitedError(
        shown.msBeforeNext,
        'Too many tokens that are not good came from this address; none of it is looked at for now',
      );
    }
  }

  async note(network: string): Promise<void> {
    try {
      await this.shown?.consume(network);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      // Those that were on their way already make the wait no longer.
      if (error.consumedPoints === this.most + 1) await this.makeWait(network);
    }
  }

  private async makeWait(network: string): Promise<void> {
    const { consumedPoints: times } = await this.waits.penalty(network);
    await this.shown?.block(network, Math.min(firstWaitSeconds * 2 ** (times - 1), longestWaitSeconds));
  }
}
