import type { Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import type { StatedReport } from './stated-report.js';

export interface LoadedReport {
  reportId: string;
  /** Counts the changes of the report, starting at 1. */
  version: number;
  outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED';
}

/** Who took it in, and from which file; nobody and none for the report that the project carries. */
export interface ReportEntry {
  readonly recordedBy?: string | undefined;
  readonly file?: { readonly name: string; readonly sha256: string } | undefined;
}

/**
 * Takes a report in, or what differs of it when it is there already by its source_ref: the same again writes nothing, a
 * change raises the version. Verdicts and checks speak of figures as they were stated, so those of changed figures go,
 * and the checks of later reports against them; with the area or the as-of day, all of them. One statement, so that a
 * report is never seen half changed.
 *
 * @throws {NotFoundError} when the area or a programme is not in the database
 */
export async function loadReport(sql: Sql, report: StatedReport, entry: ReportEntry = {}): Promise<LoadedReport> {
  await assertKnown(sql, report);
  const values = [
    report.sourceRef,
    report.areaCode,
    report.title,
    report.language,
    report.text,
    report.publishedOn,
    report.asOf,
    JSON.stringify(report.figures),
    entry.recordedBy ?? null,
    entry.file?.name ?? null,
    entry.file?.sha256 ?? null,
  ];
  // Nothing comes back when another load of the same report committed in between: then it is read anew.
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const [loaded] = await sql.query<LoadedReport>(loadStatement, values);
    if (loaded !== undefined) return loaded;
  }
  throw new Error(`The report ${report.sourceRef} is being written by others all the time; it was not loaded.`);
}

async function assertKnown(sql: Sql, { sourceRef, areaCode, figures }: StatedReport): Promise<void> {
  const programmes = [...new Set(figures.map(({ programmeCode }) => programmeCode).filter((code) => code !== null))];
  const unknown = await sql.query<{ kind: string; code: string }>(
    `/* report:unknown-keys   $1 = area, $2 = programmes */
     select 'area' as kind, given.code
       from (values ($1::text)) as given (code)
      where not exists (select from area where area.code = given.code)
      union all
     select 'programme', given.code
       from unnest($2::text[]) as given (code)
      where not exists (select from programme where programme.code = given.code)`,
    [areaCode, programmes],
  );
  if (unknown.length > 0) {
    const named = unknown.map(({ kind, code }) => `${kind} ${code}`).join(', ');
    throw new NotFoundError(
      `The report ${sourceRef} names what the database does not hold: ${named}. Nothing is loaded.`,
    );
  }
}

const figureColumns = `number, topic, measure, programme_code, period_from, period_to, value, unit, qualifier,
           rounding_unit, wording, note`;

const loadStatement = `
  /* report:load   $1 = source_ref, $2 = area, $3 = title, $4 = language, $5 = text, $6 = published, $7 = as of, $8 = figures, $9 = who, $10 = file, $11 = hash */
  with incoming as (
    select figure.number, figure.topic, figure.measure, figure."programmeCode" as programme_code,
           figure."periodFrom" as period_from, figure."periodTo" as period_to, figure.value, figure.unit,
           figure.qualifier, figure."roundingUnit" as rounding_unit, figure.wording, figure.note
      from jsonb_to_recordset($8::jsonb) as figure (
             number integer, topic text, measure text, "programmeCode" text, "periodFrom" date, "periodTo" date,
             value numeric, unit text, qualifier text, "roundingUnit" numeric, wording text, note text)
  ),
  known as (
    select report.id, report.version, (report.area_code, report.as_of) is distinct from ($2::text, $7::date) as is_moved,
           (report.title, report.language, report.text, report.published_on)
             is distinct from ($3::text, $4::text, $5::text, $6::date) as is_renamed
      from report
     where report.source_ref = $1::text
  ),
  standing as (
    select ${figureColumns}
      from stated_figure
     where report_id = (select known.id from known)
  ),
  differing as (
    (select ${figureColumns} from incoming except select ${figureColumns} from standing)
     union all
    (select ${figureColumns} from standing except select ${figureColumns} from incoming)
  ),
  change as (
    select from known where is_moved or is_renamed
     union all
    select from differing
  ),
  saved as (
    insert into report (area_code, source_ref, title, language, text, published_on, as_of, recorded_by, file_name,
                        file_sha256)
    values ($2::text, $1::text, $3::text, $4::text, $5::text, $6::date, $7::date, $9::text, $10::text, $11::text)
    on conflict (source_ref) do update
       set area_code = excluded.area_code, title = excluded.title, language = excluded.language, text = excluded.text,
           published_on = excluded.published_on, as_of = excluded.as_of, version = report.version + 1,
           recorded_by = excluded.recorded_by, file_name = excluded.file_name, file_sha256 = excluded.file_sha256
     -- What differs was found of the version that is known: where another load wrote meanwhile, nothing is updated.
     where report.version = (select known.version from known)
       and exists (select from change)
    returning report.id, report.version
  ),
  saved_figure as (
    insert into stated_figure (report_id, ${figureColumns})
    select saved.id, ${figureColumns}
      from saved
     cross join incoming
     where incoming.number in (select differing.number from differing)
    on conflict (report_id, number) do update
       set topic = excluded.topic, measure = excluded.measure, programme_code = excluded.programme_code,
           period_from = excluded.period_from, period_to = excluded.period_to, value = excluded.value,
           unit = excluded.unit, qualifier = excluded.qualifier, rounding_unit = excluded.rounding_unit,
           wording = excluded.wording, note = excluded.note
  ),
  removed_figure as (
    delete from stated_figure
     using saved
     where stated_figure.report_id = saved.id
       and stated_figure.number not in (select incoming.number from incoming)
  ),
  removed_verdict as (
    delete from figure_verdict
     using saved, known, stated_figure
     where stated_figure.report_id = saved.id
       and figure_verdict.stated_figure_id = stated_figure.id
       and (known.is_moved or stated_figure.number in (select differing.number from differing))
  ),
  removed_check as (
    delete from report_check
     using saved, known, reconciliation
     where reconciliation.report_id = saved.id
       and report_check.reconciliation_id = reconciliation.id
       and (known.is_moved or report_check.topic in (select differing.topic from differing))
  ),
  removed_later_check as (
    delete from report_check
     using saved, known, stated_figure
     where stated_figure.report_id = saved.id
       and report_check.earlier_figure_id = stated_figure.id
       and (known.is_moved or stated_figure.number in (select differing.number from differing))
  )
  select coalesce(saved.id, known.id) as "reportId",
         coalesce(saved.version, known.version) as version,
         case when saved.id is null then 'UNCHANGED' when known.id is null then 'CREATED' else 'UPDATED' end as outcome
    from (values (1)) as one (row)
    left join saved on true
    left join known on true
   where saved.id is not null
      or known.id is not null and not exists (select from change)`;
