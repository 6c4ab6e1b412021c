import { hasUnsealedEvents, mostEventsOfBlock, sealBlock } from '@oblys/database';
import type { Job } from '../job.js';

export const sealAuditJob: Job = {
  name: 'seal-audit',
  titles: {
    kk: 'Аудит журналын мөрлеу',
    ru: 'Опечатывание журнала аудита',
    en: 'Seals the events of the audit in blocks',
  },
  schedule: '* * * * *',
  catchUp: 'NONE',
  retry: { attempts: 1, pauseMs: 0 },
  timeLimitMs: 30 * 60_000,
  async run({ database, logger, signal, once }) {
    let rows = 0;
    for (let blocks = 1; await hasUnsealedEvents(database); blocks += 1) {
      signal.throwIfAborted();
      const sealed = await once(`block ${blocks}`, (fence) => sealBlock(database, { fence }));
      if (sealed === null) break;
      rows += sealed.events;
      // A log that is kept elsewhere then knows the head.
      logger.info({ head: `${sealed.number}:${sealed.hash}`, events: sealed.events }, 'a block of the audit is sealed');
      // What came meanwhile is the next run's.
      if (sealed.events < mostEventsOfBlock) break;
    }
    return { rows };
  },
};
