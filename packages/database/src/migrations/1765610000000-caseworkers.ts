import type { MigrationInterface, QueryRunner } from 'typeorm';
import { giveToOwner, makeRoles } from './make-roles.js';

const actors = ['oblys_confined_caseworker', 'oblys_everywhere_caseworker'];

/** Each table of persons with the condition that a row of it meets for who is confined to areas. */
const tables = {
  person: `exists (select from appeal where appeal.person_id = person.id and appeal.region_code = person.region_code)
        or exists (select from legal_aid_case as matter where matter.person_id = person.id and matter.region_code = person.region_code)`,
  person_key: `exists (select from person where person.id = person_id and person.region_code = person_key.region_code)`,
  appeal_text: `exists (select from appeal where appeal.id = appeal_id and appeal.region_code = appeal_text.region_code)`,
};

/**
 * Who may read of persons reads it as a role of its own, of the persons whose appeals and cases lie in their areas: as
 * `oblys_confined_caseworker` or `oblys_everywhere_caseworker`. To every other role these tables are closed.
 */
export class Caseworkers1765610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await makeRoles(
      runner,
      ['oblys_caseworker', ...actors],
      [
        ['oblys_confined_caseworker', 'oblys_caseworker'],
        ['oblys_confined_caseworker', 'oblys_reader'],
        ['oblys_confined_caseworker', 'oblys_confined'],
        ['oblys_everywhere_caseworker', 'oblys_caseworker'],
        ['oblys_everywhere_caseworker', 'oblys_reader'],
        ['oblys_everywhere_caseworker', 'oblys_everywhere'],
      ],
    );
    await giveToOwner(runner, actors);
    for (const [table, condition] of Object.entries(tables)) {
      await runner.query(`grant select on ${table} to oblys_caseworker`);
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy everywhere on ${table} for select to oblys_everywhere using (true)`);
      await runner.query(`create policy confined on ${table} for select to oblys_confined using (${condition})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables)) {
      await runner.query(`drop policy confined on ${table}`);
      await runner.query(`drop policy everywhere on ${table}`);
      await runner.query(`alter table ${table} disable row level security`);
      await runner.query(`revoke select on ${table} from oblys_caseworker`);
    }
  }
}
