import { describe, expect, it } from '@jest/globals';
import { freshnessOf, getTopic, type TopicBuild } from './index.js';

const roadmap = getTopic('roadmap');

function builtAsOf(asOf: string): TopicBuild[] {
  return [{ topic: 'roadmap', asOf, runId: 'run', builtAt: new Date(), definitionVersion: 'version' }];
}

/** Asia/Almaty is five hours before UTC since March 2024. */
const beforeSix = new Date('2025-11-07T00:59:59.999Z');
const atSix = new Date('2025-11-07T01:00:00Z');

describe('freshnessOf', () => {
  it('asks for the figures of yesterday from 06:00 in Almaty on, and for those of the day before until then', () => {
    expect(freshnessOf(roadmap, builtAsOf('2025-11-05'), beforeSix)).toEqual({
      topic: roadmap,
      asOf: '2025-11-05',
      dueAsOf: '2025-11-05',
      deadlineAt: new Date('2025-11-06T01:00:00Z'),
      daysBehind: 0,
      isOverdue: false,
      overdueSince: null,
    });
    expect(freshnessOf(roadmap, builtAsOf('2025-11-05'), atSix)).toMatchObject({
      dueAsOf: '2025-11-06',
      deadlineAt: atSix,
      daysBehind: 1,
      isOverdue: true,
      overdueSince: atSix,
    });
  });

  it('is overdue since the first deadline that was missed', () => {
    expect(freshnessOf(roadmap, builtAsOf('2025-11-01'), atSix)).toMatchObject({
      daysBehind: 5,
      overdueSince: new Date('2025-11-03T01:00:00Z'),
    });
  });

  it('takes figures that are there before they have to be', () => {
    expect(freshnessOf(roadmap, builtAsOf('2025-11-06'), beforeSix)).toMatchObject({ daysBehind: 0, isOverdue: false });
  });

  it('is overdue, nobody can say since when, where nothing has been built', () => {
    expect(freshnessOf(roadmap, [], atSix)).toMatchObject({
      asOf: null,
      daysBehind: null,
      isOverdue: true,
      overdueSince: null,
    });
  });

  it('goes by the time of the topic where it has one', () => {
    const early = { ...roadmap, currentBy: '05:30' };
    expect(freshnessOf(early, builtAsOf('2025-11-05'), new Date('2025-11-07T00:30:00Z'))).toMatchObject({
      isOverdue: true,
      overdueSince: new Date('2025-11-07T00:30:00Z'),
    });
  });

  it('keeps 06:00 of the clocks on both sides of the change of the zone on 2024-03-01', () => {
    const before = freshnessOf(roadmap, builtAsOf('2024-02-27'), new Date('2024-02-29T00:00:00Z'));
    const after = freshnessOf(roadmap, builtAsOf('2024-02-29'), new Date('2024-03-02T01:00:00Z'));
    expect([before.overdueSince, after.overdueSince]).toEqual([
      new Date('2024-02-29T00:00:00Z'),
      new Date('2024-03-02T01:00:00Z'),
    ]);
  });
});
