import type { Database } from '@oblys/database';
import { businessDay, type IsoDate } from '@oblys/domain';
import type { MeasureQueryCost } from './measure-query/watch-sql.js';
import { ReadPath } from './read-path/read-path.js';
import type { RunFeed } from './subscriptions/run-feed.js';
import type { SummaryCache } from './summaries/summary-cache.js';
import { SummaryLoaders } from './summaries/summary-loaders.js';
import type { Viewer } from './viewer.js';
import { WritePath } from './write-path/write-path.js';

/** What every resolver of one request shares; made anew for each, so that nothing of one viewer reaches another. */
export interface GatewayContext {
  readonly viewer: Viewer;
  /** For what is no tree of records; those are read by `readPath` alone. */
  readonly database: Database;
  /** What the measure queries of the operation cost, one after the other. */
  readonly measureQueryCosts: MeasureQueryCost[];
  /** The business day when the request came in. */
  readonly today: IsoDate;
  readonly readPath: ReadPath;
  readonly writePath: WritePath;
  readonly summaries: SummaryLoaders;
  /** What runs do, for who subscribes to it. */
  readonly runs: RunFeed;
}

export interface ContextSources {
  readonly database: Database;
  readonly viewer: Viewer;
  readonly now: () => Date;
  readonly lookAhead: boolean;
  readonly runs: RunFeed;
  readonly cache: SummaryCache;
}

export function createContext({ database, viewer, now, lookAhead, runs, cache }: ContextSources): GatewayContext {
  const cameAt = now();
  const today = businessDay(cameAt);
  return {
    runs,
    viewer,
    database,
    measureQueryCosts: [],
    today,
    readPath: new ReadPath(database, viewer, today, lookAhead),
    writePath: new WritePath(database, viewer, today),
    summaries: new SummaryLoaders(database, viewer, today, cache, cameAt),
  };
}
