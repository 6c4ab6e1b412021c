import type { Database, FindingState, Sql } from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import { CheckUnderWayError, FindingStateError } from '../errors.js';

export interface FindingKey {
  readonly id: string;
  readonly regionCode: string;
}

/** Who answers. */
export interface Answerer {
  readonly name: string;
  /** The areas whose findings they may answer; null where all. */
  readonly within: readonly string[] | null;
}

/**
 * Somebody knows of a finding and lets it stand.
 * @throws {FindingStateError} unless it is open
 */
export async function acknowledgeFinding(
  database: Database,
  key: FindingKey,
  by: Answerer,
  note: string,
): Promise<void> {
  await answer(database, key, by, {
    verb: 'acknowledged',
    from: ['OPEN'],
    set: `state = 'ACKNOWLEDGED', acknowledged_at = now(), acknowledged_by = $4, acknowledgement = $5`,
    values: [by.name, readNote(note)],
  });
}

/**
 * Somebody says that a finding is done with; the next check opens it again where it still finds it.
 * @throws {FindingStateError} when it is resolved already
 */
export async function resolveFinding(database: Database, key: FindingKey, by: Answerer, note: string): Promise<void> {
  await answer(database, key, by, {
    verb: 'resolved',
    from: ['OPEN', 'ACKNOWLEDGED'],
    set: `state = 'RESOLVED', resolved_at = now(), resolved_by = $4, resolution = $5`,
    values: [by.name, readNote(note)],
  });
}

/**
 * What was answered is open again, and its answers are taken back.
 * @throws {FindingStateError} when it is open
 */
export function reopenFinding(database: Database, key: FindingKey, by: Answerer): Promise<void> {
  return answer(database, key, by, {
    verb: 'reopened',
    from: ['ACKNOWLEDGED', 'RESOLVED'],
    set: `state = 'OPEN', opened_at = now(), opened_by_run_id = null,
       acknowledged_at = null, acknowledged_by = null, acknowledgement = null,
       resolved_at = null, resolved_by = null, resolved_by_run_id = null, resolution = null`,
    values: [],
  });
}

interface Answer {
  verb: string;
  from: readonly FindingState[];
  set: string;
  values: readonly string[];
}

/** How long an answer waits for a check that is under way. */
const patienceMs = 5_000;

function answer(database: Database, key: FindingKey, { within }: Answerer, given: Answer): Promise<void> {
  return database.transaction('READ COMMITTED', async (sql) => {
    await waitForCheck(sql);
    const [finding] = await sql.query<{ state: FindingState }>(
      `/* quality:answer/find   $1 = id, $2 = region, $3 = areas or null */
select state
  from quality_finding
 where id = $1::uuid
   and region_code = $2
   and ($3::text[] is null or region_code = any ($3::text[]) or branch_code = any ($3::text[]))
   for update`,
      [key.id, key.regionCode, within],
    );
    if (finding === undefined) throw new NotFoundError(`There is no finding ${key.id} in region ${key.regionCode}.`);
    if (!given.from.includes(finding.state)) throw new FindingStateError(key.id, finding.state, given.verb);
    await sql.query(
      `/* quality:answer   $1 = id, $2 = region, $3 = state, $4 = who, $5 = note */
update quality_finding
   set ${given.set}
 where id = $1::uuid
   and region_code = $2
   and state = $3`,
      [key.id, key.regionCode, finding.state, ...given.values],
    );
  });
}

/** The lock of the table first: a row taken before it would be one that a check waits for. */
async function waitForCheck(sql: Sql): Promise<void> {
  try {
    await sql.query(`set local lock_timeout = ${patienceMs}`);
    await sql.query('lock table quality_finding in row exclusive mode');
  } catch (error) {
    if ((error as { code?: string }).code === lockNotAvailable) throw new CheckUnderWayError({ cause: error });
    throw error;
  }
}

const lockNotAvailable = '55P03';

const noteAtMost = 1_000;

function readNote(note: string): string {
  const words = note.trim();
  if (words === '') throw new InvalidInputError('The note is empty: say in a few words why.');
  if (words.length > noteAtMost) {
    throw new InvalidInputError(`The note has ${words.length} letters; ${noteAtMost} are the most.`);
  }
  return words;
}
