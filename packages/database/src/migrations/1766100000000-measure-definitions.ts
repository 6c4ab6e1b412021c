import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every definition by which a measure was ever computed, from the first build that used it on. A figure of an earlier
 * build or publication is explained by what was in force then, though the definition has changed since.
 */
export class MeasureDefinitions1766100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table measure_definition (
        topic text not null,
        measure text not null,
        number integer not null check (number > 0),
        version text not null,
        run_id uuid not null references run (id),
        as_of date not null,
        in_force_since timestamptz not null default now(),
        name_kk text not null,
        name_ru text not null,
        name_en text not null,
        definition_kk text not null,
        definition_ru text not null,
        definition_en text not null,
        unit text not null,
        kind text not null check (kind in ('FLOW', 'STOCK', 'COHORT', 'RATE')),
        value_type text not null check (value_type in ('COUNT', 'MONEY', 'RATIO')),
        is_additive boolean not null,
        computation jsonb not null,
        counted_by_sql text not null,
        primary key (topic, measure, number)
      )`);
    await runner.query(`
      comment on table measure_definition is
        'What each measure meant, by versions: one is in force from the build that first used it until the next one is.'`);
    await runner.query('create index measure_definition_run_id_idx on measure_definition (run_id)');
    await runner.query(`
      create function refuse_change_of_definition() returns trigger
      language plpgsql
      set search_path = public, pg_temp
      as $$
      begin
        raise exception 'Definitions are only ever added to: % of % is refused.', lower(tg_op), tg_table_name
          using errcode = 'check_violation', constraint = 'measure_definition_is_kept';
      end
      $$`);
    await runner.query(`
      create trigger measure_definition_is_kept
      before update or delete or truncate on measure_definition
      for each statement execute function refuse_change_of_definition()`);
    await runner.query('grant select on measure_definition to oblys_public, oblys_reader');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table measure_definition');
    await runner.query('drop function refuse_change_of_definition()');
  }
}
