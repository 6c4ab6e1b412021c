import { businessTimeZone } from '@oblys/domain';
import { inBusinessZone } from '../business-days.js';
import { listNextRuns } from '../next-runs.js';
import { jobs, startScheduler } from '@oblys/jobs';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { createLogger } from '../logger.js';

export function schedulerCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'scheduler',
    summary: 'run the jobs at their times until stopped',
    description: `Runs the jobs at their times (${businessTimeZone}), and nothing else: no migrations, no gateway.`,
    example: 'oblys scheduler',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { config, output, interruption, withSession } = createContext(host, 'scheduler', json);
    await withSession(async ({ database }) => {
      const scheduler = await startScheduler({ database, jobs, logger: createLogger(config) });
      const next = await listNextRuns(database);
      output.result(
        { event: 'scheduling', jobs: next },
        next.map(({ name, nextRunAt }) => `${name}: next at ${inBusinessZone(nextRunAt)}.`),
      );
      await interruption.awaited();
      await scheduler.stop();
    });
  });
}
