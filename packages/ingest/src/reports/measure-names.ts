import { inLocale, type Locale } from '@oblys/domain';
import { findMeasure, topics } from '@oblys/rollups';

/** The measure's name; its code where the catalogue no longer has it. */
export function nameOfMeasure(topicCode: string, measureCode: string, locale: Locale): string {
  const topic = topics.find(({ code }) => code === topicCode);
  const measure = topic && findMeasure(topic, measureCode);
  return measure === undefined ? `${topicCode}.${measureCode}` : inLocale(measure.names, locale);
}
