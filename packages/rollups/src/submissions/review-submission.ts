import type { SentState, Sql, SubmissionEventKind } from '@oblys/database';
import { isRecordId, NotFoundError, readNote, readReason } from '@oblys/domain';
import { getTopic } from '../catalogue.js';
import { countRecords } from './count-records.js';
import { keepWritersOut } from './keep-writers-out.js';
import { nameOf, standingColumns, type StandingSubmission, type Submitter } from './submission.js';
import { SubmissionConflictError, SubmissionNotAllowedError, SubmissionStateError } from './submission-errors.js';

/** A submission as somebody read it. */
export interface ReadSubmission {
  readonly id: string;
  readonly version: number;
}

/**
 * Approves what was submitted, in the transaction given, and locks the month: whoever was writing records of the topic
 * is waited for, and whoever comes later meets the lock. What was submitted is what is approved: where records came,
 * went or were changed since, it is to be submitted anew.
 * @throws {NotFoundError} when there is no such submission that may be seen
 * @throws {SubmissionNotAllowedError} unless the region is the viewer's
 * @throws {SubmissionConflictError} when it has another version by now
 * @throws {SubmissionStateError} when it is not submitted, or the records are others by now
 * @throws {RecordsBeingWrittenError} when records of the topic are written for longer than anybody waits
 */
export async function approveSubmission(
  sql: Sql,
  by: Submitter,
  read: ReadSubmission,
  note: string | null = null,
): Promise<StandingSubmission> {
  const words = readNote(note);
  const { topic: code } = await find(sql, by, read.id);
  await keepWritersOut(sql, [code]);
  const found = await lock(sql, by, read);
  assertState(found, ['SUBMITTED'], 'approved');
  const recordCount = await countRecords(sql, getTopic(code), found);
  if (found.isTouched || recordCount !== found.recordCount) {
    const since =
      recordCount === found.recordCount
        ? `was submitted, and records of it were changed since`
        : `was submitted with ${found.recordCount} and has ${recordCount} records by now`;
    throw new SubmissionStateError(`${nameOf(found)} ${since}: have it submitted anew.`);
  }
  const approved = await change(sql, found, {
    set: `state = 'APPROVED', approved_at = now(), approved_by = $2, changed_at = null`,
    values: [by.name],
  });
  await tell(sql, approved, { event: 'APPROVED', by, reason: words, recordCount });
  return approved;
}

/**
 * Sends what was submitted back, in the transaction given; until it is submitted anew it counts as not sent.
 * @throws as `approveSubmission` does
 */
export async function returnSubmission(
  sql: Sql,
  by: Submitter,
  read: ReadSubmission,
  reason: string,
): Promise<StandingSubmission> {
  return giveBack(sql, by, read, { reason, from: 'SUBMITTED', event: 'RETURNED', verb: 'returned' });
}

/**
 * Takes an approval back, in the transaction given: the month is open again, and to be submitted anew.
 * @throws as `approveSubmission` does
 */
export async function reopenSubmission(
  sql: Sql,
  by: Submitter,
  read: ReadSubmission,
  reason: string,
): Promise<StandingSubmission> {
  return giveBack(sql, by, read, { reason, from: 'APPROVED', event: 'REOPENED', verb: 'reopened' });
}

interface GivenBack {
  readonly reason: string;
  readonly from: SentState;
  readonly event: SubmissionEventKind;
  readonly verb: string;
}

async function giveBack(sql: Sql, by: Submitter, read: ReadSubmission, given: GivenBack): Promise<StandingSubmission> {
  const reason = readReason(given.reason);
  const found = await lock(sql, by, read);
  assertState(found, [given.from], given.verb);
  const returned = await change(sql, found, {
    set: `state = 'RETURNED', returned_at = now(), returned_by = $2, return_reason = $3,
       approved_at = null, approved_by = null, changed_at = null`,
    values: [by.name, reason],
  });
  await tell(sql, returned, { event: given.event, by, reason, recordCount: null });
  return returned;
}

/**
 * A submission by its id.
 * @throws {NotFoundError} when there is none that may be seen
 */
export async function getSubmission(sql: Sql, within: Submitter['within'], id: string): Promise<StandingSubmission> {
  return read(sql, within, id);
}

/** @throws {SubmissionNotAllowedError} unless the region is the viewer's */
async function find(sql: Sql, { within }: Submitter, id: string, how = ''): Promise<StandingSubmission> {
  const found = await read(sql, within, id, how);
  if (within === null || within.includes(found.regionCode)) return found;
  throw new SubmissionNotAllowedError(
    `Only who answers for region ${found.regionCode} may decide on ${nameOf(found)}.`,
  );
}

async function read(sql: Sql, within: Submitter['within'], id: string, how = ''): Promise<StandingSubmission> {
  const [found] = isRecordId(id)
    ? await sql.query<StandingSubmission>(
        `/* submission:find   $1 = id, $2 = areas or null */
select ${standingColumns}
  from submission
 where submission.id = $1::uuid
   and ($2::text[] is null or submission.region_code = any ($2::text[]) or submission.branch_code = any ($2::text[]))
 ${how}`,
        [id, within],
      )
    : [];
  if (found === undefined) throw new NotFoundError('There is no submission of this id that may be seen.');
  return found;
}

async function lock(sql: Sql, by: Submitter, { id, version }: ReadSubmission): Promise<StandingSubmission> {
  const found = await find(sql, by, id, 'for update');
  if (found.version !== version) throw new SubmissionConflictError(nameOf(found), version, found.version);
  return found;
}

function assertState(found: StandingSubmission, from: readonly SentState[], verb: string): void {
  if (from.includes(found.state)) return;
  throw new SubmissionStateError(`${nameOf(found)} is ${found.state.toLowerCase()} and cannot be ${verb}.`);
}

async function change(
  sql: Sql,
  { id }: StandingSubmission,
  { set, values }: { set: string; values: readonly string[] },
): Promise<StandingSubmission> {
  const [changed] = await sql.query<StandingSubmission>(
    `/* submission:decide   $1 = id, $2 = who, $3 = why */
update submission
   set version = submission.version + 1, ${set}
 where submission.id = $1::uuid
returning ${standingColumns}`,
    [id, ...values],
  );
  return changed!;
}

interface Told {
  readonly event: SubmissionEventKind;
  readonly by: Submitter;
  readonly reason: string | null;
  readonly recordCount: number | null;
}

async function tell(
  sql: Sql,
  { id, version }: StandingSubmission,
  { event, by, reason, recordCount }: Told,
): Promise<void> {
  await sql.query(
    `/* submission:tell   $1 = submission, $2 = event, $3 = version, $4 = who, $5 = why, $6 = records */
insert into submission_event (submission_id, event, version, happened_by, reason, record_count)
values ($1::uuid, $2, $3::integer, $4, $5, $6::integer)`,
    [id, event, version, by.name, reason, recordCount],
  );
}
