import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A report is held against itself by programmes and spans too, and against the earlier reports of its year. */
export class ReportChecks1765090000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table report_check
         drop constraint report_check_kind_check,
         add column earlier_figure_id uuid references stated_figure (id) on delete cascade,
         add constraint report_check_kind_check check (kind in (
           'PARTS_OF_WHOLE', 'SHARES_OF_WHOLE', 'PROGRAMME_WITHIN_TOTAL', 'SPAN_WITHIN_SPAN', 'EARLIER_REPORT')),
         add constraint report_check_earlier_check check ((kind = 'EARLIER_REPORT') = (earlier_figure_id is not null))`,
    );
    await runner.query(`create index report_check_earlier_figure_id_idx on report_check (earlier_figure_id)`);
    await runner.query(
      `comment on column report_check.earlier_figure_id is 'The figure of an earlier report that is held against one of this; the check goes when that is stated otherwise.'`,
    );
    await runner.query(
      `comment on table report_check is 'The report held against itself or an earlier one, with rounding taken as an interval.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from report_check where kind not in ('PARTS_OF_WHOLE', 'SHARES_OF_WHOLE')`);
    await runner.query(
      `alter table report_check
         drop constraint report_check_kind_check,
         drop column earlier_figure_id,
         add constraint report_check_kind_check check (kind in ('PARTS_OF_WHOLE', 'SHARES_OF_WHOLE'))`,
    );
    await runner.query(
      `comment on table report_check is 'The report held against itself: parts that should sum to a whole, with rounding taken as an interval.'`,
    );
  }
}
