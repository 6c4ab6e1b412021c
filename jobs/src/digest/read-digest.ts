import type { Sql } from '@oblys/database';
import {
  addDays,
  businessDay,
  earlier,
  InvalidInputError,
  NotFoundError,
  periodEnd,
  summaryLevels,
  type IsoDate,
  type LocalizedText,
  type SummaryLevel,
} from '@oblys/domain';
import {
  answerSummaries,
  freshnessOf,
  latestBuild,
  topics,
  type LatestBuild,
  type SummaryAnswer,
  type Topic,
} from '@oblys/rollups';
import type { Digest, DigestDisagreement, DigestFigure, DigestFindings } from './digest.js';
import { figureOf } from './week-change.js';

export interface DigestAsk {
  /** Of the country, a region or a district. */
  readonly areaCode: string;
  /** Figures are those of this day, or of the current build where that is before it. */
  readonly asOf: IsoDate;
  /** The clock, by which figures are overdue; the machine's unless given. */
  readonly now?: Date;
}

/**
 * What a digest of an area tells: to be read in one snapshot. Its figures are those that the summaries of the area give.
 * @throws {NotFoundError} when there is no such area
 * @throws {InvalidInputError} when no figures are kept for areas of its level
 */
export async function readDigest(sql: Sql, { areaCode, asOf: asked, now = new Date() }: DigestAsk): Promise<Digest> {
  const { level, name } = await findArea(sql, areaCode);
  const build = await latestBuild(sql);
  const asOf = build === null ? asked : earlier(asked, build.asOf);
  const since = addDays(asOf, -7);
  const figures: DigestFigure[] = [];
  let overdueRoadmapItems: number | null = null;
  for (const topic of topics) {
    const [latest, before] = await readYears(sql, topic, { areaCode, level, days: [asOf, since], build });
    figures.push(...topic.headline.map((code) => figureOf(topic, code, { latest, before, asOf, since })));
    if (topic.code === 'roadmap') overdueRoadmapItems = latest.values['overdue'] as number | null;
  }
  const today = businessDay(now);
  return {
    areaCode,
    areaName: name,
    asOf,
    since,
    runId: build?.runId ?? null,
    figures,
    overdueRoadmapItems,
    findings: await listFindings(sql, areaCode, today),
    disagreements: await listDisagreements(sql, areaCode, today),
    overdueTopics: topics
      .filter((topic) => freshnessOf(topic, build?.topics ?? [], now).isOverdue)
      .map(({ code }) => code),
  };
}

interface YearsAsk {
  readonly areaCode: string;
  readonly level: SummaryLevel;
  readonly days: readonly [asOf: IsoDate, since: IsoDate];
  readonly build: LatestBuild | null;
}

/** The year of each of the days, so far. */
async function readYears(
  sql: Sql,
  topic: Topic,
  { areaCode, level, days, build }: YearsAsk,
): Promise<[SummaryAnswer, SummaryAnswer]> {
  const asks = days.map((asOf) => {
    const start = `${asOf.slice(0, 4)}-01-01`;
    const span = { from: start, to: periodEnd({ grain: 'YEAR', start }), grain: 'YEAR' as const, start };
    return { areaCode, level, asOf, programmeCode: null, ...span };
  });
  const known = build?.topics.find((each) => each.topic === topic.code) ?? null;
  const [latest, before] = await answerSummaries(sql, topic, asks, known);
  return [latest!, before!];
}

async function findArea(sql: Sql, areaCode: string): Promise<{ level: SummaryLevel; name: LocalizedText }> {
  const [area] = await sql.query<{ level: string; name: LocalizedText }>(
    `/* digest:area   $1 = code */
select level, jsonb_build_object('kk', name_kk, 'ru', name_ru, 'en', name_en) as name
  from area
 where code = $1::text`,
    [areaCode],
  );
  if (area === undefined) throw new NotFoundError(`There is no area ${areaCode}, so there is no digest of it.`);
  const level = summaryLevels.find((each) => each === area.level);
  if (level !== undefined) return { level, name: area.name };
  throw new InvalidInputError(
    `The area ${areaCode} is a ${area.level}; figures are kept for the country, regions and districts alone.`,
  );
}

/** The area and all below it. */
const within = `recursive within (code) as (
  select $1::text
   union
  select link.area_code
    from within
    join area_parent as link
      on link.parent_code = within.code
     and link.valid_from <= $2::date
     and link.valid_to > $2::date
)`;

function listFindings(sql: Sql, areaCode: string, today: IsoDate): Promise<DigestFindings[]> {
  return sql.query<DigestFindings>(
    `/* digest:findings   $1 = area, $2 = business day */
with ${within}
select kind, topic, count(*)::integer as count
  from finding
 where resolved_at is null
   and area_code in (select code from within)
 group by kind, topic
 order by kind, topic`,
    [areaCode, today],
  );
}

function listDisagreements(sql: Sql, areaCode: string, today: IsoDate): Promise<DigestDisagreement[]> {
  return sql.query<DigestDisagreement>(
    `/* digest:disagreements   $1 = area, $2 = business day */
with ${within}
select report.title as "reportTitle", report.as_of as "reportAsOf", figure.topic, figure.measure,
       figure.value as stated, found.computed, figure.unit
  from report
 cross join lateral (
   select id
     from reconciliation
    where report_id = report.id
    order by reconciled_at desc, id desc
    limit 1
 ) as latest
  join figure_verdict as found
    on found.reconciliation_id = latest.id
   and found.verdict = 'MISMATCH'
  join stated_figure as figure
    on figure.id = found.stated_figure_id
 where report.area_code in (select code from within)
 order by report.published_on desc, report.id, figure.number`,
    [areaCode, today],
  );
}
