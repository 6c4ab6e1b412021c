import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one tree of areas, its dated links, and where each area lay on each day. */
export class Areas1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm`);
    await runner.query(`create extension if not exists btree_gist`);

    await runner.query(`
      /* UUID v7: milliseconds since 1970 in the first 48 bits, so that ids sort by their birth. PostgreSQL 15 has none of its own. */
      create function new_id() returns uuid
      language sql volatile parallel safe
      as $$
        select encode(
                 set_bit(
                   set_bit(
                     overlay(
                       uuid_send(gen_random_uuid())
                       placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                       from 1 for 6),
                     52, 1),
                   53, 1),
                 'hex')::uuid
      $$`);

    await runner.query(`
      create table area (
        code text primary key check (code ~ '^[0-9]{9}$'),
        level text not null check (level in ('COUNTRY', 'REGION', 'DISTRICT', 'RURAL_DISTRICT', 'SETTLEMENT')),
        kind text not null,
        name_kk text not null check (name_kk <> ''),
        name_ru text not null check (name_ru <> ''),
        name_en text not null check (name_en <> ''),
        name_en_transliterated boolean not null
      )`);
    await runner.query(
      `comment on table area is 'Administrative areas keyed by their 9-digit KATO code; 000000000 is the country.'`,
    );
    await runner.query(
      `comment on column area.name_en_transliterated is 'True where no usual English form is known and the Kazakh name is transliterated.'`,
    );
    await runner.query(`create index area_level_idx on area (level, code)`);

    await runner.query(`
      create table area_parent (
        area_code text not null references area (code),
        parent_code text not null references area (code),
        valid_from date not null default '-infinity',
        valid_to date not null default 'infinity',
        primary key (area_code, valid_from),
        check (valid_from < valid_to),
        check (area_code <> parent_code),
        constraint area_parent_one_at_a_time exclude using gist (area_code with =, daterange(valid_from, valid_to) with &&)
      )`);
    await runner.query(
      `comment on table area_parent is 'The dated link of an area to the area above it: from valid_from up to, and without, valid_to.'`,
    );
    await runner.query(`create index area_parent_parent_code_idx on area_parent (parent_code, area_code)`);

    await runner.query(`
      create table area_successor (
        from_code text not null references area (code),
        to_code text not null references area (code),
        happened_on date not null,
        kind text not null check (kind in ('SPLIT', 'MERGE', 'RENAMED')),
        note text not null default '',
        primary key (from_code, to_code, happened_on)
      )`);
    await runner.query(
      `comment on table area_successor is 'What became of an area that was split, merged or given another code.'`,
    );
    await runner.query(`create index area_successor_to_code_idx on area_successor (to_code)`);

    await runner.query(`
      create table area_population (
        area_code text not null references area (code),
        year integer not null check (year between 1900 and 2200),
        population integer not null check (population >= 0),
        source text not null,
        primary key (area_code, year)
      )`);
    await runner.query(`comment on table area_population is 'Persons at the start of the year.'`);

    await runner.query(`
      create table area_placement (
        area_code text not null references area (code),
        valid_from date not null,
        valid_to date not null,
        region_code text not null references area (code),
        district_code text references area (code),
        primary key (area_code, valid_from)
      )`);
    await runner.query(
      `comment on table area_placement is 'Derived from area_parent by trigger: the region and district an area lay in, by date. The district is the area just below the region.'`,
    );

    await runner.query(`
      create view area_path as
      with recursive path as (
        select link.area_code, link.area_code as node_code, null::text as below_code,
               link.parent_code, link.valid_from, link.valid_to
          from area_parent as link
         union all
        select path.area_code, link.area_code, path.node_code,
               link.parent_code, greatest(path.valid_from, link.valid_from), least(path.valid_to, link.valid_to)
          from path
          join area_parent as link
            on link.area_code = path.parent_code
           and link.valid_from < path.valid_to
           and link.valid_to > path.valid_from
      ) cycle node_code set is_circular using trail
      select area_code, node_code, below_code, valid_from, valid_to, is_circular
        from path`);
    await runner.query(
      `comment on view area_path is 'Every area with itself and each area above it below the country (node_code), when, and the area just below that one on the way (below_code).'`,
    );

    await runner.query(`
      create function refresh_area_placement() returns trigger
      language plpgsql
      as $$
      declare
        circular text;
      begin
        select path.area_code into circular from area_path as path where path.is_circular limit 1;
        if found then
          raise exception 'Area % would lie below itself.', circular
            using errcode = 'check_violation', constraint = 'area_parent_is_a_tree';
        end if;
        delete from area_placement;
        insert into area_placement (area_code, valid_from, valid_to, region_code, district_code)
        select path.area_code, path.valid_from, path.valid_to, path.node_code, path.below_code
          from area_path as path
          join area as node
            on node.code = path.node_code
         where node.level = 'REGION';
        return null;
      end
      $$`);
    await runner.query(`
      create trigger area_parent_refresh_placement
      after insert or update or delete on area_parent
      for each statement execute function refresh_area_placement()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop view area_path`);
    await runner.query(`drop table area_placement, area_population, area_successor, area_parent, area`);
    await runner.query(`drop function refresh_area_placement()`);
    await runner.query(`drop function new_id()`);
  }
}
