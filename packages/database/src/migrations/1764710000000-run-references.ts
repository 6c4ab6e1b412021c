import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run that is deleted is looked for in every column that references it: by an index where rows are many. */
export class RunReferences1764710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index publication_run_id_idx on publication (run_id)`);
    await runner.query(`create index reconciliation_run_id_idx on reconciliation (run_id)`);
    await runner.query(
      `create index finding_resolved_by_run_id_idx on finding (resolved_by_run_id) where resolved_by_run_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index publication_run_id_idx, reconciliation_run_id_idx, finding_resolved_by_run_id_idx`);
  }
}
