import { endOverrunSessions, removeLeftovers } from '@oblys/analytics';
import { openDatabase, type Sql } from '@oblys/database';
import type { Job } from '../job.js';

/**
 * An analyst may lift the limits of a session of theirs: what passes them all the same is ended from outside.
 * @param replicaUrl where analysts ask besides; null: nowhere
 */
export function watchAnalystsJob(replicaUrl: string | null): Job {
  return {
    name: 'watch-analysts',
    titles: {
      kk: 'Талдаушылардың шектен асқан сұраныстарын тоқтату',
      ru: 'Остановка запросов аналитиков сверх предела',
      en: 'Ends sessions of analysts that pass their limits',
    },
    schedule: '* * * * *',
    catchUp: 'NONE',
    retry: { attempts: 1, pauseMs: 0 },
    timeLimitMs: 60_000,
    async run({ database, logger }) {
      const ended = await endOverrunSessions(database, { audit: database });
      if (replicaUrl !== null) {
        ended.push(...(await onReplica(replicaUrl, (replica) => endOverrunSessions(replica, { audit: database }))));
      }
      for (const session of ended) {
        logger.warn({ ...session }, 'a session of an analyst passed its limit and was ended');
      }
      await removeLeftovers(database);
      return { rows: ended.length };
    },
  };
}

async function onReplica<T>(url: string, work: (replica: Sql) => Promise<T>): Promise<T> {
  const replica = await openDatabase({ url, poolSize: 1, applicationName: 'oblys watch-analysts' });
  try {
    return await work(replica);
  } finally {
    await replica.close();
  }
}
