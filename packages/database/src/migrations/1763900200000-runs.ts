import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the platform did: imports of files, runs, the current build of each topic, publications. */
export class Runs1763900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import (
        id uuid primary key default new_id(),
        kind text not null,
        file_name text not null,
        file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
        row_count integer not null check (row_count >= 0),
        imported_at timestamptz not null default now(),
        undone_at timestamptz check (undone_at >= imported_at)
      )`);
    await runner.query(
      `comment on table import is 'A file that was taken in; its records carry its id and their row number.'`,
    );
    await runner.query(`create index import_file_sha256_idx on import (file_sha256)`);

    await runner.query(`
      create table run (
        id uuid primary key default new_id(),
        kind text not null check (kind in ('ROLLUP', 'PUBLISH', 'RECONCILE', 'VERIFY', 'DEMO')),
        state text not null check (state in ('RUNNING', 'SUCCEEDED', 'FAILED')),
        as_of date,
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        error text,
        outcome jsonb not null default '{}',
        check ((state = 'RUNNING') = (finished_at is null)),
        check ((state = 'FAILED') = (error is not null))
      )`);
    await runner.query(`comment on column run.outcome is 'What the run counted and wrote, by topic.'`);
    await runner.query(`create index run_started_at_idx on run (started_at, id)`);

    await runner.query(`
      create table build (
        topic text primary key,
        as_of date not null,
        run_id uuid not null references run (id),
        definition_version text not null,
        built_at timestamptz not null default now(),
        record_count bigint not null check (record_count >= 0)
      )`);
    await runner.query(
      `comment on table build is 'The current build of each topic: the day its summary table is as of, the run that built it, the hash of its definition.'`,
    );

    await runner.query(`
      create table publication (
        id uuid primary key default new_id(),
        area_code text not null references area (code),
        as_of date not null,
        name text not null,
        run_id uuid not null references run (id),
        published_at timestamptz not null default now(),
        unique (area_code, as_of, name)
      )`);
    await runner.query(`
      create table publication_figure (
        publication_id uuid not null references publication (id),
        topic text not null,
        area_code text not null references area (code),
        grain text not null check (grain in ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
        period_start date not null,
        programme_code text not null default 'ALL',
        definition_version text not null,
        figures jsonb not null,
        primary key (publication_id, topic, area_code, grain, period_start, programme_code)
      )`);
    await runner.query(
      `comment on table publication is 'A named, immutable copy of the figures of an area and the areas below it, for a day.'`,
    );
    await runner.query(`
      create function refuse_change_of_publication() returns trigger
      language plpgsql
      as $$
      begin
        raise exception 'A publication is immutable: % of % is refused.', lower(tg_op), tg_table_name
          using errcode = 'check_violation', constraint = 'publication_is_immutable';
      end
      $$`);
    for (const table of ['publication', 'publication_figure']) {
      await runner.query(`
        create trigger ${table}_is_immutable
        before update or delete or truncate on ${table}
        for each statement execute function refuse_change_of_publication()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table publication_figure, publication, build, run, import`);
    await runner.query(`drop function refuse_change_of_publication()`);
  }
}
