import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Database } from '@oblys/database';
import { answerSummaries, getTopic, type SummaryAsk } from '@oblys/rollups';

const readerName = 'oblys-bench-reader';

export interface Read {
  /** Milliseconds of each summary query. */
  readonly latenciesMs: number[];
  /** How often the reader was seen to wait for a lock, of how many looks. */
  lockWaits: number;
  looks: number;
}

/** Asks for a year's summaries of a region's districts again and again while the work runs. */
export async function readDuring(
  url: string,
  asks: readonly SummaryAsk[],
  work: () => Promise<unknown>,
): Promise<Read> {
  const reader = await openDatabase({ url, poolSize: 1, applicationName: readerName });
  const watcher = await openDatabase({ url, poolSize: 1, applicationName: 'oblys-bench-watcher' });
  const read: Read = { latenciesMs: [], lockWaits: 0, looks: 0 };
  const stopped = new AbortController();
  const loops = [readOn(reader, asks, read, stopped.signal), watchOn(watcher, read, stopped.signal)];
  try {
    await work();
  } finally {
    stopped.abort();
    await Promise.all(loops);
    await Promise.all([reader.close(), watcher.close()]);
  }
  return read;
}

async function readOn(database: Database, asks: readonly SummaryAsk[], read: Read, signal: AbortSignal): Promise<void> {
  const topic = getTopic('appeal');
  while (!signal.aborted) {
    const startedAtMs = performance.now();
    await answerSummaries(database, topic, asks);
    read.latenciesMs.push(performance.now() - startedAtMs);
    await pause(5);
  }
}

async function watchOn(database: Database, read: Read, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [seen] = await database.query<{ waiting: number }>(
      `select count(*)::integer as waiting
         from pg_stat_activity
        where application_name = $1
          and wait_event_type = 'Lock'`,
      [readerName],
    );
    read.lockWaits += seen!.waiting;
    read.looks += 1;
    await pause(5);
  }
}
