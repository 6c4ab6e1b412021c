import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history of runs is asked by where a run stands, by its day and by why it is there, the newest moment first. */
export class JobHistory1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index job_run_state_idx on job_run (state, scheduled_for desc, id desc)`);
    await runner.query(`create index job_run_trigger_idx on job_run (trigger, scheduled_for desc, id desc)`);
    await runner.query(`create index job_run_as_of_idx on job_run (as_of, scheduled_for desc, id desc)`);
    await runner.query(`create index job_run_succeeded_idx on job_run (job, finished_at) where state = 'SUCCEEDED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index job_run_state_idx, job_run_trigger_idx, job_run_as_of_idx, job_run_succeeded_idx`);
  }
}
