import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['appeal', 'legal_aid_case'];

/**
 * Whom no case names any more is erased, by whatever path the last one went: their key is destroyed with the statement.
 * The list of erasures lies beside the database, where no trigger reaches; `listed_at` tells which erasures it has.
 */
export class PersonsLeftAlone1765710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table erasure add column listed_at timestamptz`);
    await runner.query(`update erasure set listed_at = erased_at`);
    await runner.query(`
      comment on column erasure.listed_at is 'When it was written on the list beside the database; null until then.'`);
    await runner.query(`create index erasure_unlisted_idx on erasure (erased_at) where listed_at is null`);
    await runner.query(eraseLeftAlone);
    await runner.query(`revoke execute on function erase_left_alone(uuid[]) from public`);
    await runner.query(leaveDeleted);
    await this.leaveByErasing(runner);
    for (const table of tables) {
      await runner.query(`
        create trigger ${table}_leave_deleted after delete on ${table} referencing old table as old_rows
          for each statement execute function leave_deleted()`);
      await runner.query(`
        create trigger ${table}_leave_replaced after update on ${table}
          for each row when (old.person_id is distinct from new.person_id and old.person_id is not null)
          execute function leave_person()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`drop trigger ${table}_leave_deleted on ${table}`);
      await runner.query(`drop trigger ${table}_leave_replaced on ${table}`);
    }
    await runner.query(`
      create or replace function leave_person() returns trigger
      language plpgsql security definer set search_path = public, pg_temp
      as $$
      begin
        perform leave_persons(array[old.person_id]);
        return null;
      end
      $$`);
    await runner.query('drop function leave_deleted(), erase_left_alone(uuid[])');
    await runner.query('drop index erasure_unlisted_idx');
    await runner.query('alter table erasure drop column listed_at');
  }

  private async leaveByErasing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function leave_person() returns trigger
      language plpgsql security definer set search_path = public, pg_temp
      as $$
      begin
        perform leave_persons(array[old.person_id]);
        perform erase_left_alone(array[old.person_id]);
        return null;
      end
      $$`);
  }
}

/** After leave_persons, which has locked them: nobody gives one of them a case meanwhile. */
const eraseLeftAlone = `
  create function erase_left_alone(persons uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare
    alone constant uuid[] := array(
      select distinct person.id
        from person
       where person.id = any (persons)
         and not exists (select from appeal where appeal.person_id = person.id)
         and not exists (select from legal_aid_case as matter where matter.person_id = person.id)
    );
  begin
    if cardinality(alone) = 0 then
      return;
    end if;
    insert into erasure (person_id, region_code, erased_at, erased_by, reason)
    select distinct on (person.id) person.id, person.region_code, now(),
           coalesce(nullif(current_setting('oblys.changed_by', true), ''), session_user::text),
           'No appeal or case names them any more.'
      from person
     where person.id = any (alone)
     order by person.id, person.region_code
        on conflict (person_id) do nothing;
    insert into person_key (person_id, region_code, wrapped_key, destroyed_at)
    select id, region_code, null, now()
      from person
     where id = any (alone)
        on conflict (person_id, region_code) do update
       set wrapped_key = null,
           destroyed_at = coalesce(person_key.destroyed_at, excluded.destroyed_at);
    update person
       set sealed_identity = null,
           sealing = 'AES-256-GCM'
     where id = any (alone)
       and sealed_identity is not null;
  end
  $$`;

const leaveDeleted = `
  create function leave_deleted() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare
    persons constant uuid[] := array(select distinct person_id from old_rows where person_id is not null);
  begin
    if cardinality(persons) > 0 then
      perform leave_persons(persons);
      perform erase_left_alone(persons);
    end if;
    return null;
  end
  $$`;
