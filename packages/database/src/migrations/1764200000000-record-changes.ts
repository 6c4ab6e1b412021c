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
 * The history of records, and the keys under which a write may be repeated.
 *
 * Statement-level triggers keep what an update changed and what a delete took, whatever path wrote it: a correction by
 * an import or by hand is as much a part of the history as one by a mutation. An insert is kept only when its
 * transaction says who writes (oblys.changed_by), as mutations do: what a bulk load writes is told by the record itself,
 * and pays nothing for the history but the test of a setting for each statement.
 */
export class RecordChanges1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
    await runner.query(keepRecordChange);
    for (const table of records) {
      await runner.query(`
        create trigger ${table}_history_insert
        after insert on ${table} referencing new table as new_rows
        for each statement when (current_setting('oblys.changed_by', true) <> '') execute function keep_record_change()`);
      await runner.query(`
        create trigger ${table}_history_update
        after update on ${table} referencing old table as old_rows new table as new_rows
        for each statement execute function keep_record_change()`);
      await runner.query(`
        create trigger ${table}_history_delete
        after delete on ${table} referencing old table as old_rows
        for each statement execute function keep_record_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of records) {
      for (const event of ['insert', 'update', 'delete']) {
        await runner.query(`drop trigger ${table}_history_${event} on ${table}`);
      }
    }
    await runner.query(`drop function keep_record_change()`);
    await runner.query(`drop table idempotency_key, record_change`);
  }
}

const tables = [
  `create table record_change (
     id uuid not null default new_id(),
     region_code text not null,
     record_table text not null,
     record_id uuid not null,
     version integer not null,
     change text not null check (change in ('CREATED', 'UPDATED', 'DELETED')),
     changed_at timestamptz not null default now(),
     changed_by text,
     old_values jsonb not null default '{}',
     new_values jsonb not null default '{}',
     primary key (id, region_code)
   )`,
  `comment on table record_change is 'What changed in a record, by column, as text: in an update only what differs. Appended by triggers; holds nothing of persons and of the texts of appeals.'`,
  `comment on column record_change.version is 'The version that the change led to.'`,
  `comment on column record_change.changed_by is 'The setting oblys.changed_by of the transaction that wrote; null where it named nobody.'`,
  `create index record_change_record_id_idx on record_change (record_id, region_code, version, id)`,
  `create table idempotency_key (
     viewer text not null,
     key text not null check (key <> ''),
     operation text not null,
     input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
     region_code text,
     record_id uuid,
     version integer,
     created_at timestamptz not null default now(),
     primary key (viewer, key)
   )`,
  `comment on table idempotency_key is 'Writes that must not be done twice: what was asked under a key, and which record and version came of it. A key counts for 24 hours.'`,
  `create index idempotency_key_created_at_idx on idempotency_key (created_at)`,
];

/**
 * A record that moves to another region takes its history with it, so that the two always lie together; the columns
 * left out are those that every change moves, that follow from others, or that name a person. Old and new rows are
 * joined in full, though each has its other: the plan is kept for the session, and only of a full join can it be no
 * nested loop, which is right for the one row that it was made for and takes the square of many.
 */
const keepRecordChange = `
  create function keep_record_change() returns trigger
  language plpgsql
  as $$
  declare
    actor constant text := nullif(current_setting('oblys.changed_by', true), '');
    untold constant text[] := '{id,version,created_at,updated_at,branch_code,import_id,import_row,person_id}';
  begin
    if tg_op = 'INSERT' then
      insert into record_change (region_code, record_table, record_id, version, change, changed_by, new_values)
      select record.region_code, tg_table_name, record.id, record.version, 'CREATED', actor, told.new_values
        from new_rows as record
       cross join lateral (
         select coalesce(jsonb_object_agg(field.key, field.value), '{}') as new_values
           from jsonb_each_text(to_jsonb(record)) as field
          where field.value is not null
            and field.key <> all (untold)
       ) as told;
    elsif tg_op = 'UPDATE' then
      with moved as materialized (
        select former.id, former.region_code as from_region, record.region_code as to_region
          from old_rows as former
          full join new_rows as record
            on record.id = former.id
         where former.region_code is distinct from record.region_code
      )
      update record_change as change
         set region_code = moved.to_region
        from moved
       where change.record_id = moved.id
         and change.region_code = moved.from_region;
      insert into record_change (region_code, record_table, record_id, version, change, changed_by, old_values, new_values)
      select record.region_code, tg_table_name, record.id, record.version, 'UPDATED', actor, told.old_values, told.new_values
        from old_rows as former
        full join new_rows as record
          on record.id = former.id
       cross join lateral (
         select coalesce(jsonb_object_agg(field.key, before.row ->> field.key), '{}') as old_values,
                coalesce(jsonb_object_agg(field.key, field.value), '{}') as new_values
           from (select to_jsonb(former) as row) as before
          cross join lateral jsonb_each_text(to_jsonb(record)) as field
          where field.value is distinct from before.row ->> field.key
            and field.key <> all (untold)
       ) as told;
    else
      insert into record_change (region_code, record_table, record_id, version, change, changed_by, old_values)
      select former.region_code, tg_table_name, former.id, former.version + 1, 'DELETED', actor, told.old_values
        from old_rows as former
       cross join lateral (
         select coalesce(jsonb_object_agg(field.key, field.value), '{}') as old_values
           from jsonb_each_text(to_jsonb(former)) as field
          where field.value is not null
            and field.key <> all (untold)
       ) as told;
    end if;
    return null;
  end
  $$`;
