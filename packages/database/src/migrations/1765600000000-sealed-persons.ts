import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is known of persons is sealed from now on; what was stored in the open before is sealed by the program, which
 * has the keys. A key that was destroyed stays destroyed, and who was erased is on a list without a word about them.
 */
export class SealedPersons1765600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['person', 'appeal_text']) {
      await runner.query(`alter table ${table} alter column sealing set default 'AES-256-GCM'`);
      // Of rows that are there already nothing is asked until they are sealed.
      await runner.query(
        `alter table ${table} add constraint ${table}_is_sealed check (sealing = 'AES-256-GCM') not valid`,
      );
    }
    await runner.query(`
      create table erasure (
        person_id uuid primary key,
        region_code text not null references area (code),
        erased_at timestamptz not null,
        erased_by text not null,
        reason text not null check (reason ~ '\\S')
      )`);
    await runner.query(`
      comment on table erasure is
        'Persons whose key was destroyed: who decided it, when and why. A list of the same stands beside the database, for backups.'`);
    await runner.query(`
      create function keep_key_destroyed() returns trigger
      language plpgsql
      as $$
      begin
        if old.destroyed_at is not null and new.wrapped_key is not null then
          raise exception 'The key of a person who was erased stays destroyed.' using errcode = 'restrict_violation';
        end if;
        return new;
      end
      $$`);
    await runner.query(`
      create trigger person_key_stays_destroyed before update on person_key
        for each row execute function keep_key_destroyed()`);
    await runner.query(`create index person_key_wrapped_by_idx on person_key (substring(wrapped_key from 1 for 8))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index person_key_wrapped_by_idx');
    await runner.query('drop trigger person_key_stays_destroyed on person_key');
    await runner.query('drop function keep_key_destroyed()');
    await runner.query('drop table erasure');
    for (const table of ['person', 'appeal_text']) {
      await runner.query(`alter table ${table} drop constraint ${table}_is_sealed`);
      await runner.query(`alter table ${table} alter column sealing set default 'NONE'`);
    }
  }
}
