import { describe, expect, it } from '@jest/globals';
import { getMeasure, topics } from '@oblys/rollups';
import { canOnlyGrow, checkEarlierReports, type FigureOfReport } from './check-earlier-reports.js';
import type { StatedFigureRow } from './stated-report.js';
import { statedUnit } from './stated-unit.js';

describe('canOnlyGrow', () => {
  it('is so of what happened and stays so, and of no level, no share and nothing that is still open', () => {
    const growing = topics.flatMap((topic) =>
      topic.measures.filter(canOnlyGrow).map(({ code }) => `${topic.code}.${code}`),
    );
    expect(growing).toEqual(
      topics
        .flatMap((topic) => topic.measures.map(({ code, kind }) => ({ name: `${topic.code}.${code}`, kind })))
        .filter(({ name, kind }) => (kind === 'flow' || kind === 'cohort') && !name.endsWith('.inProgress'))
        .map(({ name }) => name),
    );
    expect(growing).toEqual(expect.arrayContaining(['funding.amount', 'proposal.executed', 'appeal.received']));
  });
});

describe('checkEarlierReports', () => {
  const november = stated('appeal.received', '6331', '2025-11-05');
  const june = before(stated('appeal.received', '3100', '2025-06-30'), '2025-06-30');

  it('lets a figure grow, or stay as it is for long', () => {
    expect(outcomes([november], [june])).toEqual([[true, [1], '2025-06-30', null]]);
    expect(outcomes([{ ...november, value: '3100' }], [june])).toEqual([[true, [1], '2025-06-30', null]]);
  });

  it('finds one that has fallen, with the words of both', () => {
    const [check] = checkEarlierReports('2025-11-05', [{ ...november, value: '3099' }], [june]);
    expect(check).toMatchObject({
      topic: 'appeal',
      kind: 'EARLIER_REPORT',
      holds: false,
      basis: {
        contradiction: { kind: 'FALLS' },
        earlier: { asOf: '2025-06-30', title: 'Есеп 2025-06-30', value: '3100', wording: '3100' },
        later: { number: 1, value: '3099', wording: '6331' },
      },
    });
  });

  it('finds it only where the intervals prove it', () => {
    const rounded = { qualifier: 'ROUNDED', roundingUnit: '100' } as const;
    const fallen = (later: Partial<StatedFigureRow>, earlier: Partial<StatedFigureRow>) =>
      outcomes([{ ...november, ...later }], [{ ...june, ...earlier }]).map(([holds]) => !holds);
    expect(fallen({ value: '3050' }, rounded)).toEqual([false]);
    expect(fallen({ value: '3049' }, rounded)).toEqual([true]);
    expect(fallen({ value: '3000', ...rounded }, rounded)).toEqual([true]);
    expect(fallen({ value: '3000', qualifier: 'ABOUT' }, {})).toEqual([false]);
    expect(fallen({ value: '2800', qualifier: 'ABOUT' }, {})).toEqual([true]);
    expect(fallen({ value: '3100' }, { qualifier: 'MORE_THAN' })).toEqual([true]);
    expect(fallen({ value: '2000', qualifier: 'MORE_THAN' }, {})).toEqual([true]);
    expect(fallen({ value: '3000', qualifier: 'MORE_THAN' }, {})).toEqual([false]);
  });

  it('holds a figure against the earlier one that leaves it the least room, of alike ones against the latest', () => {
    const march = before({ ...june, value: '4000' }, '2025-03-31', '2025-03-31');
    expect(outcomes([november], [march, june])).toEqual([[true, [1], '2025-03-31', null]]);
    const alike = before({ ...june, value: '3100' }, '2025-03-31', '2025-03-31');
    expect(outcomes([november], [june, alike])).toEqual([[true, [1], '2025-06-30', null]]);
  });

  it.each<[string, Partial<FigureOfReport>]>([
    ['of another measure', { measure: 'positive' }],
    ['of a programme', { programmeCode: 'womens-wing' }],
    ['counted from another day', { periodFrom: '2025-02-01' }],
    ['of another year', { periodFrom: '2024-01-01', periodTo: '2024-12-31' }],
    ['up to a later day', { periodTo: '2025-11-30' }],
    ['of a report as of the same day', { asOf: '2025-11-05' }],
    ['of a later report', { asOf: '2025-12-31' }],
    ['in another unit', { unit: 'people' }],
  ])('holds nothing against a figure %s', (_what, change) => {
    expect(outcomes([{ ...november, value: '1' }], [{ ...june, ...change }])).toEqual([]);
  });

  it('holds no level, no share and nothing that is still open against earlier ones', () => {
    for (const code of ['roadmap.planned', 'appeal.positiveShare', 'appeal.inProgress']) {
      expect(
        outcomes([stated(code, '1', '2025-11-05')], [before(stated(code, '90', '2025-06-30'), '2025-06-30')]),
      ).toEqual([]);
    }
  });
});

function stated(code: string, value: string, periodTo: string): StatedFigureRow {
  const [topic = '', measure = ''] = code.split('.');
  const span = { programmeCode: null, periodFrom: '2025-01-01', periodTo };
  const unit = statedUnit(getMeasure(code).measure);
  return {
    number: 1,
    topic,
    measure,
    value,
    unit,
    qualifier: 'EXACT',
    roundingUnit: null,
    ...span,
    wording: value,
    note: '',
  };
}

function before(figure: StatedFigureRow, asOf: string, periodTo = figure.periodTo): FigureOfReport {
  return {
    ...figure,
    periodTo,
    asOf,
    publishedOn: asOf,
    title: `Есеп ${asOf}`,
    figureId: `figure of ${asOf}`,
    reportId: asOf,
  };
}

function outcomes(figures: readonly StatedFigureRow[], others: readonly FigureOfReport[]): unknown[][] {
  return checkEarlierReports('2025-11-05', figures, others).map(({ holds, basis }) => [
    holds,
    basis.figures,
    basis.earlier!.asOf,
    basis.contradiction && basis.contradiction.kind,
  ]);
}
