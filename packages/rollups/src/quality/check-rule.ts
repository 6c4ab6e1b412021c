import type { Severity, Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { QualityRuleError } from '../errors.js';
import type { QualityRule } from './quality-rule.js';

/** The check that a rule is part of. */
export interface CheckOfDay {
  readonly runId: string;
  readonly asOf: IsoDate;
  readonly today: IsoDate;
}

/** How many findings of a rule stand after a check, and what the check changed. */
export interface RuleOutcome {
  rule: string;
  topic: string;
  severity: Severity;
  open: number;
  acknowledged: number;
  /** Found for the first time, or again after it was resolved. */
  opened: number;
  /** Found no more. */
  resolved: number;
}

/** @throws {QualityRuleError} that names the rule when its SQL fails */
export async function checkRule(sql: Sql, rule: QualityRule, check: CheckOfDay): Promise<RuleOutcome> {
  await findAll(sql, rule, check);
  await reopenFound(sql, rule, check);
  await resolveUnfound(sql, rule, check);
  const [counted] = await sql.query<Omit<RuleOutcome, 'rule' | 'topic' | 'severity'>>(
    `/* quality:count   $1 = rule, $2 = run id */
select (count(*) filter (where state = 'OPEN'))::integer as open,
       (count(*) filter (where state = 'ACKNOWLEDGED'))::integer as acknowledged,
       (count(*) filter (where state = 'OPEN' and opened_by_run_id = $2::uuid))::integer as opened,
       (count(*) filter (where resolved_by_run_id = $2::uuid))::integer as resolved
  from quality_finding
 where rule = $1`,
    [rule.code, check.runId],
  );
  return { rule: rule.code, topic: rule.topic, severity: rule.severity, ...counted! };
}

async function findAll(sql: Sql, rule: QualityRule, { runId, asOf, today }: CheckOfDay): Promise<void> {
  try {
    await sql.query(compileFind(rule), [asOf, today, runId, rule.code, rule.topic, rule.severity]);
  } catch (error) {
    throw isFaultOfStatement(error) ? new QualityRuleError(rule.code, error) : error;
  }
}

/** Rather than one of the connection, the server or a stop, which has nothing to do with the rule. */
function isFaultOfStatement(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(0A|2[0-9A-Z]|42|P0)[0-9A-Z]{3}$/.test(code);
}

function compileFind({ code, found }: QualityRule): string {
  return `/* quality:find/${code}   $1 = as-of day, $2 = today, $3 = run id, $4 = rule, $5 = topic, $6 = severity */
with checked as (
  select $1::date as as_of, $2::date as today
),
found as (
${found}
)
insert into quality_finding as finding
       (region_code, branch_code, area_code, rule, topic, severity, subject, month, record_ids, record_count, details,
        first_found_run_id, last_found_run_id, last_found_as_of, opened_by_run_id)
select found.region_code, found.branch_code, found.area_code, $4, $5, $6, found.subject, found.month, found.record_ids,
       found.record_count, found.details, $3::uuid, $3::uuid, $1::date, $3::uuid
  from found
on conflict (region_code, rule, subject) do update
   set branch_code = excluded.branch_code, area_code = excluded.area_code, topic = excluded.topic,
       severity = excluded.severity, month = excluded.month, record_ids = excluded.record_ids,
       record_count = excluded.record_count, details = excluded.details, last_found_at = excluded.last_found_at,
       last_found_run_id = excluded.last_found_run_id,
       last_found_as_of = greatest(finding.last_found_as_of, excluded.last_found_as_of)`;
}

async function reopenFound(sql: Sql, { code }: QualityRule, { runId }: CheckOfDay): Promise<void> {
  await sql.query(
    `/* quality:reopen   $1 = rule, $2 = run id */
update quality_finding
   set state = 'OPEN', opened_at = now(), opened_by_run_id = $2::uuid,
       acknowledged_at = null, acknowledged_by = null, acknowledgement = null,
       resolved_at = null, resolved_by = null, resolved_by_run_id = null, resolution = null
 where rule = $1
   and state = 'RESOLVED'
   and last_found_run_id = $2::uuid`,
    [code, runId],
  );
}

/** What was found as of a later day stands: of that day this check says nothing. */
async function resolveUnfound(sql: Sql, { code }: QualityRule, { runId, asOf }: CheckOfDay): Promise<void> {
  await sql.query(
    `/* quality:resolve   $1 = rule, $2 = run id, $3 = as-of day */
update quality_finding
   set state = 'RESOLVED', resolved_at = now(), resolved_by_run_id = $2::uuid
 where rule = $1
   and state <> 'RESOLVED'
   and last_found_run_id is distinct from $2::uuid
   and last_found_as_of <= $3::date`,
    [code, runId, asOf],
  );
}
