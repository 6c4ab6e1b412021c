import type { MigrationInterface, QueryRunner } from 'typeorm';

const functions = [
  'submissions_due(text[], date, date)',
  'submissions_as_of(date, text[], date, date)',
  'months_by_submissions(text, date, text[], date, date)',
];

/**
 * Has the functions of submissions planned by themselves. PostgreSQL would write their bodies into each statement that
 * calls them, some of them several times, and plan all of it anew for each question: of a count from records that took
 * longer than the count. A function with a setting of its own is not written in; the setting is the one that holds anyway.
 */
export class SubmissionPlans1765310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of functions) await runner.query(`alter function ${each} set plan_cache_mode = auto`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of functions) await runner.query(`alter function ${each} reset plan_cache_mode`);
  }
}
