import { beforeAll, describe, expect, it } from '@jest/globals';
import { topics, type Topic } from '@oblys/rollups';
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
      [6, 'event', 'PROGRAMME_WITHIN_TOTAL', true, [13, 19], ['held']],
      [7, 'event', 'PROGRAMME_WITHIN_TOTAL', true, [14, 20], ['participants']],
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

const rates = topics.flatMap((topic) =>
  topic.measures.flatMap(({ code, numerator, denominator }) =>
    numerator === undefined || denominator === undefined
      ? []
      : [{ topic: topic.code, rate: code, part: numerator, whole: denominator }],
  ),
);

describe.each(rates)('checkReport of $topic.$rate', ({ topic, rate, part, whole }) => {
  const state = (measure: string, value: string, more: Partial<StatedFigureRow> = {}) =>
    stated(`${topic}.${measure}`, value, more);
  const percent = { unit: 'percent', qualifier: 'ROUNDED', roundingUnit: '1' } as const;

  it.each([
    ['the whole, the part and the share', [state(whole, '8'), state(part, '3'), state(rate, '38', percent)], true],
    ['a share that is not that of the part', [state(whole, '8'), state(part, '3'), state(rate, '39', percent)], false],
    ['the whole and the share', [state(whole, '8'), state(rate, '38', percent)], true],
    ['a share that no part of the whole has', [state(whole, '8'), state(rate, '40', percent)], false],
    ['the part and the share', [state(part, '3'), state(rate, '38', percent)], true],
    ['a share of the part that no whole gives', [state(part, '3'), state(rate, '70', percent)], false],
    ['a part that exceeds the whole', [state(whole, '8'), state(part, '9')], false],
    ['words that leave the whole open', [state(whole, '5', { qualifier: 'MORE_THAN' }), state(part, '9')], false],
    ['words that leave it open further', [state(whole, '10', { qualifier: 'ABOUT' }), state(part, '11')], true],
  ])('holds %s together', (_what, figures, holds) => {
    const checks = checkReport(figures);
    expect(checks.map((check) => check.holds)).toEqual([holds]);
    expect(checks[0]!.basis.figures).toEqual(figures.map(({ number }) => number));
  });
});

describe('checkReport of programmes', () => {
  const projects = (value: string, programmeCode: string | null, more: Partial<StatedFigureRow> = {}) =>
    stated('funding.projectsFunded', value, { programmeCode, ...more });
  const amount = (value: string, programmeCode: string | null, roundingUnit: string) =>
    stated('funding.amount', value, { programmeCode, unit: 'KZT', qualifier: 'ROUNDED', roundingUnit });

  it('lets single programmes lie within all, and no more than all', () => {
    const all = projects('300', null);
    expect(outcomes([all, projects('216', 'auyl-amanaty'), projects('80', 'womens-wing')])).toEqual([
      ['PROGRAMME_WITHIN_TOTAL', true, [1, 2, 3], null],
    ]);
    expect(outcomes([all, projects('216', 'auyl-amanaty'), projects('85', 'womens-wing')])).toEqual([
      ['PROGRAMME_WITHIN_TOTAL', false, [1, 2, 3], exceeded('301', '300')],
    ]);
    expect(outcomes([projects('300', null, { periodFrom: '2024-01-01' }), projects('301', 'auyl-amanaty')])).toEqual(
      [],
    );
    expect(outcomes([projects('301', 'womens-wing'), projects('301', 'auyl-amanaty')])).toEqual([]);
  });

  it('takes rounded and hedged figures as intervals', () => {
    expect(outcomes([projects('300', null, { qualifier: 'ABOUT' }), projects('330', 'auyl-amanaty')])).toMatchObject([
      [expect.anything(), true, [1, 2], null],
    ]);
    expect(outcomes([projects('300', null), projects('300', 'auyl-amanaty', { qualifier: 'MORE_THAN' })])).toEqual([
      ['PROGRAMME_WITHIN_TOTAL', false, [1, 2], exceeded('301', '300')],
    ]);
  });

  it('adds sums of money up too', () => {
    const ofProgramme = amount('1848000000', 'auyl-amanaty', '1000000');
    expect(outcomes([amount('1800000000', null, '100000000'), ofProgramme])).toMatchObject([
      ['PROGRAMME_WITHIN_TOTAL', true, [1, 2], null],
    ]);
    expect(outcomes([amount('1840000000', null, '10000000'), ofProgramme])).toEqual([
      ['PROGRAMME_WITHIN_TOTAL', false, [1, 2], { ...exceeded('1847500000', '1844999999.99'), in: 'MONEY' }],
    ]);
  });

  it('adds levels up on their day, whatever first day is written, and never shares', () => {
    const plan = (measure: string, value: string, more: Partial<StatedFigureRow>) =>
      stated(`commissionPlan.${measure}`, value, { unit: 'items', ...more });
    const ofDay = [
      plan('planned', '10', { periodFrom: null }),
      plan('planned', '11', { programmeCode: 'zher-amanaty' }),
    ];
    expect(outcomes(ofDay)).toMatchObject([['PROGRAMME_WITHIN_TOTAL', false, [1, 2], exceeded('11', '10')]]);
    const shares = [null, 'zher-amanaty'].map((programmeCode, index) =>
      plan('completionRate', index === 0 ? '10' : '90', { unit: 'percent', programmeCode }),
    );
    expect(outcomes(shares)).toEqual([]);
  });
});

