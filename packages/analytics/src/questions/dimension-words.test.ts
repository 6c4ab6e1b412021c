import { describe, expect, it } from '@jest/globals';
import { grains } from '@oblys/domain';
import { topics } from '@oblys/rollups';
import { dimensionWords } from './dimension-words.js';

describe('dimensionWords', () => {
  it('name every dimension that figures can be told apart by', () => {
    const ofRecords = topics.flatMap(({ recordDimensions = {} }) => Object.keys(recordDimensions));
    const all = new Set(['REGION', 'DISTRICT', 'PROGRAMME', ...ofRecords, ...grains]);
    expect(Object.keys(dimensionWords).sort()).toEqual([...all].sort());
  });
});
