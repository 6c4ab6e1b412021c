import type { MigrationInterface, QueryRunner } from 'typeorm';

const openTopics = [
  ...['organization', 'election', 'faction', 'proposal', 'roadmap', 'monitoring', 'funding', 'commissionPlan'],
  ...['facility', 'correspondence'],
];

/**
 * Anybody is shown official publications, of the topics that count no people; who reads records is shown besides what
 * publications say of the areas that they see figures of.
 */
export class PublishedFigures1765530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index publication_as_of_idx on publication (as_of, name)');
    await runner.query('grant select on publication, publication_figure to oblys_public');
    await runner.query('alter table publication enable row level security');
    await runner.query(`create policy official on publication for select to oblys_public using (name = 'official')`);
    await runner.query('create policy readers on publication for select to oblys_reader using (true)');
    await runner.query('alter table publication_figure enable row level security');
    await runner.query(`
      create policy official on publication_figure for select to oblys_public using (
        topic in (${openTopics.map((topic) => `'${topic}'`).join(', ')})
        and exists (select from publication where publication.id = publication_id))`);
    await runner.query('create policy everywhere on publication_figure for select to oblys_everywhere using (true)');
    await runner.query(`
      create policy confined on publication_figure for select to oblys_confined using (
        area_code = any ((select nullif(current_setting('oblys.figures_of', true), '')::text[])::text[]))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [policy, table] of [
      ['confined', 'publication_figure'],
      ['everywhere', 'publication_figure'],
      ['official', 'publication_figure'],
      ['readers', 'publication'],
      ['official', 'publication'],
    ]) {
      await runner.query(`drop policy ${policy} on ${table}`);
    }
    for (const table of ['publication', 'publication_figure']) {
      await runner.query(`alter table ${table} disable row level security`);
      await runner.query(`revoke select on ${table} from oblys_public`);
    }
    await runner.query('drop index publication_as_of_idx');
  }
}
