import type { Sql } from '@oblys/database';
import {
  assertAreaCode,
  countryCode,
  InvalidInputError,
  parseIsoDate,
  type AreaLevel,
  type IsoDate,
} from '@oblys/domain';
import { getQualityRule } from './quality-catalogue.js';

/** How many findings stood after the check as of a day. */
export interface QualityTrendPoint {
  asOf: IsoDate;
  open: number;
  acknowledged: number;
}

export interface QualityTrendAsk {
  from: IsoDate;
  to: IsoDate;
  /** A region; the whole country where null. */
  areaCode: string | null;
  /** One rule; all where null. */
  rule: string | null;
  /** The areas whose findings may be seen; null where all. */
  within: readonly string[] | null;
}

/** A rule that found nothing has a row too: that none is open on a day is something else than that nobody looked. */
export async function writeTrend(sql: Sql, runId: string, asOf: IsoDate, rules: readonly string[]): Promise<void> {
  await sql.query(
    `/* quality:trend   $1 = as-of day, $2 = rules, $3 = run id */
insert into quality_trend (as_of, rule, region_code, open_count, acknowledged_count, run_id)
select $1::date, rule.code, region.code,
       count(finding.id) filter (where finding.state = 'OPEN'),
       count(finding.id) filter (where finding.state = 'ACKNOWLEDGED'), $3::uuid
  from unnest($2::text[]) as rule (code)
  join area as region
    on region.level = 'REGION'
  left join quality_finding as finding
    on finding.region_code = region.code
   and finding.rule = rule.code
   and finding.state <> 'RESOLVED'
 group by rule.code, region.code
on conflict (as_of, rule, region_code) do update
   set open_count = excluded.open_count, acknowledged_count = excluded.acknowledged_count, run_id = excluded.run_id`,
    [asOf, rules, runId],
  );
}

/**
 * One point for each day that was checked as of, oldest first.
 * @throws {InvalidInputError} when the span is reversed, or the area is neither a region nor the country
 * @throws {NotFoundError} when there is no such rule
 */
export async function readQualityTrend(sql: Sql, ask: QualityTrendAsk): Promise<QualityTrendPoint[]> {
  const { from, to, areaCode, rule, within } = ask;
  if (parseIsoDate(from, 'first day') > parseIsoDate(to, 'last day')) {
    throw new InvalidInputError(`The span ${from}..${to} is reversed: its end is before its start.`);
  }
  if (rule !== null) getQualityRule(rule);
  const regionCode = areaCode === null || areaCode === countryCode ? null : await getRegion(sql, areaCode);
  return sql.query<QualityTrendPoint>(
    `/* quality:trend/read   $1 = first day, $2 = last day, $3 = region or null, $4 = rule or null, $5 = areas or null */
select as_of as "asOf", sum(open_count)::integer as open, sum(acknowledged_count)::integer as acknowledged
  from quality_trend
 where as_of between $1::date and $2::date
   and region_code = coalesce($3::text, region_code)
   and rule = coalesce($4::text, rule)
   and ($5::text[] is null or region_code = any ($5::text[]))
 group by as_of
 order by as_of`,
    [from, to, regionCode, rule, within],
  );
}

async function getRegion(sql: Sql, areaCode: string): Promise<string> {
  assertAreaCode(areaCode);
  const [area] = await sql.query<{ level: AreaLevel }>('select level from area where code = $1', [areaCode]);
  if (area?.level === 'REGION') return areaCode;
  const what = area === undefined ? 'is no area' : `is a ${area.level}`;
  throw new InvalidInputError(`The trend is kept for regions and the country, and ${areaCode} ${what}.`);
}
