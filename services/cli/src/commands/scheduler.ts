import { listJobs } from '@oblys/database';
import { businessTimeZone } from '@oblys/domain';
import { createJobs, startDeliverer, startScheduler } from '@oblys/jobs';
import type { Command } from 'commander';
import { senderSettings } from '../alerting.js';
import { inBusinessZone } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { createLogger } from '../logger.js';
import { openMasterKeys } from '../open-persons.js';

export function schedulerCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'scheduler',
    summary: 'run the jobs at their times until stopped',
    description: `Runs the jobs at their times (${businessTimeZone}), sends alerts and digests, and nothing else: no migrations, no gateway.`,
    example: 'oblys scheduler',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { config, output, interruption, withSession } = createContext(host, 'scheduler', json);
    await withSession(async ({ database }) => {
      const logger = createLogger(config);
      const scheduler = await startScheduler({
        database,
        jobs: createJobs({ ...config, openMasterKeys: () => openMasterKeys(config) }),
        logger,
      });
      const deliverer = startDeliverer({ database, logger, ...senderSettings(config) });
      const jobs = await listJobs(database);
      output.result(
        { event: 'scheduling', jobs },
        jobs.map(({ name, nextRunAt }) => `${name}: next at ${inBusinessZone(nextRunAt)}.`),
      );
      await interruption.awaited();
      await deliverer.stop();
      await scheduler.stop();
    });
  });
}
