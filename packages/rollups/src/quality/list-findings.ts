import type { FindingDetails, FindingState, Severity, Sql } from '@oblys/database';
import { assertAreaCode, type IsoDate } from '@oblys/domain';
import { getQualityRule } from './quality-catalogue.js';

export interface FindingFilter {
  rule?: string | undefined;
  state?: FindingState | undefined;
  /** A region, a district, or the area that a finding is about. */
  areaCode?: string | undefined;
  limit: number;
}

export interface ListedFinding {
  id: string;
  rule: string;
  severity: Severity;
  state: FindingState;
  areaCode: string;
  areaName: string;
  month: IsoDate | null;
  recordIds: string[];
  recordCount: number;
  details: FindingDetails;
  lastFoundAsOf: IsoDate;
}

export interface ListedFindings {
  findings: ListedFinding[];
  /** Those beyond the limit too. */
  total: number;
}

/**
 * Findings, the heaviest first and of these the newest.
 * @throws {NotFoundError} when there is no such rule
 */
export async function listFindings(sql: Sql, { rule, state, areaCode, limit }: FindingFilter): Promise<ListedFindings> {
  if (rule !== undefined) getQualityRule(rule);
  if (areaCode !== undefined) assertAreaCode(areaCode);
  const rows = await sql.query<ListedFinding & { total: number }>(
    `/* quality:list   $1 = rule or null, $2 = state or null, $3 = area or null, $4 = most */
select finding.id, finding.rule, finding.severity, finding.state, finding.area_code as "areaCode",
       area.name_en as "areaName", finding.month, finding.record_ids as "recordIds",
       finding.record_count as "recordCount", finding.details, finding.last_found_as_of as "lastFoundAsOf",
       (count(*) over ())::integer as total
  from quality_finding as finding
  join area
    on area.code = finding.area_code
 where finding.rule = coalesce($1::text, finding.rule)
   and finding.state = coalesce($2::text, finding.state)
   and ($3::text is null or $3::text in (finding.region_code, finding.branch_code, finding.area_code))
 order by finding.severity_rank, finding.month desc nulls last, finding.id desc
 limit $4::integer`,
    [rule ?? null, state ?? null, areaCode ?? null, limit],
  );
  return { total: rows[0]?.total ?? 0, findings: rows.map(({ total: _total, ...finding }) => finding) };
}
