import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase, openEmbeddedServer } from '@oblys/database';
import { createJobs, startDeliverer, startScheduler } from '@oblys/jobs';
import { DataFolder } from '../support/embedded.js';
import { jobSettings, silentLogger } from '../support/jobs.js';

/** What a scheduler costs that has nothing to do: the share of a core that its process takes, with all its jobs. */
const targetShare = 0.01;
const warmUpMs = 10_000;
const measuredMs = 60_000;

const folder = new DataFolder();
const server = await openEmbeddedServer(folder.options);
try {
  const database = await openDatabase({ url: server.url });
  await migrate(database);
  // Every minute there would be something to do.
  const jobs = createJobs(jobSettings(folder.root)).map((job) =>
    ['refresh-changes', 'seal-audit', 'watch-analysts'].includes(job.name) ? { ...job, schedule: '0 0 1 1 *' } : job,
  );
  const scheduler = await startScheduler({ database, jobs, logger: silentLogger });
  const publicUrl = 'http://localhost';
  const deliverer = startDeliverer({ database, logger: silentLogger, mail: null, webhookSecret: null, publicUrl });
  await sleep(warmUpMs);
  const [begunAtMs, before] = [performance.now(), process.cpuUsage()];
  await sleep(measuredMs);
  const { user, system } = process.cpuUsage(before);
  const share = (user + system) / 1_000 / (performance.now() - begunAtMs);
  const [begun] = await database.query('select count(*)::integer as count from job_run');
  if (begun?.['count'] !== 0) throw new Error('A run was due meanwhile, so this was not idle: measure again.');
  const verdict = share < targetShare ? 'met' : 'falls short';
  process.stdout.write(
    `a scheduler with nothing to do, ${jobs.length} jobs: ${(share * 100).toFixed(2)} % of a core, less than ${targetShare * 100} % wanted: ${verdict}\n`,
  );
  await deliverer.stop();
  await scheduler.stop();
  await database.close();
} finally {
  await server.release();
  await folder.remove();
}
