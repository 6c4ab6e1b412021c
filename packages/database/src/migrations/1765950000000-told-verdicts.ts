import type { MigrationInterface, QueryRunner } from 'typeorm';

const openTopics = [
  ...['organization', 'election', 'faction', 'proposal', 'roadmap', 'monitoring', 'funding', 'commissionPlan'],
  ...['facility', 'correspondence'],
];

/** They follow from what is stated and from the calendar, and say nothing of records. */
const reasonsWithoutRecords = [
  ...['UNKNOWN_MEASURE', 'NO_PROGRAMME_DIMENSION', 'UNIT_DIFFERS', 'LEVEL_WITHOUT_FIGURES', 'NOT_COMPUTED'],
];

/** Their outcomes say how many verdicts of each kind there were, those that are not told among them. */
const columnsWithoutOutcome: Readonly<Record<string, readonly string[]>> = {
  run: ['id', 'kind', 'state', 'as_of', 'started_at', 'finished_at', 'error', 'job_run_id'],
  job_run: [
    ...['id', 'job', 'scheduled_for', 'as_of', 'trigger', 'state', 'lane', 'ready_at', 'deadline_at', 'missed_count'],
    ...['attempt_count', 'failure_count', 'loss_count', 'token', 'requested_by', 'started_at', 'finished_at'],
    ...['row_count', 'cell_count', 'check_count', 'error'],
  ],
  job_run_step: ['run_id', 'step', 'done_at'],
};

/** The reports of which whoever reads records sees the figures. */
const ofOwnArea = `
  exists (
    select
      from stated_figure as figure
      join report
        on report.id = figure.report_id
     where figure.id = stated_figure_id
       and report.area_code = any ((select nullif(current_setting('oblys.figures_of', true), '')::text[])::text[]))`;

/**
 * What the records say of a stated figure is told to anybody where its topic counts no people, or where an official
 * publication says the very same of the very same cell; else to whoever reads records that count people, of the areas
 * whose figures they see. So is what people said of it.
 */
export class ToldVerdicts1765950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createFunctions(runner);
    for (const table of ['figure_verdict', 'figure_explanation']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`
        create policy everywhere on ${table} for select to oblys_everywhere using (
          (select pg_has_role('oblys_reader', 'usage')))`);
      await runner.query(`create policy confined on ${table} for select to oblys_reader using (${ofOwnArea})`);
    }
    await runner.query(`
      create policy told on figure_verdict for select to oblys_public using (
        is_told_to_anybody(stated_figure_id, computed, reason, basis))`);
    // An explanation says what was computed when it was given: that it is told is told by the verdict, as it was or is.
    await runner.query(`
      create policy told on figure_explanation for select to oblys_public using (
        topic in (${quoted(openTopics)})
        or exists (
             select
               from stated_figure as figure
               join figure_verdict as verdict
                 on verdict.stated_figure_id = figure.id
              where figure.id = figure_explanation.stated_figure_id
                and (figure.topic, figure.measure, figure.programme_code, figure.period_from, figure.period_to)
                    is not distinct from
                    (figure_explanation.topic, figure_explanation.measure, figure_explanation.programme_code,
                     figure_explanation.period_from, figure_explanation.period_to)
                and verdict.computed = figure_explanation.computed
           ))`);
    for (const [table, columns] of Object.entries(columnsWithoutOutcome)) {
      await runner.query(`revoke select on ${table} from oblys_viewer, oblys_reader`);
      await runner.query(`grant select (${columns.join(', ')}) on ${table} to oblys_viewer, oblys_reader`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(columnsWithoutOutcome)) {
      await runner.query(`revoke select (${columns.join(', ')}) on ${table} from oblys_viewer, oblys_reader`);
      await runner.query(`grant select on ${table} to oblys_viewer, oblys_reader`);
    }
    for (const table of ['figure_explanation', 'figure_verdict']) {
      await runner.query(`drop policy told on ${table}`);
      await runner.query(`drop policy confined on ${table}`);
      await runner.query(`drop policy everywhere on ${table}`);
      await runner.query(`alter table ${table} disable row level security`);
    }
    await runner.query('drop function has_verdict(uuid, uuid)');
    await runner.query('drop function is_told_to_anybody(uuid, numeric, text, jsonb)');
  }
}

/** The first reads as whoever asks, and what it reads anybody may; the second says nothing of what was found. */
async function createFunctions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function is_told_to_anybody(figure_id uuid, computed numeric, reason text, basis jsonb) returns boolean
    language sql stable
    as $$
      select exists (
        select
          from stated_figure as figure
         where figure.id = figure_id
           and (figure.topic in (${quoted(openTopics)})
                or reason in (${quoted(reasonsWithoutRecords)})
                or exists (
                     select
                       from report
                       join publication
                         on publication.as_of = report.as_of
                        and publication.name = 'official'
                       join protected_figure as cell
                         on cell.publication_id = publication.id
                        and cell.topic = figure.topic
                        and cell.area_code = report.area_code
                        and cell.programme_code = coalesce(figure.programme_code, 'ALL')
                        and cell.period_start = figure.period_from
                      cross join lateral (
                        select case cell.grain
                               when 'MONTH' then cell.period_start + interval '1 month'
                               when 'QUARTER' then cell.period_start + interval '3 months'
                               when 'HALF_YEAR' then cell.period_start + interval '6 months'
                               when 'YEAR' then cell.period_start + interval '1 year'
                                end::date - 1 as last_day
                      ) as period
                      cross join lateral (
                        select cell.figures -> 'values' as "values", cell.figures -> 'withheld' as withheld,
                               (cell.figures ->> 'recordCount')::numeric as record_count
                      ) as shown
                      where report.id = figure.report_id
                        and least(period.last_day, report.as_of) = least(figure.period_to, report.as_of)
                        and case when computed is null
                                 then shown.withheld @> jsonb_build_array(
                                        jsonb_build_object('measure', figure.measure, 'reason', reason))
                                 when basis ? 'numerator' then shown."values" ->> figure.measure is not null
                                 else (shown."values" ->> figure.measure)::numeric = computed end
                        and (not basis ? 'recordCount' or (basis ->> 'recordCount')::numeric = shown.record_count)
                        and (not basis ? 'numerator'
                             or (basis #>> '{numerator,count}')::numeric
                                = (shown."values" ->> (basis #>> '{numerator,measure}'))::numeric)
                        and (not basis ? 'denominator'
                             or (basis #>> '{denominator,count}')::numeric
                                = (shown."values" ->> (basis #>> '{denominator,measure}'))::numeric)
                   )
               )
      )
    $$`);
  await runner.query(`
    comment on function is_told_to_anybody(uuid, numeric, text, jsonb) is
      'Whether what was found of a stated figure may be told to anybody: it counts no people, or an official publication shows the same value of the same area, span, programme and day, with all that the verdict rests on.'`);
  await runner.query(`
    create function has_verdict(reconciliation uuid, figure_id uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
      select exists (
        select from figure_verdict where reconciliation_id = reconciliation and stated_figure_id = figure_id)
    $$`);
  await runner.query(`
    comment on function has_verdict(uuid, uuid) is
      'Whether a reconciliation found anything of a figure, be it told to whoever asks or not.'`);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
