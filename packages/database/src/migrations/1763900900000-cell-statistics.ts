import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many cells the records of a table make, which the planner cannot tell from the columns one by one: it takes months
 * of districts for far more groups than there are, and then neither counts them in parallel nor by hashing.
 */
export class CellStatistics1763900900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, name, months, byProgramme = false } of groupings) {
      const keys = [
        'region_code',
        'branch_code',
        ...months.map((date) => `(date_trunc('month', (${date})::timestamp)::date)`),
        ...(byProgramme ? [`(coalesce(programme_code, 'NONE'))`] : []),
      ];
      await runner.query(
        `create statistics ${table}_cell_${name}_stat (ndistinct) on ${keys.join(', ')} from ${table}`,
      );
    }
    for (const table of new Set(groupings.map((grouping) => grouping.table))) {
      // Of an empty table that was analysed the planner believes that it stays so.
      const rows = (await runner.query(`select from ${table} limit 1`)) as unknown[];
      if (rows.length > 0) await runner.query(`analyze ${table}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, name } of groupings) await runner.query(`drop statistics ${table}_cell_${name}_stat`);
  }
}

interface Grouping {
  table: string;
  name: string;
  /** The dates whose months are grouped by. */
  months: string[];
  byProgramme?: boolean;
}

const groupings: Grouping[] = [
  { table: 'primary_organization', name: 'registered', months: ['registered_on'] },
  { table: 'primary_organization', name: 'dissolved', months: ['dissolved_on'] },
  { table: 'meeting', name: 'held', months: ['held_on'] },
  { table: 'akim_election', name: 'held', months: ['held_on'] },
  { table: 'faction_session', name: 'held', months: ['held_on'] },
  { table: 'proposal', name: 'raised', months: ['raised_on', 'executed_on'] },
  { table: 'roadmap_item', name: 'adopted', months: ['adopted_on'] },
  { table: 'roadmap_item', name: 'withdrawn', months: ['withdrawn_on'] },
  { table: 'roadmap_item', name: 'executed_entered', months: ['greatest(adopted_on, executed_on)'] },
  { table: 'roadmap_item', name: 'not_due_left', months: ['least(starts_on, executed_on, withdrawn_on)'] },
  { table: 'roadmap_item', name: 'overdue_entered', months: ['greatest(due_on + 1, adopted_on)'] },
  { table: 'roadmap_item', name: 'overdue_left', months: ['least(executed_on, withdrawn_on)'] },
  { table: 'roadmap_item', name: 'executed', months: ['executed_on'] },
  { table: 'monitoring_visit', name: 'visited', months: ['visited_on'] },
  { table: 'programme_event', name: 'held', months: ['held_on'], byProgramme: true },
  { table: 'funded_project', name: 'funded', months: ['funded_on'], byProgramme: true },
  { table: 'course_group', name: 'completed', months: ['completed_on'], byProgramme: true },
  { table: 'commission_plan_item', name: 'adopted', months: ['adopted_on'], byProgramme: true },
  { table: 'commission_plan_item', name: 'left', months: ['make_date(plan_year + 1, 1, 1)'], byProgramme: true },
  {
    table: 'commission_plan_item',
    name: 'executed_entered',
    months: ['greatest(adopted_on, executed_on)'],
    byProgramme: true,
  },
  { table: 'commission_plan_item', name: 'executed', months: ['executed_on'], byProgramme: true },
  { table: 'appeal', name: 'received', months: ['received_on', 'closed_on'] },
  { table: 'legal_aid_case', name: 'received', months: ['received_on', 'closed_on'] },
  { table: 'facility', name: 'commissioned', months: ['commissioned_on'] },
  { table: 'facility', name: 'stalled', months: ['planned_on + 1'] },
  { table: 'correspondence', name: 'sent', months: ['sent_on'] },
  { table: 'correspondence', name: 'answered', months: ['answered_on'] },
];
