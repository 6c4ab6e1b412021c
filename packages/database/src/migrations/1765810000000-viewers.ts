import type { MigrationInterface, QueryRunner } from 'typeorm';
import { giveToOwner, makeRoles } from './make-roles.js';

const actors = ['oblys_confined_viewer', 'oblys_everywhere_viewer'];

const openRecords = [
  ...['akim_election', 'commission_plan_item', 'correspondence', 'facility', 'faction', 'faction_session'],
  ...['funded_project', 'monitoring_visit', 'primary_organization', 'proposal', 'roadmap_item'],
];
const openTopics = [
  ...['organization', 'election', 'faction', 'proposal', 'roadmap', 'monitoring', 'funding', 'commission_plan'],
  ...['facility', 'correspondence'],
];
const openTopicCodes = openTopics
  .map((topic) => `'${topic === 'commission_plan' ? 'commissionPlan' : topic}'`)
  .join(', ');
const openTables = [
  ...openRecords,
  ...openTopics.map((topic) => `${topic}_cell`),
  // Of records that they are shown.
  ...['record_change', 'evidence_file'],
  ...['backfill', 'figure_explanation', 'job_lease', 'job_run', 'job_run_attempt', 'job_run_step', 'report', 'run'],
];

const topicsOfPeople = ['meeting', 'event', 'course', 'appeal', 'legal_aid'];
/** What counts people, or tells how many records there are that do: granted, so that it reads as empty, and never shown. */
const tablesOfPeople = [
  ...['appeal', 'course_group', 'legal_aid_case', 'meeting', 'programme_event', 'heard_report', 'meeting_roadmap_item'],
  ...topicsOfPeople.flatMap((topic) => [`${topic}_cell`, `${topic}_summary`]),
  ...['quality_finding', 'quality_trend', 'submission', 'submission_event'],
];

/**
 * Viewers read records of the topics that count no people, and of the others what anybody is shown: as
 * `oblys_confined_viewer` or `oblys_everywhere_viewer`.
 */
export class Viewers1765810000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await makeRoles(
      runner,
      ['oblys_viewer', ...actors],
      [
        ['oblys_viewer', 'oblys_public'],
        ['oblys_confined_viewer', 'oblys_viewer'],
        ['oblys_confined_viewer', 'oblys_confined'],
        ['oblys_everywhere_viewer', 'oblys_viewer'],
        ['oblys_everywhere_viewer', 'oblys_everywhere'],
      ],
    );
    await giveToOwner(runner, actors);
    await runner.query(`grant select on ${[...openTables, ...tablesOfPeople].join(', ')} to oblys_viewer`);
    for (const table of tablesOfPeople) {
      await runner.query(
        `create policy not_for_viewers on ${table} as restrictive for select to oblys_viewer using (false)`,
      );
    }
    await runner.query(`
      create policy open_topics_for_viewers on publication_figure as restrictive for select to oblys_viewer using (
        topic in (${openTopicCodes}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy open_topics_for_viewers on publication_figure');
    for (const table of tablesOfPeople) await runner.query(`drop policy not_for_viewers on ${table}`);
    await runner.query(`revoke select on ${[...openTables, ...tablesOfPeople].join(', ')} from oblys_viewer`);
  }
}
