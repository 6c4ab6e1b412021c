import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What checks and verifications found wrong, and backfills, so that one that was stopped goes on where it was. */
export class Findings1763900800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table finding (
        id uuid primary key default new_id(),
        run_id uuid not null references run (id),
        kind text not null check (kind in ('CHECK', 'VERIFY')),
        topic text not null,
        rule text not null,
        area_code text not null,
        grain text,
        period_start date,
        programme_code text,
        expected text,
        found text,
        message text not null,
        found_at timestamptz not null default now(),
        resolved_at timestamptz check (resolved_at >= found_at),
        resolved_by_run_id uuid references run (id),
        check ((resolved_at is null) = (resolved_by_run_id is null))
      )`);
    await runner.query(
      `comment on table finding is 'Rows of figures that are not what they should be: of builds that were not made current (CHECK), of the current build (VERIFY).'`,
    );
    await runner.query(`create index finding_run_id_idx on finding (run_id)`);
    await runner.query(`create index finding_topic_idx on finding (topic) where resolved_at is null`);
    await runner.query(`
      create table backfill (
        id uuid primary key default new_id(),
        topics text not null,
        from_month date not null,
        to_month date not null,
        done_through date check (done_through between from_month and to_month),
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        check (from_month <= to_month)
      )`);
    await runner.query(`comment on column backfill.topics is 'Their codes, sorted, a comma between two.'`);
    await runner.query(
      `comment on column backfill.done_through is 'The last month that is counted anew; one that is asked for again goes on after it.'`,
    );
    await runner.query(
      `create unique index backfill_open_idx on backfill (topics, from_month, to_month) where finished_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table backfill, finding`);
  }
}
