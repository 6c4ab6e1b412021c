import { countsPeople } from '../counts-people.js';
import type { Topic } from '../topic.js';
import { topics } from '../topics/index.js';

/** The topics whose current build anyone may see. */
export const openTopics: readonly Topic[] = topics.filter((topic) => !countsPeople(topic));
