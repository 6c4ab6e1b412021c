import { createHash } from 'node:crypto';
import {
  definitionVersion,
  staleReasons,
  type Staleness,
  type StaleReason,
  type Topic,
  type TopicFreshness,
} from '@oblys/rollups';
import type { Provenance } from './provenance.js';

/** What is stale of some figures; it is read once something of it is selected. */
export function stalenessFields(
  read: () => Promise<readonly Staleness[]>,
): Pick<Provenance, 'isStale' | 'staleReasons' | 'staleSince'> {
  const reasons = async (): Promise<StaleReason[]> => {
    const found = new Set((await read()).flatMap((each) => each.reasons));
    return staleReasons.filter((reason) => found.has(reason));
  };
  return {
    isStale: async () => (await reasons()).length > 0,
    staleReasons: reasons,
    staleSince: async () => earliest((await read()).map(({ changedAt }) => changedAt)),
  };
}

/** Whether the topics of some figures are overdue; it is read once something of it is selected. */
export function freshnessFields(
  read: () => Promise<readonly TopicFreshness[]>,
): Pick<Provenance, 'isOverdue' | 'overdueSince'> {
  return {
    isOverdue: async () => (await read()).some(({ isOverdue }) => isOverdue),
    overdueSince: async () => earliest((await read()).map(({ overdueSince }) => overdueSince)),
  };
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : known.reduce((one, other) => (one < other ? one : other));
}

/** One version for the definitions of some topics together. */
export function definitionVersionOf(topics: readonly Topic[]): string {
  const versions = topics.map((topic) => `${topic.code} ${definitionVersion(topic)}`).join('\n');
  return createHash('sha256').update(versions).digest('hex').slice(0, 12);
}
