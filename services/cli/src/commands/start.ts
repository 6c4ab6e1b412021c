import { assertFitForAddress } from '@oblys/config';
import { listJobs, type ListedJob } from '@oblys/database';
import { createJobs, startDeliverer, startScheduler } from '@oblys/jobs';
import type { Deliverer } from '@oblys/jobs';
import type { Command } from 'commander';
import { senderSettings } from '../alerting.js';
import { inBusinessZone } from '../business-days.js';
import { checkPort } from '../check-port.js';
import type { CommandContext, CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { createLogger } from '../logger.js';
import { sampleQuery } from '../sample-query.js';
import type { Session } from '../session.js';
import { shortPath } from '../short-path.js';
import { openMasterKeys } from '../open-persons.js';
import { StepLines } from '../step-lines.js';
import { bringUp } from '../steps/bring-up.js';
import { formatSeconds } from '../words.js';

export function startCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'start',
    summary: 'bring everything up and serve until stopped',
    description:
      'Starts the embedded PostgreSQL (unless DATABASE_URL names one), lays the tables, loads the reference data and the Akmola demo, builds the summaries, reconciles the report, publishes it, then serves GraphQL and the page. On existing data it does only what is new.',
    example: 'start',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const context = createContext(host, 'start', json);
    const steps = new StepLines(host.io, json);
    assertFitForAddress(context.config);
    await checkPort(context.config);
    const { session } = await steps.run('database', (tell) => openDatabaseStep(context, tell));
    try {
      await bringUp(session, steps);
      await serve(context, session, steps);
    } finally {
      await session.close();
    }
    steps.say(['Stopped.'], { event: 'stopped' });
  });
}

async function openDatabaseStep({ openSession, config }: CommandContext, tell: (text: string) => void) {
  const session = await openSession({ needsTables: false, onProgress: tell });
  const { version, kind } = session.server;
  const place = {
    given: 'of DATABASE_URL',
    started: `embedded, in ${shortPath(config.dataDir)}`,
    joined: `embedded, running already in ${shortPath(config.dataDir)}`,
  }[kind];
  return { session, summary: `PostgreSQL ${version} ${place}`, detail: { version, kind } };
}

/** Stops in the order that work flows: no new questions, then no new runs; the database is closed last. */
async function serve({ config, interruption }: CommandContext, session: Session, steps: StepLines): Promise<void> {
  const { database } = session;
  const scheduler = config.scheduler
    ? await startScheduler({
        database,
        jobs: createJobs({ ...config, openMasterKeys: () => openMasterKeys(config) }),
        logger: createLogger(config),
      })
    : null;
  let deliverer: Deliverer | undefined;
  try {
    const { serveGateway } = await import('../serve.js');
    const gateway = await serveGateway(config, session);
    if (config.scheduler) {
      const settings = senderSettings(config, gateway.url);
      deliverer = startDeliverer({ database, logger: createLogger(config), ...settings });
    }
    const jobs = scheduler === null ? [] : await listJobs(database);
    steps.say(describeServing(gateway.url, jobs, steps.elapsedMs()), { event: 'serving', url: gateway.url });
    await interruption.awaited();
    steps.say(['', 'Stopping…']);
    await gateway.stop();
  } finally {
    await deliverer?.stop();
    await scheduler?.stop();
  }
}

function describeServing(url: string, jobs: readonly ListedJob[], elapsedMs: number): string[] {
  const [first] = [...jobs].sort((one, other) => one.nextRunAt.getTime() - other.nextRunAt.getTime());
  const due =
    first === undefined
      ? 'none (OBLYS_SCHEDULER=0)'
      : `${jobs.length}, next ${first.name} at ${inBusinessZone(first.nextRunAt)}; oblys jobs lists them`;
  return [
    '',
    `Serving after ${formatSeconds(elapsedMs)}. Stop with Ctrl-C.`,
    '',
    `  Page     ${url}/`,
    `  GraphQL  ${url}/graphql`,
    `  Jobs     ${due}`,
    '',
    'To try it, paste this into another terminal:',
    '',
    `curl -sG ${url}/graphql -H 'apollo-require-preflight: 1' --data-urlencode 'query=${sampleQuery}'`,
    '',
  ];
}
