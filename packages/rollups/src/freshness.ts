import type { Sql } from '@oblys/database';
import { addDays, businessDay, businessInstant, type IsoDate } from '@oblys/domain';
import { latestBuild, type TopicBuild } from './latest-build.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

/** By when of a business day the figures of the day before have to be there, unless a topic has a time of its own. */
export const currentBy = '06:00';

/** Whether the figures of a topic are there for the day they have to be there for. */
export interface TopicFreshness {
  readonly topic: Topic;
  /** The day of the current build; null before the first. */
  readonly asOf: IsoDate | null;
  /** The day that figures have to be there for by now. */
  readonly dueAsOf: IsoDate;
  /** When they had to be there: the latest deadline that has passed. */
  readonly deadlineAt: Date;
  /** How many days of figures are missing of those that have to be there; null before the first build. */
  readonly daysBehind: number | null;
  readonly isOverdue: boolean;
  /** The first deadline that was missed; null where none was, and before the first build. */
  readonly overdueSince: Date | null;
}

/** Of every topic, in the order of the catalogue. */
export async function listFreshness(sql: Sql, now: Date): Promise<TopicFreshness[]> {
  const builds = (await latestBuild(sql))?.topics ?? [];
  return topics.map((topic) => freshnessOf(topic, builds, now));
}

/** @param builds the current builds, that of the topic among them where it has one */
export function freshnessOf(topic: Topic, builds: readonly TopicBuild[], now: Date): TopicFreshness {
  const asOf = builds.find((build) => build.topic === topic.code)?.asOf ?? null;
  const dueAsOf = dueDay(topic, now);
  const isOverdue = asOf === null || asOf < dueAsOf;
  return {
    topic,
    asOf,
    dueAsOf,
    deadlineAt: deadlineOf(topic, dueAsOf),
    daysBehind: asOf === null ? null : Math.max(0, daysBetween(asOf, dueAsOf)),
    isOverdue,
    overdueSince: isOverdue && asOf !== null ? deadlineOf(topic, addDays(asOf, 1)) : null,
  };
}

/** Yesterday, or the day before as long as the deadline of yesterday's figures has not passed. */
function dueDay(topic: Topic, now: Date): IsoDate {
  const yesterday = addDays(businessDay(now), -1);
  return now >= deadlineOf(topic, yesterday) ? yesterday : addDays(yesterday, -1);
}

/** When the figures of a day have to be there. */
function deadlineOf(topic: Topic, asOf: IsoDate): Date {
  return businessInstant(addDays(asOf, 1), topic.currentBy ?? currentBy);
}

function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

const dayMs = 86_400_000;