describe('checkReport of spans', () => {
  const held = (periodFrom: string | null, periodTo: string, value: string, more: Partial<StatedFigureRow> = {}) =>
    stated('meeting.held', value, { unit: 'meetings', periodFrom, periodTo, ...more });

  it('lets a shorter span lie within a longer one, and be no more than it', () => {
    const year = held('2025-01-01', '2025-11-05', '120');
    expect(outcomes([year, held('2025-10-01', '2025-10-31', '120')])).toEqual([
      ['SPAN_WITHIN_SPAN', true, [1, 2], null],
    ]);
    expect(outcomes([year, held('2025-10-01', '2025-10-31', '121')])).toEqual([
      ['SPAN_WITHIN_SPAN', false, [1, 2], exceeded('121', '120')],
    ]);
    expect(outcomes([held(null, '2025-11-05', '119'), year])).toEqual([
      ['SPAN_WITHIN_SPAN', false, [1, 2], exceeded('120', '119')],
    ]);
    expect(outcomes([year, held('2024-12-31', '2025-10-31', '500')])).toEqual([]);
  });

  it('adds up spans that share no day, and of those that do the ones that come to the most', () => {
    const figures = [
      held('2025-01-01', '2025-11-05', '120'),
      held('2025-01-01', '2025-06-30', '70'),
      held('2025-03-01', '2025-03-31', '65'),
      held('2025-07-01', '2025-09-30', '51'),
    ];
    expect(outcomes(figures)).toEqual([
      ['SPAN_WITHIN_SPAN', false, [1, 2, 4], exceeded('121', '120')],
      ['SPAN_WITHIN_SPAN', true, [2, 3], null],
    ]);
  });

  it('asks spans that leave no gap to come to the whole', () => {
    const halves = (value: string) => [
      held('2024-01-01', '2024-12-31', value),
      held('2024-01-01', '2024-06-30', '50'),
      held('2024-07-01', '2024-12-31', '40', { qualifier: 'ABOUT' }),
    ];
    expect(outcomes(halves('94'))).toEqual([['SPAN_WITHIN_SPAN', true, [1, 2, 3], null]]);
    expect(outcomes(halves('95'))).toEqual([
      ['SPAN_WITHIN_SPAN', false, [1, 2, 3], { kind: 'PARTS_FALL_SHORT', in: 'COUNT', most: '94', whole: '95' }],
    ]);
  });

  it('does not add up a count of different things, but holds each span against the longer one', () => {
    const reached = (periodFrom: string, periodTo: string, value: string) =>
      stated('meeting.organizationsReached', value, { unit: 'organizations', periodFrom, periodTo });
    const halves = [reached('2024-01-01', '2024-06-30', '9'), reached('2024-07-01', '2024-12-31', '8')];
    expect(outcomes([reached('2024-01-01', '2024-12-31', '9'), ...halves])).toEqual([
      ['SPAN_WITHIN_SPAN', true, [1, 2, 3], null],
    ]);
    expect(outcomes([reached('2024-01-01', '2024-12-31', '8'), ...halves])).toEqual([
      ['SPAN_WITHIN_SPAN', false, [1, 2], exceeded('9', '8')],
    ]);
  });

  it('holds no levels and no shares of spans against each other', () => {
    const dated = [{ periodTo: '2025-10-31' }, { periodTo: '2025-11-05' }];
    expect(
      outcomes(
        dated.map((span, index) => stated('roadmap.planned', index === 0 ? '9' : '8', { ...span, unit: 'items' })),
      ),
    ).toEqual([]);
    expect(
      outcomes(
        dated.map((span, index) =>
          stated('appeal.positiveShare', index === 0 ? '90' : '80', { ...span, unit: 'percent' }),
        ),
      ),
    ).toEqual([]);
  });

  it('says of one span that is stated twice what excludes what', () => {
    const year = [held('2025-01-01', '2025-11-05', '120'), held('2025-01-01', '2025-11-05', '130')];
    expect(outcomes([...year, held('2025-10-01', '2025-10-31', '1')])).toEqual([
      ['SPAN_WITHIN_SPAN', false, [1, 2, 3], { kind: 'WHOLE_IMPOSSIBLE' }],
    ]);
  });
});

