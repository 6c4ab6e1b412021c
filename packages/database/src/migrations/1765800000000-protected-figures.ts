import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What anybody is shown of official publications, of the topics that count people: rows without the figures that tell
 * of single people. They are decided once, and stand like the publication itself.
 */
export class ProtectedFigures1765800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table publication_protection (
        publication_id uuid primary key references publication (id),
        small_count integer not null,
        complement_count integer not null,
        exposed_count integer not null,
        protected_at timestamptz not null default now()
      )`);
    await runner.query(`
      comment on table publication_protection is
        'Official publications whose figures of people were protected, and how many were hidden: small ones, and others that would tell of them.'`);
    await runner.query(`
      create table protected_figure (
        publication_id uuid not null,
        topic text not null,
        area_code text not null,
        grain text not null,
        period_start date not null,
        programme_code text not null,
        definition_version text not null,
        figures jsonb not null,
        primary key (publication_id, topic, area_code, grain, period_start, programme_code),
        foreign key (publication_id, topic, area_code, grain, period_start, programme_code)
          references publication_figure (publication_id, topic, area_code, grain, period_start, programme_code)
      )`);
    await runner.query(`
      create index protected_figure_asked_idx
          on protected_figure (topic, area_code, grain, period_start, programme_code, publication_id)`);
    for (const table of ['publication_protection', 'protected_figure']) {
      await runner.query(`
        create trigger ${table}_is_immutable
        before update or delete or truncate on ${table}
        for each statement execute function refuse_change_of_publication()`);
    }
    await runner.query('grant select on protected_figure to oblys_public, oblys_reader');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table protected_figure, publication_protection');
  }
}
