import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports are runs too. */
export class Exports1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await allow(runner, [...earlierKinds, 'EXPORT']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from run where kind = 'EXPORT'`);
    await allow(runner, earlierKinds);
  }
}

/** Data-quality checks (QUALITY) come with a migration of their own, which may or may not have run before this one. */
const earlierKinds = ['ROLLUP', 'PUBLISH', 'RECONCILE', 'VERIFY', 'DEMO', 'QUALITY'];

async function allow(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table run
      drop constraint run_kind_check,
      add constraint run_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`);
}
