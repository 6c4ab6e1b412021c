import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The runs that a finding of data quality names. */
const runsOfQuality = ['first_found_run_id', 'last_found_run_id', 'opened_by_run_id', 'resolved_by_run_id'] as const;

/** A run that is deleted is looked for in every column that references it: by an index where rows are many. */
export class RunReferences1764710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index publication_run_id_idx on publication (run_id)`);
    await runner.query(`create index reconciliation_run_id_idx on reconciliation (run_id)`);
    await runner.query(
      `create index finding_resolved_by_run_id_idx on finding (resolved_by_run_id) where resolved_by_run_id is not null`,
    );
    for (const column of runsOfQuality) {
      await runner.query(
        `create index quality_finding_${column}_idx on quality_finding (${column}) where ${column} is not null`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of runsOfQuality) await runner.query(`drop index quality_finding_${column}_idx`);
    await runner.query(`drop index publication_run_id_idx, reconciliation_run_id_idx, finding_resolved_by_run_id_idx`);
  }
}
