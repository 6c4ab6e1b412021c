import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What recounting one cell reads: the records of a branch by each date that files them into months. The table's first
 * index by branch serves the record's own date; these serve the other dates, and the cohorts, whose status and its date
 * lie in the index itself. Built in a transaction: a concurrent build would wait for the processes that wait for the
 * migrations to end.
 */
export class CellIndexes1763900650000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, on } of indexes) {
      await runner.query(`create index ${name} on ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of indexes) await runner.query(`drop index ${name}`);
  }
}

const indexes = [
  {
    name: 'primary_organization_cell_dissolved_idx',
    on: 'primary_organization (region_code, branch_code, dissolved_on)',
  },
  { name: 'proposal_cell_idx', on: 'proposal (region_code, branch_code, raised_on) include (executed_on)' },
  { name: 'roadmap_item_cell_withdrawn_idx', on: 'roadmap_item (region_code, branch_code, withdrawn_on)' },
  { name: 'roadmap_item_cell_executed_idx', on: 'roadmap_item (region_code, branch_code, executed_on)' },
  {
    name: 'roadmap_item_cell_executed_entered_idx',
    on: 'roadmap_item (region_code, branch_code, greatest(adopted_on, executed_on))',
  },
  {
    name: 'roadmap_item_cell_not_due_left_idx',
    on: 'roadmap_item (region_code, branch_code, least(starts_on, executed_on, withdrawn_on))',
  },
  {
    name: 'roadmap_item_cell_overdue_entered_idx',
    on: 'roadmap_item (region_code, branch_code, greatest(due_on + 1, adopted_on))',
  },
  {
    name: 'roadmap_item_cell_overdue_left_idx',
    on: 'roadmap_item (region_code, branch_code, least(executed_on, withdrawn_on))',
  },
  {
    name: 'course_group_cell_idx',
    on: 'course_group (region_code, branch_code, completed_on) include (programme_code, graduates)',
  },
  {
    name: 'commission_plan_item_cell_executed_idx',
    on: 'commission_plan_item (region_code, branch_code, executed_on)',
  },
  {
    name: 'commission_plan_item_cell_executed_entered_idx',
    on: 'commission_plan_item (region_code, branch_code, greatest(adopted_on, executed_on))',
  },
  {
    name: 'commission_plan_item_cell_left_idx',
    on: 'commission_plan_item (region_code, branch_code, make_date(plan_year + 1, 1, 1))',
  },
  { name: 'appeal_cell_idx', on: 'appeal (region_code, branch_code, received_on) include (closed_on, outcome)' },
  {
    name: 'legal_aid_case_cell_idx',
    on: 'legal_aid_case (region_code, branch_code, received_on) include (closed_on, outcome)',
  },
  { name: 'facility_cell_commissioned_idx', on: 'facility (region_code, branch_code, commissioned_on)' },
  { name: 'facility_cell_stalled_idx', on: 'facility (region_code, branch_code, (planned_on + 1))' },
  { name: 'correspondence_cell_answered_idx', on: 'correspondence (region_code, branch_code, answered_on)' },
];
