import type { Sql } from '@oblys/database';
import {
  assertAreaCode,
  assertPeriod,
  InvalidInputError,
  NotFoundError,
  periodEnd,
  readNote,
  type IsoDate,
} from '@oblys/domain';
import { getTopic } from '../catalogue.js';
import type { Topic } from '../topic.js';
import { topics as allTopics } from '../topics/index.js';
import { countRecords } from './count-records.js';
import { keepWritersOut } from './keep-writers-out.js';
import { nameOf, standingColumns, type StandingSubmission, type Submitter } from './submission.js';
import { SubmissionNotAllowedError, SubmissionStateError } from './submission-errors.js';

export interface MonthToSubmit {
  /** A district, or a region for its office. */
  readonly areaCode: string;
  /** Its first day. */
  readonly month: IsoDate;
  /** Codes; what is due and does not stand submitted unless given. */
  readonly topics?: readonly string[] | null | undefined;
  /** Says that there was nothing of the topics without a record. */
  readonly isNil?: boolean | undefined;
  readonly note?: string | null | undefined;
  /** The business day that it is sent on. */
  readonly today: IsoDate;
}

/**
 * Sends topics of a month as they stand, in the transaction given; a district that moved within the month sends to both
 * regions. A month may be sent from its last day on, and again while it is not approved and something of it has changed.
 * A topic without a record is sent only where that is said: then it is a report of nothing, and a zero.
 * @returns what was sent, in the order of the topics
 * @throws {InvalidInputError} when the month is not over, or what is said of nothing is not what the records say
 * @throws {NotFoundError} when the area is no branch that may be seen, or a topic does not exist
 * @throws {SubmissionStateError} when a topic is approved, or stands submitted as it is
 * @throws {RecordsBeingWrittenError} when records of a topic are written for longer than anybody waits
 */
export async function submitMonth(sql: Sql, by: Submitter, asked: MonthToSubmit): Promise<StandingSubmission[]> {
  const { areaCode, month, isNil = false, today } = asked;
  assertMonth(month, today);
  const note = readNote(asked.note ?? null);
  const regions = await listRegions(sql, by, areaCode, month);
  const branch: Branch = { regions, branchCode: areaCode, month };
  const isChosen = asked.topics !== null && asked.topics !== undefined;
  const chosen = isChosen ? [...new Set(asked.topics)].map(getTopic) : await listDue(sql, branch);
  if (chosen.length === 0) {
    throw new InvalidInputError(
      isChosen
        ? 'No topic was named: leave the topics out to submit what is due.'
        : `Nothing is due of ${areaCode} for ${month}: name the topics to submit.`,
    );
  }
  const inOrder = allTopics.filter((topic) => chosen.includes(topic));
  const codes = inOrder.map(({ code }) => code);
  // Before the rows, as writers do.
  await keepWritersOut(sql, codes);
  const standing = await lockStanding(sql, branch);
  await sql.query(forgetTouches, [areaCode, month, codes]);
  const sent: StandingSubmission[] = [];
  for (const topic of inOrder) {
    sent.push(...(await submitTopic(sql, { topic, branch, standing, by, note, isNil, isNamed: isChosen, today })));
  }
  if (sent.length > 0) return sent;
  throw new SubmissionStateError(
    `All that is due of ${areaCode} for ${month.slice(0, 'YYYY-MM'.length)} is submitted, and nothing has changed since.`,
  );
}

interface Branch {
  /** Where it lies in the month: two where it moved within. */
  readonly regions: readonly string[];
  readonly branchCode: string;
  readonly month: IsoDate;
}

/** @throws {InvalidInputError} unless it is the first day of a month whose last day has come */
function assertMonth(month: IsoDate, today: IsoDate): void {
  assertPeriod({ grain: 'MONTH', start: month });
  const lastDay = periodEnd({ grain: 'MONTH', start: month });
  if (today >= lastDay) return;
  throw new InvalidInputError(
    `The month of ${month} is not over: it can be submitted from its last day, ${lastDay}, on, and today is ${today}.`,
  );
}

async function listRegions(sql: Sql, { within }: Submitter, areaCode: string, month: IsoDate): Promise<string[]> {
  assertAreaCode(areaCode);
  const rows = await sql.query<{ region: string; is_own: boolean }>(
    `/* submission:regions   $1 = district or region, $2 = first day of the month, $3 = areas or null */
select branch.region_code as region,
       $3::text[] is null or branch.region_code = any ($3::text[]) or branch.branch_code = any ($3::text[]) as is_own
  from (
    select placement.region_code, placement.area_code as branch_code
      from area_placement as placement
     where placement.area_code = $1
       and placement.area_code = placement.district_code
       and placement.valid_from < ($2::date + interval '1 month')::date
       and placement.valid_to > $2::date
     union
    select area.code, area.code
      from area
     where area.code = $1
       and area.level = 'REGION'
  ) as branch
 order by 1`,
    [areaCode, month, within],
  );
  if (rows.length === 0) {
    throw new NotFoundError(`There is no district and no region ${areaCode} in ${month.slice(0, 'YYYY-MM'.length)}.`);
  }
  if (rows.every(({ is_own }) => !is_own)) {
    throw new SubmissionNotAllowedError(`Only who answers for ${areaCode} may submit its months.`);
  }
  return rows.map(({ region }) => region);
}

