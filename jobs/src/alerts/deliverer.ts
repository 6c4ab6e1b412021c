import { setTimeout as delay } from 'node:timers/promises';
import {
  claimDeliveries,
  noteFailed,
  noteSent,
  releaseDelivery,
  type ClaimedDelivery,
  type Database,
} from '@oblys/database';
import type { JobLogger } from '../job.js';
import { createSender, type Sender, type SenderSettings } from './sender.js';

export interface DelivererOptions extends SenderSettings {
  readonly database: Database;
  readonly logger: JobLogger;
  readonly pace?: Partial<DeliveryPace>;
}

export interface DeliveryPace {
  /** How often it looks for what is to be sent. */
  readonly pollMs: number;
  /** How long what was taken stays its own; longer than sending may take. */
  readonly leaseMs: number;
  /** Between the first failure and the next attempt; twice as long after each further one. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** From the first attempt on. */
  readonly giveUpAfterMs: number;
  /** How long stop() waits for what is being sent. */
  readonly stopTimeoutMs: number;
}

const defaultPace: DeliveryPace = {
  pollMs: 5_000,
  leaseMs: 60_000,
  firstPauseMs: 30_000,
  longestPauseMs: 3_600_000,
  giveUpAfterMs: 86_400_000,
  stopTimeoutMs: 5_000,
};

/** Recipients that are told something at once: of each of them one thing, so those that hang take no place of others. */
const mostAtOnce = 200;

export interface Deliverer {
  /** Takes nothing more, waits briefly for what is being sent, and gives back the rest. */
  stop(): Promise<void>;
}

/**
 * Sends what waits, from any number of processes: each delivery at least once, and again with the same idempotency key
 * where nobody knows whether it arrived. No transaction is open while something is sent.
 */
export function startDeliverer({ database, logger, pace: given = {}, ...settings }: DelivererOptions): Deliverer {
  const pace = { ...defaultPace, ...given };
  const delivering = new Delivering(database, logger, pace, createSender(settings));
  const ended = delivering.run();
  return {
    stop: async () => {
      await delivering.stop();
      await ended;
    },
  };
}

class Delivering {
  private readonly sending = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  /** Aborted when what is being sent has had its time. */
  private readonly cutting = new AbortController();
  private wake: () => void = () => undefined;
  private isAway = false;

  constructor(
    private readonly database: Database,
    private readonly logger: JobLogger,
    private readonly pace: DeliveryPace,
    private readonly sender: Sender,
  ) {}

  async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const claimed = await this.claim();
      if (this.stopping.signal.aborted) return this.release(claimed);
      for (const delivery of claimed) this.begin(delivery);
      // There may be more where there was something.
      if (claimed.length === 0) await this.pause();
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    const late = delay(this.pace.stopTimeoutMs, undefined, { signal: this.cutting.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.sending), late]);
    this.cutting.abort(new Error('The deliverer stops.'));
    await Promise.all(this.sending);
  }

  private async claim(): Promise<ClaimedDelivery[]> {
    const most = mostAtOnce - this.sending.size;
    if (most <= 0) return [];
    try {
      const claimed = await claimDeliveries(this.database, { most, leaseMs: this.pace.leaseMs });
      this.isAway = false;
      return claimed;
    } catch (error) {
      // Once, not each time while the database is away.
      if (!this.isAway) this.logger.warn({ err: error }, 'the database cannot be asked for deliveries');
      this.isAway = true;
      return [];
    }
  }

  private async release(claimed: readonly ClaimedDelivery[]): Promise<void> {
    for (const delivery of claimed) await releaseDelivery(this.database, delivery);
  }

  private begin(delivery: ClaimedDelivery): void {
    const sent = this.deliver(delivery)
      // What is not noted is sent again once the lease is over, under the same key.
      .catch((error: unknown) => this.logger.warn({ ...named(delivery), err: error }, 'a delivery was not noted'))
      .finally(() => {
        this.sending.delete(sent);
        this.wake();
      });
    this.sending.add(sent);
  }

  private async deliver(delivery: ClaimedDelivery): Promise<void> {
    try {
      await this.sender.send(delivery, this.cutting.signal);
    } catch (error) {
      if (this.cutting.signal.aborted) return releaseDelivery(this.database, delivery);
      return this.noteFailure(delivery, error as Error);
    }
    if (await noteSent(this.database, delivery)) this.logger.info(named(delivery), 'delivered');
  }

  private async noteFailure(delivery: ClaimedDelivery, { message: error }: Error): Promise<void> {
    const { firstPauseMs, longestPauseMs, giveUpAfterMs } = this.pace;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(delivery.attempts - 1, 30));
    const state = await noteFailed(this.database, delivery, { error, pauseMs, giveUpAfterMs });
    const fields = { ...named(delivery), attempts: delivery.attempts, error };
    if (state === 'GIVEN_UP') this.logger.error(fields, 'a delivery was given up: the recipient was not told');
    else if (state === 'WAITING') this.logger.warn({ ...fields, pauseMs }, 'a delivery failed and will be repeated');
  }

  private async pause(): Promise<void> {
    const waking = new AbortController();
    this.wake = () => waking.abort();
    if (this.stopping.signal.aborted) return;
    await delay(this.pace.pollMs, undefined, { signal: waking.signal }).catch(() => undefined);
  }
}

function named({ id, recipientId, what, idempotencyKey }: ClaimedDelivery): object {
  return { deliveryId: id, recipientId, what, idempotencyKey };
}
