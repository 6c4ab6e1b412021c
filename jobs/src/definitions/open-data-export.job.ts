import { writeOpenData } from '@oblys/rollups';
import type { Job } from '../job.js';

/** @param folder where the bundles lie */
export function openDataExportJob(folder: string): Job {
  return {
    name: 'open-data-export',
    titles: {
      kk: 'Ашық деректерді жазу',
      ru: 'Выгрузка открытых данных',
      en: 'Writes the open data of the current build',
    },
    schedule: '15 2 * * *',
    // Nothing is given out before it is verified.
    needs: ['nightly-verify'],
    catchUp: 'LATEST',
    retry: { attempts: 3, pauseMs: 60_000 },
    timeLimitMs: 2 * 3_600_000,
    async run({ database, signal, once }) {
      const { files } = await once('write', (fence) => writeOpenData(database, { folder, signal, fence }));
      return { rows: files.reduce((sum, { rows }) => sum + rows, 0) };
    },
  };
}
