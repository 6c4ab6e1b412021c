import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two tables per topic: the additive monthly cells, and the summaries that people read; and who has reported when. */
export class Summaries1763900500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const topic of topics) {
      for (const statement of [...createCells(topic), ...createSummaries(topic)]) await runner.query(statement);
    }
    for (const statement of reporting) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table reporting_cell`);
    for (const { name } of topics) await runner.query(`drop table ${name}_cell, ${name}_summary`);
  }
}

interface TopicTables {
  name: string;
  /** Cells of cohorts are also keyed by the month of the change of status. */
  isCohort?: true;
  hasProgramme?: true;
  cells: string;
  summaries: string;
}

const topics: TopicTables[] = [
  {
    name: 'organization',
    cells: `
      registered_entered integer not null,
      registered_left integer not null`,
    summaries: `
      registered integer not null`,
  },
  {
    name: 'meeting',
    cells: `
      held integer not null,
      attendees bigint not null,
      reports_heard integer not null,
      mobile_receptions integer not null`,
    summaries: `
      held integer not null,
      attendees bigint not null,
      reports_heard integer not null,
      mobile_receptions integer not null,
      organizations_reached integer not null`,
  },
  {
    name: 'election',
    cells: `
      held integer not null,
      won_by_nominee integer not null`,
    summaries: `
      held integer not null,
      won_by_nominee integer not null`,
  },
  {
    name: 'faction',
    cells: `
      sessions_held integer not null`,
    summaries: `
      sessions_held integer not null`,
  },
  {
    name: 'proposal',
    isCohort: true,
    cells: `
      received integer not null,
      executed integer not null`,
    summaries: `
      received integer not null,
      executed integer not null,
      in_progress integer not null`,
  },
  {
    name: 'roadmap',
    cells: `
      planned_entered integer not null,
      planned_left integer not null,
      executed_entered integer not null,
      executed_left integer not null,
      not_due_entered integer not null,
      not_due_left integer not null,
      overdue_entered integer not null,
      overdue_left integer not null`,
    summaries: `
      planned integer not null,
      executed integer not null,
      in_progress integer not null,
      not_due integer not null,
      overdue integer not null`,
  },
  {
    name: 'monitoring',
    cells: `
      visits integer not null`,
    summaries: `
      visits integer not null`,
  },
  {
    name: 'event',
    hasProgramme: true,
    cells: `
      held integer not null,
      participants bigint not null`,
    summaries: `
      held integer not null,
      participants bigint not null`,
  },
  {
    name: 'funding',
    hasProgramme: true,
    cells: `
      projects_funded integer not null,
      amount numeric(18, 2) not null`,
    summaries: `
      projects_funded integer not null,
      amount numeric(18, 2) not null`,
  },
  {
    name: 'course',
    hasProgramme: true,
    cells: `
      groups_completed integer not null,
      graduates bigint not null`,
    summaries: `
      groups_completed integer not null,
      graduates bigint not null`,
  },
  {
    name: 'commission_plan',
    hasProgramme: true,
    cells: `
      planned_entered integer not null,
      planned_left integer not null,
      executed_entered integer not null,
      executed_left integer not null`,
    summaries: `
      planned integer not null,
      executed integer not null`,
  },
  {
    name: 'appeal',
    isCohort: true,
    cells: `
      received integer not null,
      positive integer not null,
      explained integer not null`,
    summaries: `
      received integer not null,
      positive integer not null,
      explained integer not null,
      in_progress integer not null`,
  },
  {
    name: 'legal_aid',
    isCohort: true,
    cells: `
      received integer not null,
      positive integer not null`,
    summaries: `
      received integer not null,
      positive integer not null`,
  },
  {
    name: 'facility',
    cells: `
      commissioned integer not null,
      stalled_entered integer not null,
      stalled_left integer not null`,
    summaries: `
      commissioned integer not null,
      stalled integer not null`,
  },
  {
    name: 'correspondence',
    cells: `
      letters_sent integer not null,
      inquiries_sent integer not null,
      answered integer not null`,
    summaries: `
      letters_sent integer not null,
      inquiries_sent integer not null,
      answered integer not null`,
  },
];

function createCells({ name, isCohort, hasProgramme, cells }: TopicTables): string[] {
  const key = ['region_code', 'branch_code', 'month'];
  if (isCohort) key.push('status_month');
  if (hasProgramme) key.push('programme_code');
  return [
    `create table ${name}_cell (
      region_code text not null,
      branch_code text not null,
      month date not null,
      ${isCohort ? 'status_month date not null check (status_month >= month),' : ''}
      ${hasProgramme ? 'programme_code text not null,' : ''}
      ${cells.trim()},
      event_count integer not null,
      run_id uuid not null,
      primary key (${key.join(', ')}),
      check (month = date_trunc('month', month::timestamp))
    )`,
    `comment on table ${name}_cell is 'Additive monthly counts of ${name} by branch, as of the day of the build; a stock is kept as what entered and what left.'`,
    `comment on column ${name}_cell.event_count is 'Dated events in the cell: what says that the branch has reported.'`,
    `comment on column ${name}_cell.run_id is 'The run that last changed the row.'`,
    ...(isCohort
      ? [
          `comment on column ${name}_cell.status_month is 'The month of the change of status; for what was received, the month itself.'`,
        ]
      : []),
    ...(hasProgramme
      ? [`comment on column ${name}_cell.programme_code is 'NONE where the records have no programme.'`]
      : []),
  ];
}

function createSummaries({ name, hasProgramme, summaries }: TopicTables): string[] {
  const key = ['area_code', 'grain', 'period_start'];
  if (hasProgramme) key.push('programme_code');
  return [
    `create table ${name}_summary (
      area_code text not null,
      grain text not null check (grain in ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
      period_start date not null,
      ${hasProgramme ? 'programme_code text not null,' : ''}
      ${summaries.trim()},
      run_id uuid not null,
      primary key (${key.join(', ')})
    )`,
    `comment on table ${name}_summary is 'Figures of ${name} for districts, regions and the country, as of the day of the build; stocks are levels at the end of the period.'`,
    `comment on column ${name}_summary.run_id is 'The run that last changed the row.'`,
    ...(hasProgramme
      ? [
          `comment on column ${name}_summary.programme_code is 'ALL is the total, with the records that have no programme.'`,
        ]
      : []),
  ];
}

const reporting = [
  `create table reporting_cell (
     region_code text not null,
     branch_code text not null,
     month date not null,
     record_count integer not null check (record_count > 0),
     run_id uuid not null,
     primary key (region_code, branch_code, month),
     check (month = date_trunc('month', month::timestamp))
   )`,
  `create index reporting_cell_branch_code_idx on reporting_cell (branch_code, month)`,
  `comment on table reporting_cell is 'The months that each branch has reported: those with any dated event of any topic. A branch-month without a row is not zero, it is unknown.'`,
  `comment on column reporting_cell.record_count is 'Dated events; a record with two of them in the month counts for each.'`,
  `comment on column reporting_cell.run_id is 'The run that last changed the row.'`,
];
