import { describe, expect, it } from '@jest/globals';
import { summarizeVerdicts } from './verdict-summary.js';

describe('summarizeVerdicts', () => {
  it('counts each verdict, in a fixed order, and leaves out those that nothing has', () => {
    expect(summarizeVerdicts(['CONSISTENT', 'MATCH', 'WITHIN_ROUNDING', 'MATCH'])).toBe(
      '4 figures: 2 match, 1 within rounding, 1 consistent',
    );
    expect(summarizeVerdicts(['MISMATCH'])).toBe('1 figure: 1 mismatch');
    expect(summarizeVerdicts([])).toBe('0 figures');
  });
});
