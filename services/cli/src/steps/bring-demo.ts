import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { loadDemo } from '@oblys/ingest';
import { requireMasterKeys } from '../open-persons.js';
import type { Session } from '../session.js';
import type { StepOutcome } from '../step-lines.js';
import { counted } from '../words.js';
import { recordTables } from './records-since.js';

export interface DemoOutcome extends StepOutcome {
  /** False where it was left out, so that made-up records never mix with real ones. */
  readonly isPresent: boolean;
}

/** The demonstration up to a day, in a database that is empty or holds it already. */
export async function bringDemo(
  { database, config }: Pick<Session, 'database' | 'config'>,
  until: IsoDate,
  tell: (text: string) => void,
): Promise<DemoOutcome> {
  if (await isInUse(database)) {
    const summary = 'left out: the database holds records of its own';
    return { summary, detail: { skipped: true, total: 0 }, isPresent: false };
  }
  tell('making up the records');
  const { records, skipped } = await loadDemo(database, {
    until,
    masterKeys: await requireMasterKeys(config),
    onProgress: ({ done, tables, table }) => tell(`${table} (${done} of ${tables} tables)`),
  });
  const total = Object.values(records).reduce((sum, count) => sum + count, 0);
  const summary = skipped ? `current until ${until}` : `${counted(total, 'synthetic record')} until ${until}`;
  return { summary, detail: { until, skipped, total, records }, isPresent: true };
}

/** Whether there are records that nobody made up, and no demonstration yet. */
async function isInUse(sql: Sql): Promise<boolean> {
  const realRecords = recordTables().map((table) => `exists (select from ${table} where not is_synthetic)`);
  const [row] = await sql.query<{ isInUse: boolean }>(
    `/* cli:is-in-use */
     select not exists (select from run where kind = 'DEMO' and state = 'SUCCEEDED')
        and (${realRecords.join('\n         or ')}) as "isInUse"`,
  );
  return row?.isInUse === true;
}
