import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say of stated figures that the records do not agree with: who, when and why. */
export class MismatchExplanations1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table figure_explanation (
        id uuid primary key default new_id(),
        stated_figure_id uuid not null references stated_figure (id) on delete cascade,
        topic text not null,
        measure text not null,
        programme_code text,
        period_from date,
        period_to date not null,
        value numeric not null,
        unit text not null,
        qualifier text not null,
        rounding_unit numeric,
        computed numeric not null,
        difference numeric not null,
        reason text not null check (
          reason in ('REPORT_WRONG', 'RECORDS_INCOMPLETE', 'DEFINITION_DIFFERS', 'LATE_RECORDS', 'OTHER')),
        text text not null check (text ~ '\\S' and char_length(text) <= 10000),
        explained_by text not null,
        explained_at timestamptz not null default now(),
        withdrawn_by text,
        withdrawn_at timestamptz,
        check ((withdrawn_by is null) = (withdrawn_at is null))
      )`);
    await runner.query(
      `create index figure_explanation_stated_figure_id_idx on figure_explanation (stated_figure_id, explained_at desc)`,
    );
    await runner.query(
      `comment on table figure_explanation is 'What people say of mismatches, each beside what was stated and computed when it was said. Rows are added and withdrawn, never changed otherwise.'`,
    );
    await runner.query(
      `create function keep_figure_explanation() returns trigger
       language plpgsql
       as $$
       begin
         if old.withdrawn_at is not null
            or to_jsonb(old) - 'withdrawn_by' - 'withdrawn_at' is distinct from to_jsonb(new) - 'withdrawn_by' - 'withdrawn_at' then
           raise exception 'Explanation % is history: it can be withdrawn once, and not be changed.', old.id
             using errcode = 'restrict_violation';
         end if;
         return new;
       end
       $$`,
    );
    await runner.query(
      `create trigger figure_explanation_keep before update on figure_explanation
         for each row execute function keep_figure_explanation()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table figure_explanation`);
    await runner.query(`drop function keep_figure_explanation()`);
  }
}
