import type { DictionaryQuery } from '@oblys/client';

/** A measure as the gateway gives it to this page. */
export type PageMeasure = DictionaryQuery['measures'][number];

export interface PageTopic {
  readonly code: string;
  readonly name: string;
  readonly measures: readonly PageMeasure[];
}

/** The measures by their topics, in the order of the catalogue. */
export function topicsOf(measures: readonly PageMeasure[]): PageTopic[] {
  const topics = new Map<string, PageTopic>();
  for (const measure of measures) {
    const { code, name } = measure.topic;
    topics.set(code, { code, name, measures: [...(topics.get(code)?.measures ?? []), measure] });
  }
  return [...topics.values()];
}

/** Those whose code, name or definition has every word of the text, in any case. */
export function findMeasures(measures: readonly PageMeasure[], text: string): PageMeasure[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return measures.filter(({ code, name, definition }) => {
    const said = `${code} ${name} ${definition}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
