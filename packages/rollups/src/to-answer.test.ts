import { describe, expect, it } from '@jest/globals';
import { getTopic } from './index.js';
import { toFigures } from './to-answer.js';

const reported = { isComputed: true, reportedInSpan: true, reportedEver: true };
const facility = getTopic('facility');
const proposal = getTopic('proposal');

describe('toFigures', () => {
  it('computes a rate from its two counts, unrounded', () => {
    const { values } = toFigures(proposal, { received: 3, executed: '1', in_progress: '2' }, reported);
    expect(values).toEqual({ received: 3, executed: 1, inProgress: 2, executionRate: 1 / 3 });
  });

  it('shows a zero that records say, and withholds the rate of nothing', () =>
    expect(toFigures(proposal, { received: 0, executed: 0, in_progress: 0 }, reported)).toEqual({
      values: { received: 0, executed: 0, inProgress: 0, executionRate: null },
      withheld: [{ measure: 'executionRate', reason: 'NO_DENOMINATOR' }],
      recordCount: 0,
    }));

  it('takes a row that is not there for zeros, once the area has reported', () =>
    expect(toFigures(facility, { commissioned: null, stalled: null }, reported)).toEqual({
      values: { commissioned: 0, stalled: 0 },
      withheld: [],
      recordCount: 0,
    }));

  it('shows a level to whoever has ever reported, and a flow only to whoever has within the span', () => {
    const silentNow = { ...reported, reportedInSpan: false };
    expect(toFigures(facility, { commissioned: 0, stalled: 4 }, silentNow)).toEqual({
      values: { commissioned: null, stalled: 4 },
      withheld: [{ measure: 'commissioned', reason: 'NOT_REPORTED' }],
      recordCount: 4,
    });
  });

  it('withholds everything of a span that no build has reached', () => {
    const { values, withheld, recordCount } = toFigures(facility, { stalled: 4 }, { ...reported, isComputed: false });
    expect(values).toEqual({ commissioned: null, stalled: null });
    expect(withheld.map(({ reason }) => reason)).toEqual(['NOT_COMPUTED', 'NOT_COMPUTED']);
    expect(recordCount).toBe(0);
  });

  it('keeps money as text with two places, never as a number', () => {
    const { values } = toFigures(getTopic('funding'), { projects_funded: 1, amount: '90071992547409931.10' }, reported);
    expect(values['amount']).toBe('90071992547409931.10');
    expect(toFigures(getTopic('funding'), { projects_funded: 0, amount: '0' }, reported).values['amount']).toBe('0.00');
  });
});
