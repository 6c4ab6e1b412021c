import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stored figures are shown by, beside the build. */
const referenceTables = ['area', 'area_parent', 'area_successor', 'area_population', 'programme'] as const;

/**
 * What an answer made of stored figures asks of the database beside them, at the price of a few pages: which edition of
 * the reference tables they are shown by, and the last month that an area has reported.
 */
export class WhatIsShown1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of edition) await runner.query(statement);
    for (const table of referenceTables) {
      await runner.query(`
        create trigger ${table}_edition
        after insert or update or delete or truncate on ${table}
        for each statement execute function count_reference_edition()`);
    }
    for (const statement of reportedMonths) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index reporting_cell_region_code_idx, reporting_cell_month_idx`);
    for (const table of referenceTables) await runner.query(`drop trigger ${table}_edition on ${table}`);
    await runner.query(`drop function count_reference_edition()`);
    await runner.query(`drop table reference_edition`);
  }
}

const edition = [
  `create table reference_edition (
     is_only boolean primary key default true check (is_only),
     edition bigint not null
   )`,
  `comment on table reference_edition is 'One row. Its number grows with every statement that may have changed the areas, their tree and population, or the programmes.'`,
  `insert into reference_edition (edition) values (1)`,
  `create function count_reference_edition() returns trigger language plpgsql as $$
   begin
     update reference_edition set edition = edition + 1;
     return null;
   end $$`,
];

/** That of a district has an index already. */
const reportedMonths = [
  `create index reporting_cell_region_code_idx on reporting_cell (region_code, month)`,
  `create index reporting_cell_month_idx on reporting_cell (month)`,
];
