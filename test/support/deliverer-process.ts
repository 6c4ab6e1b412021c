import { openDatabase } from '@oblys/database';
import { startDeliverer, type JobLogger } from '@oblys/jobs';

/** A deliverer in a process of its own, that a test can kill: its database is the first argument, its lease in ms the second. */
const [url = '', leaseMs = ''] = process.argv.slice(2);
const logger: JobLogger = { info: () => {}, warn: () => {}, error: () => {}, child: () => logger };
startDeliverer({
  database: await openDatabase({ url }),
  logger,
  mail: null,
  webhookSecret: null,
  publicUrl: 'https://oblys.example.kz',
  pace: { pollMs: 50, leaseMs: Number(leaseMs) },
});
