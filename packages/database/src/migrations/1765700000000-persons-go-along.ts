import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['appeal', 'legal_aid_case'];

/**
 * A person lies where their appeals and cases lie: one that moves to another region takes the person along.
 *
 * Who has cases in several regions lies in each of them, under one id and one key: the rows of a region name nothing of
 * another, so that the tables can be spread by region, and who may see a case sees who it is about, by the policies
 * there are. What is written of a person is written in all of the regions, and so is their erasure. A region where none
 * of the cases is left keeps nothing of the person.
 */
export class PersonsGoAlong1765700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of functions) await runner.query(statement);
    await runner.query(`revoke execute on function leave_persons(uuid[]) from public`);
    for (const table of tables) {
      // By its name it comes after the trigger that finds the region.
      await runner.query(`
        create trigger ${table}_take_along before update on ${table}
          for each row when (new.person_id is not null and old.region_code is distinct from new.region_code)
          execute function take_person_along()`);
      await runner.query(`
        create trigger ${table}_leave after update on ${table}
          for each row when (old.person_id is not null and old.region_code is distinct from new.region_code)
          execute function leave_person()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`drop trigger ${table}_take_along on ${table}`);
      await runner.query(`drop trigger ${table}_leave on ${table}`);
    }
    await runner.query('drop function take_person_along(), leave_person(), leave_persons(uuid[])');
  }
}

const functions = [
  `create function take_person_along() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     insert into person (id, region_code, sealing, sealed_identity, is_synthetic, created_at)
     select id, new.region_code, sealing, sealed_identity, is_synthetic, created_at
       from person
      where id = new.person_id
        and region_code = old.region_code
         on conflict do nothing;
     insert into person_key (person_id, region_code, wrapped_key, destroyed_at)
     select person_id, new.region_code, wrapped_key, destroyed_at
       from person_key
      where person_id = new.person_id
        and region_code = old.region_code
         on conflict do nothing;
     return new;
   end
   $$`,
  `create function leave_persons(persons uuid[]) returns void
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     -- Who takes the last case away waits for whoever else takes one away or adds one, and sees what they did.
     perform from person where id = any (persons) order by id, region_code for update;
     with matter as materialized (
       select person_id, region_code from appeal where person_id = any (persons)
        union
       select person_id, region_code from legal_aid_case where person_id = any (persons)
     ), left_region as materialized (
       select person.id, person.region_code
         from person
        where person.id = any (persons)
          and exists (select from matter where matter.person_id = person.id)
          and not exists (
                select from matter where matter.person_id = person.id and matter.region_code = person.region_code
              )
     ), without_key as (
       delete from person_key
        using left_region
        where person_key.person_id = left_region.id
          and person_key.region_code = left_region.region_code
     )
     delete from person
      using left_region
      where person.id = left_region.id
        and person.region_code = left_region.region_code;
   end
   $$`,
  `create function leave_person() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     perform leave_persons(array[old.person_id]);
     return null;
   end
   $$`,
];
