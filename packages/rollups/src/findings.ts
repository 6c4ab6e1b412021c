import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/** CHECK: a build contradicted the records or itself and was not made current. VERIFY: what is stored differs from a full recount. */
export type FindingKind = 'CHECK' | 'VERIFY';

/** A row that is not what it should be. */
export interface Finding {
  topic: string;
  /** What does not hold, as a sentence or a comparison of measures. */
  rule: string;
  areaCode: string;
  grain: string | null;
  periodStart: IsoDate | null;
  programmeCode: string | null;
  /** What it should be, and what it is; null where there is no such row. */
  expected: string | null;
  found: string | null;
  message: string;
}

/** How many rows of one topic are named; further ones are counted. */
export const findingsAtMost = 100;

export async function recordFindings(
  sql: Sql,
  runId: string,
  kind: FindingKind,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  await sql.query(
    `/* finding:record   $1 = run id, $2 = kind, $3 = findings */
insert into finding (run_id, kind, topic, rule, area_code, grain, period_start, programme_code, expected, found, message)
select $1::uuid, $2, given.topic, given.rule, given."areaCode", given.grain, given."periodStart", given."programmeCode",
       given.expected, given.found, given.message
  from jsonb_to_recordset($3::jsonb)
    as given (topic text, rule text, "areaCode" text, grain text, "periodStart" date, "programmeCode" text,
              expected text, found text, message text)`,
    [runId, kind, JSON.stringify(findings)],
  );
}

/** The topics are right now: what was found of them before is done with. */
export async function resolveFindings(
  sql: Sql,
  runId: string,
  topics: readonly string[],
  kinds: readonly FindingKind[],
): Promise<void> {
  await sql.query(
    `/* finding:resolve   $1 = run id, $2 = topics, $3 = kinds */
update finding
   set resolved_at = clock_timestamp(), resolved_by_run_id = $1::uuid
 where topic = any ($2::text[])
   and kind = any ($3::text[])
   and resolved_at is null`,
    [runId, topics, kinds],
  );
}
