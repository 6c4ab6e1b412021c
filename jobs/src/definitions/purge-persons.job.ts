import { addDays } from '@oblys/domain';
import { ErasureList, purgePersons } from '@oblys/persons';
import type { Job } from '../job.js';

/** @param keepMonths for how long persons are kept after the last of their cases was closed */
export function purgePersonsJob(keepMonths: number, erasuresFile: string): Job {
  return {
    name: 'purge-persons',
    titles: {
      kk: 'Сақтау мерзімі өткен адамдардың деректерін жою',
      ru: 'Удаление данных о людях, срок хранения которых истёк',
      en: 'Erases persons who are kept no longer',
    },
    schedule: '0 4 * * *',
    catchUp: 'LATEST',
    retry: { attempts: 3, pauseMs: 600_000 },
    timeLimitMs: 2 * 3_600_000,
    async run({ database, signal, asOf }) {
      const list = new ErasureList(erasuresFile);
      const due = { keepMonths, today: addDays(asOf, 1), erasedBy: 'purge-persons', signal };
      return { rows: await purgePersons(database, list, due) };
    },
  };
}
