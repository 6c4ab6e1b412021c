import { describe, expect, it } from '@jest/globals';
import { NotFoundError } from '@oblys/domain';
import { getDuration } from './catalogue.js';
import { definitionVersion, getMeasure, getTopic, listDurations, topics, type Measure } from './index.js';

const everyMeasure = topics.flatMap((topic) => topic.measures.map((measure) => ({ topic, measure })));

describe('topics', () => {
  it('are the fifteen that the contract names, with the measures it names', () => {
    const measuresOf = Object.fromEntries(topics.map(({ code, measures }) => [code, measures.map((m) => m.code)]));
    expect(measuresOf).toEqual({
      organization: ['registered'],
      meeting: ['held', 'attendees', 'reportsHeard', 'mobileReceptions', 'organizationsReached'],
      election: ['held', 'wonByNominee', 'winRate'],
      faction: ['sessionsHeld'],
      proposal: ['received', 'executed', 'inProgress', 'executionRate'],
      roadmap: ['planned', 'executed', 'inProgress', 'notDue', 'overdue', 'completionRate'],
      monitoring: ['visits'],
      event: ['held', 'participants'],
      funding: ['projectsFunded', 'amount'],
      course: ['groupsCompleted', 'graduates'],
      commissionPlan: ['planned', 'executed', 'completionRate'],
      appeal: ['received', 'positive', 'explained', 'inProgress', 'positiveShare', 'explainedShare', 'inProgressShare'],
      legalAid: ['received', 'positive', 'positiveShare'],
      facility: ['commissioned', 'stalled'],
      correspondence: ['lettersSent', 'inquiriesSent', 'answered'],
    });
  });

  it('have measures of their own to stand for them', () => {
    for (const { code, measures, headline } of topics) {
      expect([code, headline.length]).not.toEqual([code, 0]);
      expect(measures.map((measure) => measure.code)).toEqual(expect.arrayContaining([...headline]));
    }
  });

  it('say in one sentence of each language what every measure means', () => {
    for (const { measure } of everyMeasure) {
      for (const sentence of Object.values(measure.definition)) expect(sentence).toMatch(/^\p{Lu}[^.]+\.$/u);
      for (const name of Object.values(measure.names)) expect(name).toMatch(/^\p{Lu}.*[^.]$/u);
    }
  });

  it('are written in Kazakh where Kazakh is meant', () => {
    for (const { measure } of everyMeasure) {
      expect(measure.definition.kk).toMatch(/[әғқңөұүі]/iu);
      expect(measure.definition.kk).not.toBe(measure.definition.ru);
    }
  });

  it('name and define what they take the duration of, each unlike a measure', () => {
    const codes = listDurations().map(({ topic, duration }) => `${topic.code}.${duration.code}`);
    expect(codes).toEqual([
      'proposal.daysToExecute',
      'appeal.daysToClose',
      'legalAid.daysToClose',
      'correspondence.daysToAnswer',
    ]);
    for (const { topic, duration } of listDurations()) {
      expect(topic.measures.map(({ code }) => code)).not.toContain(duration.code);
      for (const sentence of Object.values(duration.definition)) expect(sentence).toMatch(/^\p{Lu}[^.]+\.$/u);
      expect(duration.definition.kk).toMatch(/[әғқңөұүі]/iu);
    }
    expect(() => getDuration('appeal.received')).toThrow(/The durations are: proposal\.daysToExecute, /);
  });

  it('derive, relate and count only by measures of their own', () => {
    for (const topic of topics) {
      const codes = new Set(topic.measures.map(({ code }) => code));
      const named = [
        ...topic.measures.flatMap(namedBy),
        ...topic.identities.flatMap(({ whole, parts }) => [whole, ...parts]),
        ...topic.invariants.flatMap(({ whole, part }) => [whole, part]),
        ...topic.countedBy,
      ];
      expect(named.filter((code) => !codes.has(code))).toEqual([]);
      expect(topic.countedBy).not.toEqual([]);
    }
  });

  it('name columns by the alias of the record', () => {
    for (const topic of topics) {
      for (const sql of [topic.recordedOn, ...topic.events]) expect(sql).toMatch(/^record\.[a-z_]+$/);
    }
  });
});

describe('getMeasure', () => {
  it('finds a measure by its full code', () => {
    const { topic, measure } = getMeasure('roadmap.executed');
    expect([topic.code, measure.code, measure.kind]).toEqual(['roadmap', 'executed', 'stock']);
  });

  it.each(['roadmap.done', 'roadmap', 'roadmap.', 'roadmap.executed.x'])(
    'lists the measures in place of %p',
    (code) => {
      expect(() => getMeasure(code)).toThrow(NotFoundError);
      expect(() => getMeasure(code)).toThrow('The measures of roadmap are: roadmap.planned, roadmap.executed,');
    },
  );
});

describe('getTopic', () => {
  it('lists the topics in place of an unknown one', () =>
    expect(() => getTopic('roads')).toThrow('There is no topic "roads". The topics are: organization, meeting,'));
});

describe('definitionVersion', () => {
  const appeal = getTopic('appeal');

  it('is short and the same for the same definition', () => {
    expect(definitionVersion(appeal)).toMatch(/^[0-9a-f]{12}$/);
    expect(definitionVersion({ ...appeal })).toBe(definitionVersion(appeal));
    expect(new Set(topics.map(definitionVersion)).size).toBe(topics.length);
  });

  it('stays when only words change', () => {
    const reworded = appeal.measures.map((measure) => ({ ...measure, names: { kk: 'Ә', ru: 'А', en: 'A' } }));
    expect(definitionVersion({ ...appeal, measures: reworded })).toBe(definitionVersion(appeal));
  });

  it('stays when another measure is to stand for the topic', () =>
    expect(definitionVersion({ ...appeal, headline: [] })).toBe(definitionVersion(appeal)));

  it('stays when only the time changes by which figures have to be there', () =>
    expect(definitionVersion({ ...appeal, currentBy: '05:30' })).toBe(definitionVersion(appeal)));

  it('changes with what is counted', () => {
    const [received, ...rest] = appeal.measures as [Measure, ...Measure[]];
    const computation = { by: 'cohort' as const, receivedOn: 'record.received_on', where: `record.channel = 'ONLINE'` };
    expect(definitionVersion({ ...appeal, measures: [{ ...received, computation }, ...rest] })).not.toBe(
      definitionVersion(appeal),
    );
  });
});

function namedBy({ computation }: Measure): string[] {
  if (computation.by === 'difference') return [computation.whole, ...computation.less];
  if (computation.by === 'rate') return [computation.numerator, computation.denominator];
  return [];
}
