import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published reports, the figures they state, and what reconciling them against the records found. */
export class Reports1763900400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table report (
        id uuid primary key default new_id(),
        area_code text not null references area (code),
        source_ref text not null unique,
        title text not null,
        language text not null check (language in ('KK', 'RU', 'EN')),
        text text not null,
        published_on date not null,
        as_of date not null,
        version integer not null default 1,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create index report_published_on_idx on report (published_on, id)`);
    await runner.query(`create index report_area_code_idx on report (area_code, published_on)`);

    await runner.query(`
      create table stated_figure (
        id uuid primary key default new_id(),
        report_id uuid not null references report (id) on delete cascade,
        number integer not null check (number >= 1),
        topic text not null,
        measure text not null,
        programme_code text references programme (code),
        period_from date,
        period_to date not null,
        value numeric not null,
        unit text not null,
        qualifier text not null check (qualifier in ('EXACT', 'ROUNDED', 'ABOUT', 'MORE_THAN', 'LESS_THAN')),
        rounding_unit numeric check (rounding_unit > 0),
        wording text not null,
        note text not null default '',
        unique (report_id, number),
        check (period_from is null or period_from <= period_to),
        check (qualifier <> 'ROUNDED' or rounding_unit is not null)
      )`);
    await runner.query(
      `comment on column stated_figure.period_from is 'Null: a stock is the level on the day, a flow counts since the first record.'`,
    );
    await runner.query(
      `comment on column stated_figure.measure is 'Code of the measure within its topic; the value is in unit, shares in percent.'`,
    );

    await runner.query(`
      create table reconciliation (
        id uuid primary key default new_id(),
        report_id uuid not null references report (id) on delete cascade,
        run_id uuid not null references run (id),
        reconciled_at timestamptz not null default now()
      )`);
    await runner.query(`create index reconciliation_report_id_idx on reconciliation (report_id, reconciled_at desc)`);

    await runner.query(`
      create table figure_verdict (
        reconciliation_id uuid not null references reconciliation (id) on delete cascade,
        stated_figure_id uuid not null references stated_figure (id) on delete cascade,
        verdict text not null check (verdict in ('MATCH', 'WITHIN_ROUNDING', 'CONSISTENT', 'MISMATCH', 'NOT_COMPUTABLE')),
        computed numeric,
        difference numeric,
        reason text,
        basis jsonb not null default '{}',
        primary key (reconciliation_id, stated_figure_id),
        check ((verdict = 'NOT_COMPUTABLE') = (reason is not null)),
        check ((verdict = 'NOT_COMPUTABLE') = (computed is null))
      )`);
    await runner.query(`create index figure_verdict_stated_figure_id_idx on figure_verdict (stated_figure_id)`);
    await runner.query(`comment on column figure_verdict.computed is 'In the unit the figure is stated in.'`);
    await runner.query(
      `comment on column figure_verdict.basis is 'What the explanation is made from: numerator and denominator, bounds, record count.'`,
    );

    await runner.query(`
      create table report_check (
        reconciliation_id uuid not null references reconciliation (id) on delete cascade,
        number integer not null,
        topic text not null,
        kind text not null check (kind in ('PARTS_OF_WHOLE', 'SHARES_OF_WHOLE')),
        holds boolean not null,
        basis jsonb not null default '{}',
        primary key (reconciliation_id, number)
      )`);
    await runner.query(
      `comment on table report_check is 'The report held against itself: parts that should sum to a whole, with rounding taken as an interval.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table report_check, figure_verdict, reconciliation, stated_figure, report`);
  }
}
