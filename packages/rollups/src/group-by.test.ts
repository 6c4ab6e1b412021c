import { describe, expect, it } from '@jest/globals';
import { groupBy } from './group-by.js';

describe('groupBy', () => {
  it('keeps the order of first appearance', () =>
    expect(groupBy([3, 1, 4, 1, 5], (number) => String(number % 2))).toEqual([[3, 1, 1, 5], [4]]));
});
