import type { Measure, Topic } from './topic.js';

const units = ['people', 'appeals', 'cases'];

/** The measures of a topic that count people, or what single people bring: in a small village they tell of somebody. */
export function countsOfPeople({ measures }: Topic): Measure[] {
  return measures.filter(({ unit }) => units.includes(unit));
}

/** Whether figures of a topic count people. */
export function countsPeople(topic: Topic): boolean {
  return countsOfPeople(topic).length > 0;
}
