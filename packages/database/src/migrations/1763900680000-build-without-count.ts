import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A build that costs what changed cannot count all records; each summary says how many it rests on. Builds from before
 * the marks are counted in full once: what changed since them was not marked, and they hold rows of nothing but zeros.
 */
export class BuildWithoutCount1763900680000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table build drop column record_count`);
    await runner.query(`update build set definition_version = 'before marks'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table build add column record_count bigint not null default 0 check (record_count >= 0)`);
  }
}
