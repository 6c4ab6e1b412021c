import type { Sql } from '@oblys/database';
import { Gauge, type Registry } from 'prom-client';
import { listFreshness, type TopicFreshness } from './freshness.js';

export interface FreshnessMetrics {
  /**
   * Reads what the gauges show. Where the database cannot be asked they show nothing of topics, for nobody knows, and
   * `oblys_database_up` is 0; the reason is given back.
   */
  update(now: Date): Promise<{ readonly failure: unknown }>;
}

/** The gauges of how fresh figures are, on the registry of whichever process serves them. */
export function createFreshnessMetrics(sql: Sql, registry: Registry): FreshnessMetrics {
  const registers = [registry];
  const up = new Gauge({
    name: 'oblys_database_up',
    help: 'Whether the database could be asked for this answer: 1 or 0.',
    registers,
  });
  const daysBehind = new Gauge({
    name: 'oblys_topic_as_of_days_behind',
    help: 'Days of figures that are missing of those that have to be there by now; absent before the first build.',
    labelNames: ['topic'],
    registers,
  });
  const overdue = new Gauge({
    name: 'oblys_topic_overdue',
    help: 'Whether figures are missing that have to be there by now: 1 or 0.',
    labelNames: ['topic'],
    registers,
  });
  const show = (found: readonly TopicFreshness[]): void => {
    daysBehind.reset();
    overdue.reset();
    for (const { topic, daysBehind: days, isOverdue } of found) {
      if (days !== null) daysBehind.set({ topic: topic.code }, days);
      overdue.set({ topic: topic.code }, isOverdue ? 1 : 0);
    }
  };
  return {
    update: async (now) => {
      try {
        show(await listFreshness(sql, now));
        up.set(1);
        return { failure: null };
      } catch (failure) {
        show([]);
        up.set(0);
        return { failure };
      }
    },
  };
}
