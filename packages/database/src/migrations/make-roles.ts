import type { QueryRunner } from 'typeorm';

/**
 * Makes roles without a login, and members of others. Roles belong to the server and may be there by another database
 * of it, or be made by one at this moment.
 */
export async function makeRoles(
  runner: QueryRunner,
  roles: readonly string[],
  memberships: readonly (readonly [member: string, group: string])[],
): Promise<void> {
  for (const role of roles) {
    await attempt(
      runner,
      `if not exists (select from pg_roles where rolname = '${role}') then`,
      `create role ${role} nologin`,
    );
  }
  for (const [member, group] of memberships) {
    await attempt(runner, `if not pg_has_role('${member}', '${group}', 'MEMBER') then`, `grant ${group} to ${member}`);
  }
}

/** Lets the owner of the tables take roles on: since PostgreSQL 16 who makes a role may not by that alone. */
export async function giveToOwner(runner: QueryRunner, roles: readonly string[]): Promise<void> {
  for (const role of roles) await attempt(runner, `if not ${canTakeOn(role)} then`, `grant ${role} to current_user`);
}

async function attempt(runner: QueryRunner, unlessDone: string, statement: string): Promise<void> {
  await runner.query(`
    do $$
    begin
      ${unlessDone}
        ${statement};
      end if;
    exception
      when duplicate_object or unique_violation then
        null;
      when insufficient_privilege then
        raise exception 'The database user "%" may not do "${statement}"; let it make roles (alter role … createrole), or have an administrator make those that the README lists under "Row security".', current_user
          using errcode = 'insufficient_privilege';
    end
    $$`);
}

function canTakeOn(role: string): string {
  return `(case when current_setting('server_version_num')::integer < 160000
                then pg_has_role('${role}', 'MEMBER')
                else pg_has_role('${role}', 'SET') end)`;
}
