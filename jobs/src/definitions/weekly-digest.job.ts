import { sendDigests } from '../digest/send-digests.js';
import type { Job } from '../job.js';

export const weeklyDigestJob: Job = {
  name: 'weekly-digest',
  titles: {
    kk: 'Апталық шолуды жіберу',
    ru: 'Рассылка недельной сводки',
    en: 'Sends the digest of the week to everybody who wants it',
  },
  schedule: '0 8 * * 1', // Monday, of the week that ended on Sunday
  needs: ['nightly-rollup'],
  catchUp: 'LATEST',
  retry: { attempts: 3, pauseMs: 300_000 },
  timeLimitMs: 1_800_000,
  async run({ database, asOf, once }) {
    const { queued } = await once('digests', (fence) => sendDigests(database, { asOf, weekOf: asOf, fence }));
    return { rows: queued };
  },
};