async function listDue(sql: Sql, { regions, branchCode, month }: Branch): Promise<Topic[]> {
  const rows = await sql.query<{ topic: string }>(
    `/* submission:due   $1 = regions, $2 = first day of the month, $3 = branch */
select distinct due.topic
  from submissions_due($1::text[], $2::date, $2::date) as due
 where due.branch_code = $3`,
    [regions, month, branchCode],
  );
  return allTopics.filter(({ code }) => rows.some(({ topic }) => topic === code));
}

/** What stands of the branch and month, kept from changing until the transaction ends. */
function lockStanding(sql: Sql, { branchCode, month }: Branch): Promise<StandingSubmission[]> {
  return sql.query<StandingSubmission>(
    `/* submission:lock-month   $1 = branch, $2 = first day of the month */
select ${standingColumns}
  from submission
 where submission.branch_code = $1
   and submission.month = $2::date
 order by submission.id
   for update`,
    [branchCode, month],
  );
}

interface TopicToSubmit {
  readonly topic: Topic;
  readonly branch: Branch;
  readonly standing: readonly StandingSubmission[];
  readonly by: Submitter;
  readonly note: string | null;
  readonly isNil: boolean;
  /** Whether it was asked for by name: what stands as it is, is refused then, and else passed over. */
  readonly isNamed: boolean;
  readonly today: IsoDate;
}

async function submitTopic(sql: Sql, asked: TopicToSubmit): Promise<StandingSubmission[]> {
  const { topic, branch, standing, isNil, isNamed } = asked;
  const { branchCode, month } = branch;
  const former = standing.filter((each) => each.topic === topic.code);
  const approved = former.find(({ state }) => state === 'APPROVED');
  if (approved !== undefined) {
    if (!isNamed) return [];
    throw new SubmissionStateError(
      `${nameOf(approved)} is approved and locked; its region can reopen it, to be submitted anew.`,
    );
  }
  const counts = new Map<string, number>();
  for (const regionCode of branch.regions) {
    counts.set(regionCode, await countRecords(sql, topic, { regionCode, branchCode, month }));
  }
  const isUnchanged = branch.regions.every((region) =>
    former.some(
      (each) =>
        each.regionCode === region &&
        each.state === 'SUBMITTED' &&
        !each.isTouched &&
        each.recordCount === counts.get(region),
    ),
  );
  if (isUnchanged) {
    if (!isNamed) return [];
    throw new SubmissionStateError(`${nameOf(former[0]!)} is submitted already, and nothing has changed since.`);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const name = nameOf({ topic: topic.code, branchCode, month });
  if (total === 0 && !isNil) {
    throw new InvalidInputError(
      `${name} has no record: say that there was nothing (isNil, --nil), or write the records first.`,
    );
  }
  if (total > 0 && isNil && isNamed) {
    throw new InvalidInputError(
      `${name} has ${total} ${total === 1 ? 'record' : 'records'}: it cannot be submitted as nothing.`,
    );
  }
  const sent: StandingSubmission[] = [];
  for (const [regionCode, recordCount] of counts) {
    sent.push(await write(sql, asked, { regionCode, branchCode, month }, recordCount));
  }
  return sent;
}

async function write(
  sql: Sql,
  { topic, by, note, today }: TopicToSubmit,
  { regionCode, branchCode, month }: { regionCode: string; branchCode: string; month: IsoDate },
  recordCount: number,
): Promise<StandingSubmission> {
  const [written] = await sql.query<StandingSubmission>(
    `/* submission:submit   $1 = region, $2 = branch, $3 = topic, $4 = month, $5 = records, $6 = note, $7 = who, $8 = business day */
insert into submission (region_code, branch_code, topic, month, state, record_count, note, submitted_by, submitted_on)
values ($1, $2, $3, $4::date, 'SUBMITTED', $5::integer, $6, $7, $8::date)
on conflict (region_code, branch_code, topic, month) do update
   set state = 'SUBMITTED', version = submission.version + 1, record_count = excluded.record_count, note = excluded.note,
       submitted_at = now(), submitted_by = excluded.submitted_by, submitted_on = excluded.submitted_on,
       returned_at = null, returned_by = null, return_reason = null
 where submission.state <> 'APPROVED'
returning ${standingColumns}`,
    [regionCode, branchCode, topic.code, month, recordCount, note, by.name, today],
  );
  if (written === undefined) {
    throw new SubmissionStateError(`${nameOf({ topic: topic.code, branchCode, month })} was approved a moment ago.`);
  }
  await sql.query(
    `/* submission:submitted   $1 = submission, $2 = version, $3 = who, $4 = note, $5 = records */
insert into submission_event (submission_id, event, version, happened_by, reason, record_count)
values ($1::uuid, 'SUBMITTED', $2::integer, $3, $4, $5::integer)`,
    [written.id, written.version, by.name, note, recordCount],
  );
  return written;
}

const forgetTouches = `
/* submission:forget-touches   $1 = branch, $2 = month, $3 = topics: what is touched is sent anew, or nothing is */
delete from submission_touch
 using submission
 where submission_touch.submission_id = submission.id
   and submission.branch_code = $1
   and submission.month = $2::date
   and submission.topic = any ($3::text[])`;
