import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What PostgreSQL lets anybody call, and what an analyst could hold the platform up with: its locks, large objects and
 * messages that fill the disk, notices to its channels, and statements that do nothing but wait.
 */
const closedBuiltIns = [
  ...['pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared'],
  ...['pg_try_advisory_lock', 'pg_try_advisory_lock_shared', 'pg_try_advisory_xact_lock'],
  ...['pg_try_advisory_xact_lock_shared', 'pg_advisory_unlock', 'pg_advisory_unlock_shared', 'pg_advisory_unlock_all'],
  ...['lo_creat', 'lo_create', 'lo_from_bytea', 'lo_get', 'lo_put', 'lo_open', 'lo_close', 'lo_import', 'lo_export'],
  ...['lo_lseek', 'lo_lseek64', 'lo_tell', 'lo_tell64', 'lo_truncate', 'lo_truncate64', 'lo_unlink'],
  ...['loread', 'lowrite', 'pg_logical_emit_message', 'pg_notify', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until'],
];

/**
 * Functions are for the roles of the platform, and no longer for whoever can connect: `rows_with_words` trusts a setting
 * that anybody may set. Those to come are closed as they are made.
 */
export class ClosedFunctions1766010000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      forEachFunction(
        `pronamespace = 'public'::regnamespace and ${isOurs} and ${isOpen}`,
        `revoke execute on function %1$s from public; grant execute on function %1$s to oblys_public`,
      ),
    );
    await runner.query('alter default privileges revoke execute on functions from public');
    await runner.query('alter default privileges in schema public grant execute on functions to oblys_public');
    // Those of PostgreSQL itself are a superuser's to close; the README says what another owner has an administrator do.
    await runner.query(
      forEachFunction(
        `${isBuiltIn} and ${isOpen} and (select rolsuper from pg_roles where rolname = current_user)`,
        `revoke execute on function %1$s from public; grant execute on function %1$s to oblys_public`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter default privileges in schema public revoke execute on functions from oblys_public');
    await runner.query('alter default privileges grant execute on functions to public');
    await runner.query(
      forEachFunction(
        `(${isBuiltIn} or pronamespace = 'public'::regnamespace and ${isOurs}) and ${isOfPlatform}`,
        `grant execute on function %1$s to public; revoke execute on function %1$s from oblys_public`,
      ),
    );
  }
}

const isBuiltIn = `pronamespace = 'pg_catalog'::regnamespace
  and proname in (${closedBuiltIns.map((name) => `'${name}'`).join(', ')})`;

const isOurs = `not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')`;

const isOpen = grantedTo('0');
const isOfPlatform = grantedTo(`'oblys_public'::regrole`);

function grantedTo(role: string): string {
  return `exists (
    select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = ${role} and privilege_type = 'EXECUTE')`;
}

/** @param statements where %1$s stands for the function with its arguments */
function forEachFunction(condition: string, statements: string): string {
  return `
    do $$
    declare
      of_function regprocedure;
    begin
      for of_function in select oid::regprocedure from pg_proc where prokind = 'f' and ${condition} loop
        execute format('${statements}', of_function);
      end loop;
    end
    $$`;
}
