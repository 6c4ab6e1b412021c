import type { Sql, SubmissionEventKind, SubmissionState } from '@oblys/database';
import {
  addMonths,
  assertAreaCode,
  assertPeriod,
  InvalidInputError,
  type IsoDate,
  type LocalizedText,
} from '@oblys/domain';
import { getTopic } from '../catalogue.js';
import { stateAt } from '../compile/submission-states.js';

export interface SubmissionFilter {
  /** A region with all its branches, or a district; the country unless given. */
  readonly areaCode?: string | undefined;
  /** The first days of the first and of the last month. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly topic?: string | undefined;
  readonly states?: readonly SubmissionState[] | undefined;
  /** The areas that may be seen; null where all. */
  readonly within: readonly string[] | null;
  /** What is late is late as of this day. */
  readonly today: IsoDate;
}

/** How a branch stands with a topic and a month: what is due, what was sent, or both. */
export interface ListedSubmission {
  /** Null where nothing was sent yet, and so are all that tell of it. */
  id: string | null;
  topic: string;
  regionCode: string;
  branchCode: string;
  branchNames: LocalizedText;
  month: IsoDate;
  /** Null where it was sent though it is not due. */
  dueOn: IsoDate | null;
  state: SubmissionState;
  version: number | null;
  recordCount: number | null;
  note: string | null;
  submittedAt: Date | null;
  submittedBy: string | null;
  approvedAt: Date | null;
  approvedBy: string | null;
  returnedAt: Date | null;
  returnedBy: string | null;
  returnReason: string | null;
  /** When a record of the month was last changed after it was approved, or first since it was submitted. */
  changedAt: Date | null;
}

const mostRows = 5_000;
const mostMonths = 120;

/**
 * What is due and what was sent, by month, branch and topic. Nothing is due of a region in months before anybody
 * reported anything there.
 * @throws {InvalidInputError} when the span is reversed, begins or ends within a month, or holds too much
 * @throws {NotFoundError} when the topic does not exist
 */
export async function listSubmissions(sql: Sql, filter: SubmissionFilter): Promise<ListedSubmission[]> {
  const { areaCode, from, to, topic, states, within, today } = filter;
  if (areaCode !== undefined) assertAreaCode(areaCode);
  for (const start of [from, to]) assertPeriod({ grain: 'MONTH', start });
  if (from > to) throw new InvalidInputError(`The span ${from}..${to} is reversed: its end is before its start.`);
  if (addMonths(from, mostMonths) <= to) {
    throw new InvalidInputError(`The span ${from}..${to} holds more than ${mostMonths} months; ask for fewer.`);
  }
  if (topic !== undefined) getTopic(topic);
  const rows = await sql.query<ListedSubmission>(listed, [
    areaCode ?? null,
    from,
    to,
    topic ?? null,
    states ?? null,
    within,
    today,
    mostRows + 1,
  ]);
  if (rows.length <= mostRows) return rows;
  throw new InvalidInputError(`These are more than ${mostRows} months of topics and branches; ask for fewer.`);
}

const listed = `/* submission:list   $1 = area or null, $2 = first month, $3 = last month, $4 = topic or null, $5 = states or null, $6 = areas or null, $7 = day, $8 = most */
with region as (
  select distinct placement.region_code
    from area_placement as placement
   where $1::text is null
      or placement.area_code = $1::text
      or exists (select from area where area.code = $1::text and area.level = 'COUNTRY')
),
begun as (
  select region.region_code, least(reported.month, sent.month) as month
    from region
   cross join lateral (
     select min(reporting_cell.month) as month from reporting_cell where reporting_cell.region_code = region.region_code
   ) as reported
   cross join lateral (
     select min(submission.month) as month from submission where submission.region_code = region.region_code
   ) as sent
),
standing as (
  select coalesce(due.topic, submission.topic) as topic, coalesce(due.region_code, submission.region_code) as region_code,
         coalesce(due.branch_code, submission.branch_code) as branch_code, coalesce(due.month, submission.month) as month,
         due.due_on, due.missing_from, submission.id, submission.state, submission.submitted_on, submission.version,
         submission.record_count, submission.note, submission.submitted_at, submission.submitted_by,
         submission.approved_at, submission.approved_by, submission.returned_at, submission.returned_by,
         submission.return_reason, submission.changed_at
    from (
      select due.*
        from submissions_due(array(select begun.region_code from begun where begun.month is not null), $2::date, $3::date) as due
        join begun
          on begun.region_code = due.region_code
         and begun.month <= due.month
    ) as due
    full join (
      select submission.*
        from submission
       where submission.region_code in (select region.region_code from region)
         and submission.month between $2::date and $3::date
    ) as submission
      on submission.topic = due.topic
     and submission.region_code = due.region_code
     and submission.branch_code = due.branch_code
     and submission.month = due.month
)
select standing.id, standing.topic, standing.region_code as "regionCode", standing.branch_code as "branchCode",
       json_build_object('kk', branch.name_kk, 'ru', branch.name_ru, 'en', branch.name_en) as "branchNames",
       standing.month, standing.due_on as "dueOn", told.state, standing.version,
       standing.record_count as "recordCount", standing.note, standing.submitted_at as "submittedAt",
       standing.submitted_by as "submittedBy", standing.approved_at as "approvedAt", standing.approved_by as "approvedBy",
       standing.returned_at as "returnedAt", standing.returned_by as "returnedBy",
       standing.return_reason as "returnReason", coalesce(standing.changed_at, touched.since) as "changedAt"
  from standing
  join area as branch
    on branch.code = standing.branch_code
 cross join lateral (
   select min(submission_touch.touched_at) as since
     from submission_touch
    where submission_touch.submission_id = standing.id
      and standing.state = 'SUBMITTED'
 ) as touched
 cross join lateral (
   select ${stateAt('standing', '$7::date')} as state
 ) as told
 where ($4::text is null or standing.topic = $4::text)
   and ($5::text[] is null or told.state = any ($5::text[]))
   and ($6::text[] is null or standing.region_code = any ($6::text[]) or standing.branch_code = any ($6::text[]))
   and (
     $1::text is null
     or $1::text in (standing.region_code, standing.branch_code)
     or exists (select from area where area.code = $1::text and area.level = 'COUNTRY')
   )
 order by standing.month, standing.branch_code, standing.topic
 limit $8::integer`;

export interface ListedSubmissionEvent {
  submissionId: string;
  event: SubmissionEventKind;
  version: number;
  happenedAt: Date;
  happenedBy: string;
  reason: string | null;
  recordCount: number | null;
}

/** What became of some submissions, the oldest first. */
export function listSubmissionEvents(sql: Sql, submissionIds: readonly string[]): Promise<ListedSubmissionEvent[]> {
  return sql.query<ListedSubmissionEvent>(
    `/* submission:events   $1 = submissions */
select event.submission_id as "submissionId", event.event, event.version, event.happened_at as "happenedAt",
       event.happened_by as "happenedBy", event.reason, event.record_count as "recordCount"
  from submission_event as event
 where event.submission_id = any ($1::uuid[])
 order by event.submission_id, event.version, event.id`,
    [submissionIds],
  );
}
