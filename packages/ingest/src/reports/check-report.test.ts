import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkReport } from './check-report.js';
import { readReport } from './read-report.js';
import { seedReport, type StatedFigureRow } from './stated-report.js';

describe('checkReport', () => {
  let figures: StatedFigureRow[];

  beforeAll(async () => {
    ({ figures } = await readReport(seedReport));
  });

  it('proves that the appeals fit: 3187 to 3197 positive, 74 in progress, the rest of 6257 explained', () => {
    expect(checkReport(figures).find(({ topic }) => topic === 'appeal')).toEqual({
      number: expect.any(Number),
      topic: 'appeal',
      kind: 'SHARES_OF_WHOLE',
      holds: true,
      basis: {
        programmeCode: null,
        outcome: 'FITS',
        figures: [21, 22, 23, 24, 25],
        whole: { measure: 'received', range: { from: 6331, to: 6331 } },
        parts: [
          { measure: 'positive', range: { from: 3187, to: 3197 } },
          { measure: 'explained', range: { from: 6257 - 3197, to: 6257 - 3187 } },
          { measure: 'inProgress', range: { from: 74, to: 74 } },
        ],
        contradiction: null,
      },
    });
  });

  it('adds up what is stated exactly, and what is stated beside a rest', () => {
    const summary = checkReport(figures).map(({ number, topic, kind, holds, basis }) => [
      number,
      topic,
      kind,
      holds,
      basis.figures,
      basis.parts.map(({ measure }) => measure),
    ]);
    expect(summary).toEqual([
      [1, 'election', 'PARTS_OF_WHOLE', true, [2, 3], ['wonByNominee', null]],
      [2, 'proposal', 'PARTS_OF_WHOLE', true, [5, 6, 7], ['executed', 'inProgress']],
      [3, 'roadmap', 'PARTS_OF_WHOLE', true, [8, 9, 10, 11], ['executed', 'inProgress', 'notDue']],
      [4, 'appeal', 'SHARES_OF_WHOLE', true, [21, 22, 23, 24, 25], ['positive', 'explained', 'inProgress']],
      [5, 'legalAid', 'PARTS_OF_WHOLE', true, [26, 27], ['positive', null]],
    ]);
  });

  it('finds the contradiction of 60, 48 and 1 percent', () => {
    expect(contradictions(changed(figures, 22, { value: '60' }))).toEqual([
      ['appeal', { kind: 'PARTS_EXCEED_WHOLE', in: 'PERCENT', least: '107.5' }],
    ]);
  });

  it('finds one that the shares alone do not show: 74 stated as 95', () => {
    expect(contradictions(changed(figures, 25, { value: '95' }))).toEqual([
      ['appeal', { kind: 'PART_IMPOSSIBLE', measure: 'inProgress' }],
    ]);
  });

  it('finds parts that exceed their whole or fall short of it, exact ones too', () => {
    expect(contradictions(changed(figures, 6, { value: '179' }))).toEqual([
      ['proposal', { kind: 'PARTS_EXCEED_WHOLE', in: 'COUNT', least: '205' }],
    ]);
    expect(contradictions(changed(figures, 11, { value: '0' }))).toEqual([
      ['roadmap', { kind: 'PARTS_FALL_SHORT', in: 'COUNT', most: '126' }],
    ]);
    expect(contradictions(changed(figures, 3, { value: '105' }))).toEqual([
      ['election', { kind: 'PARTS_EXCEED_WHOLE', in: 'COUNT', least: '105' }],
    ]);
  });

  it('finds the same thing stated twice in ways that exclude each other', () => {
    const twice = [...figures, { ...figures[20]!, number: 28, value: '7000', qualifier: 'MORE_THAN' as const }];
    expect(contradictions(twice)).toEqual([['appeal', { kind: 'WHOLE_IMPOSSIBLE' }]]);
  });

  it('takes together only figures of one programme and one span', () => {
    const earlier = changed(figures, 6, { value: '500', periodFrom: '2024-01-01' });
    expect(checkReport(earlier).find(({ topic }) => topic === 'proposal')?.basis.figures).toEqual([5, 7]);
    expect(contradictions(earlier)).toEqual([]);
  });

  it('takes no figure of all programmes as the whole of one programme', () => {
    const ofPlan = { ...figures[14]!, unit: 'items', qualifier: 'EXACT' as const, roundingUnit: null };
    const planned = { ...ofPlan, number: 28, measure: 'planned', value: '126' };
    const executed = { ...ofPlan, number: 29, measure: 'executed', value: '130' };
    expect(contradictions([planned, executed])).toEqual([
      ['commissionPlan', { kind: 'PARTS_EXCEED_WHOLE', in: 'COUNT', least: '130' }],
    ]);
    expect(checkReport([planned, { ...executed, programmeCode: null }])).toEqual([]);
  });

  it('takes a level as that of its day, whatever first day is written beside it', () => {
    const dated = changed(figures, 9, { periodFrom: '2025-01-01' });
    expect(checkReport(dated).find(({ topic }) => topic === 'roadmap')?.basis.figures).toEqual([8, 9, 10, 11]);
  });

  it('checks nothing where only one thing is stated', () => {
    expect(checkReport(figures.filter(({ number }) => [1, 2, 13, 15, 22].includes(number)))).toEqual([]);
  });
});

function changed(figures: StatedFigureRow[], number: number, changes: Partial<StatedFigureRow>): StatedFigureRow[] {
  return figures.map((figure) => (figure.number === number ? { ...figure, ...changes } : figure));
}

function contradictions(figures: StatedFigureRow[]): unknown[] {
  return checkReport(figures)
    .filter(({ holds }) => !holds)
    .map(({ topic, basis }) => [topic, basis.contradiction]);
}
