import { describe, expect, it } from '@jest/globals';
import { findMeasures, topicsOf, type PageMeasure } from './dictionary.js';

const measures = [
  {
    code: 'roadmap.planned',
    name: 'Жоспарланған',
    definition: 'Items planned.',
    topic: { code: 'roadmap', name: 'R' },
  },
  { code: 'roadmap.executed', name: 'Орындалған', definition: 'Items done.', topic: { code: 'roadmap', name: 'R' } },
  { code: 'event.held', name: 'Өткен', definition: 'Events held.', topic: { code: 'event', name: 'E' } },
] as PageMeasure[];

describe('topicsOf', () => {
  it('puts the measures of a topic together, in their order', () =>
    expect(topicsOf(measures).map(({ code, measures: own }) => [code, own.length])).toEqual([
      ['roadmap', 2],
      ['event', 1],
    ]));
});

describe('findMeasures', () => {
  it.each([
    ['', 3],
    ['ITEMS', 2],
    ['items done', 1],
    ['орындалған', 1],
    ['event.', 1],
    ['nothing', 0],
  ])('of "%s" finds %i', (text, count) => expect(findMeasures(measures, text)).toHaveLength(count));
});
