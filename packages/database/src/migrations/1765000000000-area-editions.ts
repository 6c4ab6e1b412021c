import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Editions of the classifier of areas, each with every row that it changed, so that it can be told and undone; the
 * names that areas had before; and where areas lie on a map.
 */
export class AreaEditions1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table area_edition (
        id uuid primary key default new_id(),
        name text not null check (name <> ''),
        in_force_on date not null,
        within_code text references area (code),
        file_name text not null,
        file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
        row_count integer not null check (row_count > 0),
        counts jsonb not null,
        imported_by text not null,
        imported_at timestamptz not null default now(),
        undone_by text,
        undone_at timestamptz,
        check ((undone_by is null) = (undone_at is null))
      )`);
    await runner.query(
      `comment on table area_edition is 'Editions of the classifier that were taken in: what one changes holds from in_force_on. The first says only how things are, and dates nothing.'`,
    );

    await runner.query(`
      create table area_edition_write (
        edition_id uuid not null references area_edition (id) on delete cascade,
        number integer not null,
        target text not null check (target in ('area', 'area_parent', 'area_successor', 'area_former_name')),
        before jsonb,
        after jsonb,
        primary key (edition_id, number),
        check (before is not null or after is not null)
      )`);
    await runner.query(
      `comment on table area_edition_write is 'Every row that an edition wrote, as it was before (null: not there) and after (null: taken away).'`,
    );

    await runner.query(
      `alter table area add column classifier_name_kk text, add column classifier_name_ru text,
         add check ((classifier_name_kk is null) = (classifier_name_ru is null))`,
    );
    await runner.query(
      `comment on column area.classifier_name_ru is 'As the newest edition writes it, by which a later one tells a new name; null before the first edition.'`,
    );

    await runner.query(`
      create table area_former_name (
        area_code text not null references area (code),
        until date not null,
        name_kk text not null,
        name_ru text not null,
        name_en text not null,
        primary key (area_code, until)
      )`);
    await runner.query(
      `comment on table area_former_name is 'What an area was called before the day until; its first name has no start that is known.'`,
    );

    await runner.query(`
      create table area_boundary (
        area_code text primary key references area (code),
        geometry jsonb not null check (geometry ->> 'type' in ('Point', 'Polygon', 'MultiPolygon')),
        bounding_box double precision[] not null check (array_length(bounding_box, 1) = 4),
        source text not null check (source <> ''),
        file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
        imported_by text not null,
        imported_at timestamptz not null default now()
      )`);
    await runner.query(
      `comment on table area_boundary is 'Where an area lies: GeoJSON in WGS 84 by RFC 7946, outer rings counter-clockwise; a point where only the place is known. The box is west, south, east, north.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table area_boundary, area_former_name, area_edition_write, area_edition`);
    await runner.query(`alter table area drop column classifier_name_kk, drop column classifier_name_ru`);
  }
}
