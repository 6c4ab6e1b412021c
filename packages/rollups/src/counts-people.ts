import type { Topic } from './topic.js';

const units = ['people', 'appeals', 'cases'];

/** Whether figures of a topic count people, or what single people bring: in a small village they tell of somebody. */
export function countsPeople({ measures }: Topic): boolean {
  return measures.some(({ unit }) => units.includes(unit));
}
