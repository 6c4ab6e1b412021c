import { checkQuality } from '@oblys/rollups';
import type { Job } from '../job.js';

export const dataQualityJob: Job = {
  name: 'data-quality',
  titles: {
    kk: 'Деректер сапасын тексеру',
    ru: 'Проверка качества данных',
    en: 'Checks the records by the rules of data quality',
  },
  schedule: '15 2 * * *',
  // The coverage of districts is that of the night's build.
  needs: ['nightly-rollup'],
  catchUp: 'LATEST',
  retry: { attempts: 3, pauseMs: 60_000 },
  timeLimitMs: 2 * 3_600_000,
  async run({ database, signal, asOf, once }) {
    const { rules } = await once('check', (fence) => checkQuality(database, { asOf, signal, fence }));
    return { rows: rules.reduce((sum, { open }) => sum + open, 0), checks: rules.length };
  },
};
