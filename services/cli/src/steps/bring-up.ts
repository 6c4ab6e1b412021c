import { layViews } from '@oblys/analytics';
import { migrate } from '@oblys/database';
import type { Session } from '../session.js';
import type { StepLines, StepOutcome } from '../step-lines.js';
import { counted } from '../words.js';
import { yesterday } from '../business-days.js';
import { bringBuild } from './bring-build.js';
import { bringDemo } from './bring-demo.js';
import { bringPublication, bringSeedReport, bringVerdicts } from './bring-report.js';
import { loadReference } from './lay-tables.js';
import { describeProtected, protectPersons } from './protect-persons.js';

/** From an empty database to a reconciled and published report. Each step is a transaction and does only what is new. */
export async function bringUp(session: Session, steps: StepLines): Promise<void> {
  const { database, config, interruptible, stopSignal } = session;
  const step = <T extends StepOutcome | null>(name: string, work: (tell: (text: string) => void) => Promise<T>) =>
    steps.run(name, (tell) => interruptible(() => work(tell)));
  const asOf = yesterday();

  await step('migrations', async () => {
    const names = await migrate(database);
    await layViews(database);
    return { summary: names.length === 0 ? 'current' : `${counted(names.length, 'migration')} run`, detail: { names } };
  });
  await step('reference', async () => {
    const { inserted, updated, unchanged } = await loadReference(database);
    const rows = counted(inserted + updated + unchanged, 'row');
    const summary = inserted + updated === 0 ? `current: ${rows}` : `${rows} of areas and vocabularies`;
    return { summary, detail: { inserted, updated, unchanged } };
  });
  await step('persons', async () => {
    const summary = describeProtected(await protectPersons(database, config));
    return summary === null ? null : { summary };
  });
  const demo = config.demo ? await step('demo', (tell) => bringDemo(session, asOf, tell)) : null;
  await step('rollups', (tell) => bringBuild(database, { asOf, signal: stopSignal }, tell));
  if (demo?.isPresent !== true) {
    await step('report', (tell) => bringVerdicts(database, tell));
    return;
  }
  await step('report', (tell) => bringSeedReport(database, tell));
  await step('publication', (tell) => bringPublication(database, { signal: stopSignal }, tell));
}
