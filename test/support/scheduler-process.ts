import { openDatabase } from '@oblys/database';
import { createJobs, startScheduler } from '@oblys/jobs';
import { jobSettings, silentLogger } from './jobs.js';

/**
 * A scheduler with all its jobs in a process of its own, until it is killed: node scheduler-process.js <url> <lease ms> <export folder>.
 * SIGTERM stops it as the command is stopped.
 */
const [url, leaseMs, exportDir] = process.argv.slice(2);
const database = await openDatabase({ url: url!, applicationName: `scheduler ${process.pid}` });
const scheduler = await startScheduler({
  database,
  jobs: createJobs(jobSettings(exportDir!)).map((job) => ({
    ...job,
    schedule: neverNow(job.schedule),
  })),
  logger: silentLogger,
  leaseMs: Number(leaseMs),
});
process.once('SIGTERM', () => {
  void scheduler.stop().then(() => database.close());
});
process.stdout.write('ready\n');

/** Only what the test asks for is due: every five minutes would come in between. */
function neverNow(schedule: string): string {
  return schedule === '*/5 * * * *' ? '0 0 1 1 *' : schedule;
}
