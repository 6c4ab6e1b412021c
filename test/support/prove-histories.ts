import { afterAll, expect, it } from '@jest/globals';
import { topics } from '@oblys/rollups';
import { runWorld, stepsPerHistory, type WorldReport } from './history-world.js';
import { historiesPerWorld, seedsOf } from './property-settings.js';

/**
 * Stored, live and a plain count over the history's own records agree, for every topic, area, grain and period, after
 * every refresh. One half of the seeds, so that two files share the work.
 */
export function provesHistories(half: 0 | 1): void {
  const reports: WorldReport[] = [];
  const seeds = seedsOf(half);

  it.each(seeds)('are told alike by what is stored, counted live and counted by hand (seed %i)', async (seed) => {
    const report = await runWorld({ seed, histories: historiesPerWorld });
    reports.push(report);
    expect({ seed, differences: report.differences }).toEqual({ seed, differences: [] });
    expect(report.mixedCompared).toBeGreaterThan(100);
    expect(report.steps).toBe(historiesPerWorld * stepsPerHistory);
  });

  it('are as many as promised, of every topic', () => {
    expect(stepsPerHistory).toBeGreaterThanOrEqual(30);
    expect(sum(reports, ({ histories }) => histories)).toBe(seeds.length * historiesPerWorld);
    const least = (historiesPerWorld / topics.length) * seeds.length;
    for (const { code } of topics) {
      expect([code, sum(reports, ({ historiesByTopic }) => historiesByTopic[code] ?? 0) >= least]).toEqual([
        code,
        true,
      ]);
    }
  });

  afterAll(() => {
    const count = (of: (report: WorldReport) => number): string => sum(reports, of).toLocaleString('en-US');
    process.stderr.write(
      `Histories ${count(({ histories }) => histories)}, steps ${count(({ steps }) => steps)}, ` +
        `refreshes ${count(({ refreshes }) => refreshes)}, summary rows compared ${count(({ rowsCompared }) => rowsCompared)}, ` +
        `answers compared ${count(({ answersCompared }) => answersCompared)}, mixed among them ${count(({ mixedCompared }) => mixedCompared)}\n`,
    );
  });
}

function sum(reports: readonly WorldReport[], of: (report: WorldReport) => number): number {
  return reports.reduce((total, report) => total + of(report), 0);
}
