import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took a report in, and from which file. */
export class ReportEntry1765050000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table report add column recorded_by text, add column file_name text,
         add column file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
         add check ((file_name is null) = (file_sha256 is null))`,
    );
    await runner.query(
      `comment on column report.recorded_by is 'Who confirmed its figures by taking it in last; null for the report that the project carries.'`,
    );
    await runner.query(
      `comment on column report.file_name is 'The file that its figures came from; null where they came otherwise.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table report drop column recorded_by, drop column file_name, drop column file_sha256`);
  }
}
