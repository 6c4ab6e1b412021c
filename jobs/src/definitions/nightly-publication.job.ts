import { publish } from '@oblys/rollups';
import type { Job } from '../job.js';

/** Nightly publications have a name of their own, beside what somebody publishes as official. */
const nightlyName = 'nightly';

export const nightlyPublicationJob: Job = {
  name: 'nightly-publication',
  titles: {
    kk: 'Өңірлердің күндік көрсеткіштерін сақтау',
    ru: 'Сохранение показателей регионов за день',
    en: 'Keeps the figures of each region with records as they were on the day',
  },
  schedule: '15 2 * * *',
  needs: ['nightly-rollup'],
  // What was shown on a day is known from its publication alone.
  catchUp: 'ALL',
  retry: { attempts: 5, pauseMs: 60_000 },
  timeLimitMs: 3 * 3_600_000,
  deadlineMs: 3.75 * 3_600_000, // 06:00
  async run({ database, signal, asOf, once }) {
    let rows = 0;
    for (const areaCode of await listRegionsWithRecords(database)) {
      const { figureRows } = await once(`publish ${areaCode}`, (fence) =>
        publish(database, { areaCode, asOf, name: nightlyName, signal, fence }),
      );
      rows += figureRows;
    }
    return { rows };
  },
};

async function listRegionsWithRecords(sql: Parameters<typeof publish>[0]): Promise<string[]> {
  const rows = await sql.query<{ code: string }>(`/* job:regions-with-records */
select area.code
  from area
 where area.level = 'REGION'
   and exists (select from reporting_cell where reporting_cell.region_code = area.code)
 order by area.code`);
  return rows.map(({ code }) => code);
}
