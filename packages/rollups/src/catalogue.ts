import { createHash } from 'node:crypto';
import { NotFoundError } from '@oblys/domain';
import { closest, distance } from 'fastest-levenshtein';
import type { Duration, Measure, Topic } from './topic.js';
import { topics } from './topics/index.js';

export interface MeasureOfTopic {
  topic: Topic;
  measure: Measure;
}

export interface DurationOfTopic {
  topic: Topic;
  duration: Duration;
}

/** @throws {NotFoundError} that lists the topics there are */
export function getTopic(code: string): Topic {
  const topic = topics.find((candidate) => candidate.code === code);
  if (topic === undefined) {
    throw new NotFoundError(`There is no topic "${code}". The topics are: ${listTopics()}.`);
  }
  return topic;
}

/**
 * A measure by its full code, such as `roadmap.executed`.
 * @throws {NotFoundError} that names the nearest one, and lists the measures of the topic, or the topics where that is
 *   unknown too
 */
export function getMeasure(fullCode: string): MeasureOfTopic {
  const [topicCode = '', measureCode = '', ...rest] = fullCode.split('.');
  const topic = topics.find(({ code }) => code === topicCode);
  if (topic === undefined) {
    throw new NotFoundError(`There is no topic "${topicCode}". ${nearest(fullCode)}The topics are: ${listTopics()}.`);
  }
  const measure = rest.length === 0 ? findMeasure(topic, measureCode) : undefined;
  if (measure === undefined) {
    const known = topic.measures.map(({ code }) => `${topic.code}.${code}`).join(', ');
    throw new NotFoundError(
      `There is no measure "${fullCode}". ${nearest(fullCode)}The measures of ${topic.code} are: ${known}.`,
    );
  }
  return { topic, measure };
}

/** How long records take, of all topics in their order. */
export function listDurations(): DurationOfTopic[] {
  return topics.flatMap((topic) => (topic.durations ?? []).map((duration) => ({ topic, duration })));
}

/**
 * A duration by its full code, such as `appeal.daysToClose`.
 * @throws {NotFoundError} that lists those there are
 */
export function getDuration(fullCode: string): DurationOfTopic {
  const nameOf = ({ topic, duration }: DurationOfTopic): string => `${topic.code}.${duration.code}`;
  const found = listDurations().find((each) => nameOf(each) === fullCode);
  if (found !== undefined) return found;
  const known = listDurations().map(nameOf).join(', ');
  throw new NotFoundError(`There is no duration "${fullCode}". The durations are: ${known}.`);
}

/** Every measure of every topic, in the order people read them. */
export function listMeasures(): MeasureOfTopic[] {
  return topics.flatMap((topic) => topic.measures.map((measure) => ({ topic, measure })));
}

/** A sentence that asks for the measure that was meant; empty where none is near. */
function nearest(fullCode: string): string {
  const codes = listMeasures().map(({ topic, measure }) => `${topic.code}.${measure.code}`);
  const near = closest(fullCode.slice(0, 100), codes);
  return distance(fullCode.slice(0, 100), near) <= Math.max(2, near.length / 3) ? `Did you mean ${near}? ` : '';
}

function listTopics(): string {
  return topics.map(({ code }) => code).join(', ');
}

export function findMeasure(topic: Topic, code: string): Measure | undefined {
  return topic.measures.find((measure) => measure.code === code);
}

/**
 * A short hash of what the topic's stored figures are computed from. Names and definitions stand outside of it: a better
 * translation makes no figure stale; so do dimensions that nothing is stored by, durations, by when figures have to be
 * there, which of them a digest shows, and who may see them.
 */
export function definitionVersion(topic: Topic): string {
  const measures = topic.measures.map((measure) => ({ ...measure, names: undefined, definition: undefined }));
  return createHash('sha256')
    .update(JSON.stringify({ ...topic, ...besideFigures, measures }))
    .digest('hex')
    .slice(0, 12);
}

const besideFigures = {
  names: undefined,
  recordDimensions: undefined,
  durations: undefined,
  currentBy: undefined,
  headline: undefined,
} satisfies {
  readonly [Each in keyof Topic]?: undefined;
};
