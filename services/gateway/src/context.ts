import type { Database } from '@oblys/database';
import { businessDay, type IsoDate } from '@oblys/domain';
import { ReadPath } from './read-path/read-path.js';
import { SummaryLoaders } from './summaries/summary-loaders.js';
import type { Viewer } from './viewer.js';
import { WritePath } from './write-path/write-path.js';

/** What every resolver of one request shares; made anew for each, so that nothing of one viewer reaches another. */
export interface GatewayContext {
  readonly viewer: Viewer;
  /** The business day when the request came in. */
  readonly today: IsoDate;
  readonly readPath: ReadPath;
  readonly writePath: WritePath;
  readonly summaries: SummaryLoaders;
}

export function createContext(database: Database, viewer: Viewer, now: Date, lookAhead = true): GatewayContext {
  const today = businessDay(now);
  return {
    viewer,
    today,
    readPath: new ReadPath(database, viewer, today, lookAhead),
    writePath: new WritePath(database, viewer, today),
    summaries: new SummaryLoaders(database, viewer, today),
  };
}
