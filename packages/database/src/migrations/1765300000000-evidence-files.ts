import type { MigrationInterface, QueryRunner } from 'typeorm';

const records = [
  'primary_organization',
  'roadmap_item',
  'meeting',
  'akim_election',
  'faction',
  'faction_session',
  'proposal',
  'monitoring_visit',
  'programme_event',
  'funded_project',
  'course_group',
  'commission_plan_item',
  'appeal',
  'legal_aid_case',
  'facility',
  'correspondence',
] as const;

/**
 * Files that prove what records say, such as the scan of a decision.
 *
 * Triggers of the records keep files where their record is: they go when it goes, by whatever path it was deleted, and
 * move when it moves to another region. Nothing brings a deleted record back under its id, so its files need not wait
 * for it. The row of a file stays and says who took it away; its bytes go at once where they lie here, and those of
 * another store are swept later, which `bytes_gone` tells.
 */
export class EvidenceFiles1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of records) {
      await runner.query(`
        create trigger ${table}_evidence_delete
        after delete on ${table} referencing old table as old_rows
        for each statement execute function remove_evidence_of_deleted()`);
      await runner.query(`
        create trigger ${table}_evidence_move
        after update on ${table}
        for each row when (old.region_code is distinct from new.region_code) execute function move_evidence()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of records) {
      await runner.query(`drop trigger ${table}_evidence_delete on ${table}`);
      await runner.query(`drop trigger ${table}_evidence_move on ${table}`);
    }
    await runner.query(`drop table evidence_bytes, evidence_file`);
    await runner.query(`drop function remove_evidence_of_deleted(), move_evidence(), drop_evidence_bytes()`);
  }
}

const statements = [
  `create table evidence_file (
     id uuid not null default new_id(),
     region_code text not null references area (code),
     record_table text not null,
     record_id uuid not null,
     file_name text not null check (char_length(file_name) between 1 and 200),
     media_type text not null,
     byte_count integer not null check (byte_count > 0),
     sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
     caption text check (char_length(caption) between 1 and 500),
     store text not null check (store in ('POSTGRES', 'S3')),
     state text not null default 'PENDING' check (state in ('PENDING', 'STORED', 'REMOVED')),
     added_by text not null,
     added_at timestamptz not null default now(),
     removed_by text,
     removed_at timestamptz,
     removal_reason text,
     bytes_gone boolean not null default false,
     primary key (id, region_code),
     constraint evidence_file_removal_is_whole check ((state = 'REMOVED') = (removed_at is not null))
   )`,
  `comment on table evidence_file is 'Files that prove what records say. PENDING until all of its bytes are stored; of one that is REMOVED the row stays and the bytes go.'`,
  `comment on column evidence_file.removed_by is 'Who took it away; null where its record was deleted by a path that names nobody.'`,
  `create unique index evidence_file_content_idx on evidence_file (record_id, region_code, record_table, sha256)
    where state <> 'REMOVED'`,
  `create index evidence_file_unswept_idx on evidence_file (added_at) where state <> 'STORED' and not bytes_gone`,
  `create table evidence_bytes (
     file_id uuid not null,
     region_code text not null,
     part integer not null check (part >= 0),
     content bytea not null,
     primary key (file_id, region_code, part),
     foreign key (file_id, region_code) references evidence_file (id, region_code) on update cascade on delete cascade
   )`,
  `comment on table evidence_bytes is 'The bytes of evidence files that are stored here, in parts of 256 KiB, so that none is ever whole in memory.'`,
  // Scans and photographs are compressed already.
  `alter table evidence_bytes alter column content set storage external`,
  `create function drop_evidence_bytes() returns trigger
   language plpgsql
   as $$
   begin
     delete from evidence_bytes where file_id = new.id and region_code = new.region_code;
     new.bytes_gone := new.store = 'POSTGRES';
     return new;
   end
   $$`,
  `create trigger evidence_file_removed
   before update on evidence_file
   for each row when (new.state = 'REMOVED' and old.state <> 'REMOVED') execute function drop_evidence_bytes()`,
  `create function remove_evidence_of_deleted() returns trigger
   language plpgsql
   as $$
   begin
     update evidence_file as file
        set state = 'REMOVED',
            removed_at = now(),
            removed_by = nullif(current_setting('oblys.changed_by', true), ''),
            removal_reason = 'The record was deleted.'
       from old_rows as former
      where file.record_id = former.id
        and file.region_code = former.region_code
        and file.record_table = tg_table_name
        and file.state <> 'REMOVED';
     return null;
   end
   $$`,
  `create function move_evidence() returns trigger
   language plpgsql
   as $$
   begin
     update evidence_file
        set region_code = new.region_code
      where record_id = old.id
        and region_code = old.region_code
        and record_table = tg_table_name;
     return null;
   end
   $$`,
];
