import { advisoryLocks, type Database, type Sql } from '@oblys/database';
import { businessDay, type IsoDate } from '@oblys/domain';
import { assertAsOf } from '../asks.js';
import { runAlone } from '../run-alone.js';
import { createSteps, setForManyRecords, type BuildWatch } from '../stage-build.js';
import { checkRule, type RuleOutcome } from './check-rule.js';
import { rulesOf } from './quality-catalogue.js';
import type { QualityRule } from './quality-rule.js';
import { writeTrend } from './quality-trend.js';
import { qualityRules } from './rules/index.js';

export interface CheckQualityOptions extends BuildWatch {
  /** Rules that hang on the passing of days look at the end of this one. */
  asOf: IsoDate;
  /** Codes of the topics to check, `reporting` among them; all unless given. */
  topics?: readonly string[] | undefined;
}

export interface QualityCheck {
  runId: string;
  asOf: IsoDate;
  rules: RuleOutcome[];
  open: number;
  opened: number;
  resolved: number;
}

/**
 * Checks the records of all regions by the rules of data quality, in one snapshot, and keeps what is found: a finding
 * is known again by its rule and subject, one that is found no more is resolved, one that comes back opens again. Two
 * checks that run at once wait for each other.
 * @throws {InvalidInputError} when the day has not come
 * @throws {NotFoundError} when a topic does not exist
 * @throws {QualityRuleError} when a rule cannot be checked; then all findings stay as they were
 */
export async function checkQuality(database: Database, options: CheckQualityOptions): Promise<QualityCheck> {
  const { asOf, topics } = options;
  assertAsOf(asOf);
  const rules = rulesOf(topics);
  const checked = await runAlone(database, {
    kind: 'QUALITY',
    asOf,
    watch: options,
    lock: async (sql) => void (await sql.query('select pg_advisory_lock($1)', [advisoryLocks.quality])),
    unlock: async (sql) => void (await sql.query('select pg_advisory_unlock($1)', [advisoryLocks.quality])),
    work: (sql, runId, watch) => checkAll(sql, runId, asOf, rules, watch),
  });
  return { asOf, ...checked };
}

type Checked = Pick<QualityCheck, 'rules' | 'open' | 'opened' | 'resolved'>;

async function checkAll(
  sql: Sql,
  runId: string,
  asOf: IsoDate,
  rules: readonly QualityRule[],
  watch: BuildWatch,
): Promise<Checked> {
  // Before anything is read, and so before the snapshot: an answer that somebody gives to a finding meanwhile waits,
  // where PostgreSQL would otherwise end the check for a row that changed under it.
  await sql.query('lock table quality_finding in share row exclusive mode');
  await setForManyRecords(sql);
  const check = { runId, asOf, today: businessDay(new Date()) };
  const step = createSteps(rules.length, watch);
  const outcomes: RuleOutcome[] = [];
  for (const rule of rules) {
    outcomes.push(await step({ code: rule.topic }, 'RULES', () => checkRule(sql, rule, check)));
  }
  await resolveRetired(sql, runId);
  await writeTrend(
    sql,
    runId,
    asOf,
    rules.map(({ code }) => code),
  );
  const sum = (of: 'open' | 'opened' | 'resolved') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  return { rules: outcomes, open: sum('open'), opened: sum('opened'), resolved: sum('resolved') };
}

/** What was found by rules that are in the catalogue no more: nobody will ever find it again. */
async function resolveRetired(sql: Sql, runId: string): Promise<void> {
  await sql.query(
    `/* quality:resolve-retired   $1 = run id, $2 = rules */
update quality_finding
   set state = 'RESOLVED', resolved_at = now(), resolved_by_run_id = $1::uuid
 where rule <> all ($2::text[])
   and state <> 'RESOLVED'`,
    [runId, qualityRules.map(({ code }) => code)],
  );
}
