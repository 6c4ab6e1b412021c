import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Sql } from '@oblys/database';
import { later, type IsoDate } from '@oblys/domain';
import { definitionVersion, latestBuild, refresh, RefreshUnderWayError, topics } from '@oblys/rollups';
import type { RefreshResult } from '@oblys/rollups';
import { describeBuildProgress } from '../describe-progress.js';
import type { StepOutcome } from '../step-lines.js';
import { counted, formatCount } from '../words.js';

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
  // A build of a later day than was asked for stays: builds only move on.
  const asOf = later(need.asOf, (await latestBuild(database))?.asOf ?? need.asOf);
  const giveUpAtMs = performance.now() + patienceMs;
  for (;;) {
    if (await isCurrent(database, asOf)) {
      return { summary: `current as of ${asOf}`, detail: { asOf, skipped: true } };
    }
    try {
      return describe(await build(database, { ...need, asOf }, tell));
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
  return (await sql.query('select from mark limit 1')).length === 0;
}
