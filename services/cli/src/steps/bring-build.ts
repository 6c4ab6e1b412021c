import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { definitionVersion, latestBuild, refresh, RefreshUnderWayError, topics } from '@oblys/rollups';
import type { RefreshResult } from '@oblys/rollups';
import { describeBuildProgress } from '../describe-progress.js';
import type { StepOutcome } from '../step-lines.js';
import { counted, formatCount } from '../words.js';
import { isWrittenSince } from './records-since.js';

export interface BuildNeed {
  readonly asOf: IsoDate;
  readonly signal: AbortSignal;
}

type Tell = (text: string) => void;

/** How long the work of a process that was killed may go on in the database before it notices. */
const patienceMs = 60_000;
const retryMs = 500;

/** The build as of a day, unless there is one that nothing has changed since. */
export async function bringBuild(database: Database, need: BuildNeed, tell: Tell): Promise<StepOutcome> {
  const { asOf } = need;
  const giveUpAtMs = performance.now() + patienceMs;
  for (;;) {
    if (await isCurrent(database, asOf)) {
      return { summary: `current as of ${asOf}`, detail: { asOf, skipped: true } };
    }
    try {
      return describe(await build(database, need, tell));
    } catch (error) {
      if (!(error instanceof RefreshUnderWayError) || performance.now() > giveUpAtMs) throw error;
      tell('waiting for another build to end');
      await delay(retryMs, undefined, { signal: need.signal });
    }
  }
}

function build(database: Database, { asOf, signal }: BuildNeed, tell: Tell): Promise<RefreshResult> {
  tell('counting the records');
  return refresh(database, { asOf, signal, onProgress: (progress) => tell(describeBuildProgress(progress)) });
}

function describe({ runId, asOf, topics: built }: RefreshResult): StepOutcome {
  const rows = built.reduce((sum, { summaries }) => sum + summaries, 0);
  const summary = `${counted(built.length, 'topic')}, ${formatCount(rows)} summary rows as of ${asOf}`;
  return { summary, detail: { asOf, skipped: false, runId, topics: built } };
}

async function isCurrent(sql: Sql, asOf: IsoDate): Promise<boolean> {
  const build = await latestBuild(sql);
  if (build === null || build.asOf !== asOf) return false;
  const builtVersions = new Map(build.topics.map((topic) => [topic.topic, topic.definitionVersion]));
  if (!topics.every((topic) => builtVersions.get(topic.code) === definitionVersion(topic))) return false;
  const oldest = build.topics.map(({ builtAt }) => builtAt.getTime()).reduce((one, other) => Math.min(one, other));
  return !(await isWrittenSince(sql, new Date(oldest)));
}
