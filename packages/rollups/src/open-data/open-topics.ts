import type { Topic } from '../topic.js';
import { topics } from '../topics/index.js';

/** The topics whose current build anyone may see. */
export const openTopics: readonly Topic[] = topics.filter(({ countsPeople }) => countsPeople !== true);