describe('checkReport of a topic whose sums of money make up another', () => {
  const funding = topics.find(({ code }) => code === 'funding')!;
  const money = funding.measures.find(({ code }) => code === 'amount')!;
  const sums: Topic = {
    ...funding,
    measures: ['total', 'grants', 'loans'].map((code) => ({ ...money, code })),
    identities: [{ whole: 'total', parts: ['grants', 'loans'] }],
  };
  const sum = (measure: string, value: string, more: Partial<StatedFigureRow> = {}) =>
    stated(`funding.${measure}`, value, { unit: 'KZT', ...more });
  const rounded = { qualifier: 'ROUNDED', roundingUnit: '1000000' } as const;

  it.each([
    ['exact sums', [sum('total', '10.5'), sum('grants', '4.2'), sum('loans', '6.3')], true],
    ['a tiyn too much', [sum('total', '10.5'), sum('grants', '4.2'), sum('loans', '6.31')], false],
    ['a tiyn too little', [sum('total', '10.5'), sum('grants', '4.2'), sum('loans', '6.29')], false],
    ['a part alone that is less', [sum('total', '10.5'), sum('grants', '4.2')], true],
    ['a part alone that is more', [sum('total', '10.5'), sum('grants', '10.51')], false],
    ['rounded sums', [sum('total', '3000000', rounded), sum('grants', '1400000'), sum('loans', '1100000')], true],
  ])('holds %s together', (_what, figures, holds) => {
    expect(checkReport(figures, [sums]).map(({ kind, ...check }) => [kind, check.holds])).toEqual([
      ['PARTS_OF_WHOLE', holds],
    ]);
  });
});

/** Figures are numbered as they are stated. */
function stated(code: string, value: string, more: Partial<StatedFigureRow> = {}): StatedFigureRow {
  const [topic = '', measure = ''] = code.split('.');
  const unit = topics.find((each) => each.code === topic)?.measures.find((each) => each.code === measure)?.unit ?? '';
  const span = { programmeCode: null, periodFrom: '2025-01-01', periodTo: '2025-11-05' };
  return {
    number: 0,
    topic,
    measure,
    value,
    unit,
    qualifier: 'EXACT',
    roundingUnit: null,
    ...span,
    wording: '',
    note: '',
    ...more,
  };
}

function outcomes(figures: readonly StatedFigureRow[]): unknown[] {
  const numbered = figures.map((figure, index) => ({ ...figure, number: index + 1 }));
  return checkReport(numbered).map(({ kind, holds, basis }) => [kind, holds, basis.figures, basis.contradiction]);
}

function exceeded(least: string, whole: string): object {
  return { kind: 'PARTS_EXCEED_WHOLE', in: 'COUNT', least, whole };
}

function changed(figures: StatedFigureRow[], number: number, changes: Partial<StatedFigureRow>): StatedFigureRow[] {
  return figures.map((figure) => (figure.number === number ? { ...figure, ...changes } : figure));
}

function contradictions(figures: StatedFigureRow[]): unknown[] {
  return checkReport(figures)
    .filter(({ holds }) => !holds)
    .map(({ topic, basis }) => [topic, basis.contradiction]);
}
