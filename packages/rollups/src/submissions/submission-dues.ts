import type { SentBy, Sql } from '@oblys/database';
import { assertAreaCode, assertPeriod, InvalidInputError, NotFoundError, type IsoDate } from '@oblys/domain';
import { getTopic } from '../catalogue.js';
import { SubmissionStateError } from './submission-errors.js';

/** What is to be sent of a topic for each month: by all regions, or by one that asks otherwise. */
export interface SubmissionRule {
  readonly topic: string;
  /** Null: of every region that has no rule of its own. */
  readonly regionCode: string | null;
  readonly sentBy: SentBy;
  readonly isDue: boolean;
  /** The day of the following month by which it is to be sent. */
  readonly dueDay: number;
  /** So many days later what has not come is missing. */
  readonly graceDays: number;
  /** The first day of the first month; null for always. */
  readonly from: IsoDate | null;
  /** The first day of the month in which it holds no more; null for never. */
  readonly to: IsoDate | null;
}

/** The rules of all regions first, then those of each region, by topic and since when. */
export function listSubmissionRules(sql: Sql, regionCode: string | null = null): Promise<SubmissionRule[]> {
  return sql.query<SubmissionRule>(
    `/* submission:rules   $1 = region or null */
select rule.topic, rule.region_code as "regionCode", rule.sent_by as "sentBy", rule.is_due as "isDue",
       rule.due_day as "dueDay", rule.grace_days as "graceDays",
       nullif(rule.valid_from, '-infinity') as "from", nullif(rule.valid_to, 'infinity') as "to"
  from submission_due as rule
 where $1::text is null
    or rule.region_code is null
    or rule.region_code = $1::text
 order by rule.region_code nulls first, rule.topic, rule.sent_by, rule.valid_from`,
    [regionCode],
  );
}

/**
 * Sets what is to be sent of a topic from a month on, in the transaction given, in the place of what was set for it.
 * What was due of months that somebody has submitted stays, since what is said of them stands on it.
 * @throws {InvalidInputError} when the day is none that every month has, or the month does not begin on its first day
 * @throws {NotFoundError} when the topic or the region does not exist
 * @throws {SubmissionStateError} when the topic was submitted for that month or a later one
 */
export async function setSubmissionRule(sql: Sql, rule: Omit<SubmissionRule, 'to'>): Promise<void> {
  const { topic, regionCode, sentBy, isDue, dueDay, graceDays, from } = rule;
  getTopic(topic);
  if (from !== null) assertPeriod({ grain: 'MONTH', start: from });
  assertWithin(dueDay, [1, 28], 'The day of the month');
  assertWithin(graceDays, [0, 366], 'The number of days until it is missing');
  if (regionCode !== null) await assertRegion(sql, regionCode);
  await sql.query(`/* submission:lock-rules */ lock table submission_due in share row exclusive mode`);
  await assertNotSubmitted(sql, rule);
  const key = [regionCode, sentBy, topic, from ?? '-infinity'];
  await sql.query(
    `/* submission:end-rules   $1 = region or null, $2 = by whom, $3 = topic, $4 = month */
with ended as (
  delete from submission_due
   where region_code is not distinct from $1::text
     and sent_by = $2
     and topic = $3
     and valid_from >= $4::date
)
update submission_due
   set valid_to = $4::date
 where region_code is not distinct from $1::text
   and sent_by = $2
   and topic = $3
   and valid_from < $4::date
   and valid_to > $4::date`,
    key,
  );
  await sql.query(
    `/* submission:set-rule   $1 = region or null, $2 = by whom, $3 = topic, $4 = month, $5 = is due, $6 = day, $7 = days */
insert into submission_due (region_code, sent_by, topic, valid_from, is_due, due_day, grace_days)
values ($1, $2, $3, $4::date, $5::boolean, $6::integer, $7::integer)`,
    [...key, isDue, dueDay, graceDays],
  );
}

function assertWithin(value: number, [least, most]: readonly [number, number], what: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new InvalidInputError(`${what} is a whole number from ${least} to ${most}, and not ${value}.`);
}

async function assertRegion(sql: Sql, code: string): Promise<void> {
  assertAreaCode(code);
  const found = await sql.query(
    `/* submission:region   $1 = region */ select from area where code = $1 and level = 'REGION'`,
    [code],
  );
  if (found.length === 0) throw new NotFoundError(`There is no region ${code}.`);
}

async function assertNotSubmitted(sql: Sql, { topic, regionCode, from }: Omit<SubmissionRule, 'to'>): Promise<void> {
  const [last] = await sql.query<{ month: IsoDate | null }>(
    `/* submission:last   $1 = topic, $2 = region or null */
select max(submission.month) as month
  from submission
 where submission.topic = $1
   and ($2::text is null or submission.region_code = $2::text)`,
    [topic, regionCode],
  );
  const month = last?.month ?? null;
  if (month === null || (from !== null && from > month)) return;
  throw new SubmissionStateError(
    `${topic} was submitted for ${month.slice(0, 'YYYY-MM'.length)} already, and what was due of a month that was submitted stays: begin with a later one.`,
  );
}
