import { expect, it } from '@jest/globals';
import { topics } from './topics/index.js';
import { countsPeople } from './counts-people.js';

it('tells which topics count people', () => {
  expect(topics.filter(countsPeople).map(({ code }) => code)).toEqual([
    'meeting',
    'event',
    'course',
    'appeal',
    'legalAid',
  ]);
});
