import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An update finds what counts otherwise by one join of the old rows with the new, instead of two differences of sets:
 * what capture adds to an update of one row was mostly the beginning and ending of those. Inserts and deletes are
 * marked as before.
 */
export class CaptureUpdates1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const capture of captures) await replaceBody(runner, capture, joined(capture));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const capture of captures) await replaceBody(runner, capture, subtracted(capture));
  }
}

interface Capture {
  table: string;
  topic: string;
  /** The columns that decide in which cells a record counts and for how much, beside region and branch. */
  counted: string[];
  /** The days that file a record; $ is the row. */
  dates: string[];
}

async function replaceBody(runner: QueryRunner, capture: Capture, updated: string): Promise<void> {
  await runner.query(
    `create or replace function capture_${capture.table}() returns trigger language plpgsql as $$${bodyOf(capture, updated)}$$`,
  );
}

function monthsOf({ dates }: Capture, row: string): string[] {
  return dates.map((date) => `date_trunc('month', (${date.replaceAll('$.', `${row}.`)})::timestamp)::date`);
}

function namesOf({ dates }: Capture): string[] {
  return dates.map((_date, index) => `month_${index + 1}`);
}

function filed(capture: Capture, rows: string): string {
  const months = monthsOf(capture, 'record').map((month, index) => `${month} as month_${index + 1}`);
  return `select distinct ${['record.region_code', 'record.branch_code', ...months].join(',\n                      ')}
        from ${rows} as record`;
}

function joined(capture: Capture): string {
  const names = ['region_code', 'branch_code', ...namesOf(capture)];
  const side = (row: string): string =>
    [`${row}.region_code`, `${row}.branch_code`, ...monthsOf(capture, row)].join(', ');
  const columns = (row: string): string =>
    ['region_code', 'branch_code', ...capture.counted].map((column) => `${row}.${column}`).join(', ');
  return `select distinct ${names.map((name) => `side.${name}`).join(',\n                      ')}
        from old_rows as former
        full join new_rows as record
          on record.id = former.id
         and record.region_code = former.region_code
       cross join lateral (values
               (${side('former')}),
               (${side('record')})
             ) as side (${names.join(', ')})
       where (${columns('former')})
             is distinct from (${columns('record')})`;
}

function subtracted(capture: Capture): string {
  const columns = ['region_code', 'branch_code', ...capture.counted].join(',\n                  ');
  const only = (one: string, other: string): string => `(
          select ${columns}
            from ${one}
          except all
          select ${columns}
            from ${other}
        )`;
  return filed(
    capture,
    `(${only('old_rows', 'new_rows')}
        union all
        ${only('new_rows', 'old_rows')})`,
  );
}

function bodyOf(capture: Capture, updated: string): string {
  const mark = (changed: string): string => `    insert into mark (topic, region_code, branch_code, month)
    select distinct '${capture.topic}', changed.region_code, changed.branch_code, filed.month
      from (
        ${changed}
      ) as changed
     cross join lateral (values ${namesOf(capture)
       .map((month) => `(changed.${month})`)
       .join(', ')}) as filed (month)
     where filed.month is not null;`;
  return `
begin
  if tg_op = 'INSERT' then
${mark(filed(capture, 'new_rows'))}
  elsif tg_op = 'UPDATE' then
${mark(updated)}
  else
${mark(filed(capture, 'old_rows'))}
  end if;
  return null;
end
`;
}

const captures: Capture[] = [
  {
    table: 'primary_organization',
    topic: 'organization',
    counted: ['registered_on', 'dissolved_on'],
    dates: ['$.registered_on', '$.dissolved_on'],
  },
  {
    table: 'meeting',
    topic: 'meeting',
    counted: ['held_on', 'attendees', 'kind_code', 'organization_id'],
    dates: ['$.held_on'],
  },
  {
    table: 'akim_election',
    topic: 'election',
    counted: ['held_on', 'won_by_nominee'],
    dates: ['$.held_on'],
  },
  {
    table: 'faction_session',
    topic: 'faction',
    counted: ['held_on'],
    dates: ['$.held_on'],
  },
  {
    table: 'proposal',
    topic: 'proposal',
    counted: ['raised_on', 'executed_on'],
    dates: ['$.raised_on'],
  },
  {
    table: 'roadmap_item',
    topic: 'roadmap',
    counted: ['adopted_on', 'withdrawn_on', 'executed_on', 'starts_on', 'due_on'],
    dates: [
      '$.adopted_on',
      '$.withdrawn_on',
      'greatest($.adopted_on, $.executed_on)',
      'least($.starts_on, $.executed_on, $.withdrawn_on)',
      'greatest($.due_on + 1, $.adopted_on)',
      'least($.executed_on, $.withdrawn_on)',
      '$.executed_on',
    ],
  },
  {
    table: 'monitoring_visit',
    topic: 'monitoring',
    counted: ['visited_on'],
    dates: ['$.visited_on'],
  },
  {
    table: 'programme_event',
    topic: 'event',
    counted: ['programme_code', 'held_on', 'participants'],
    dates: ['$.held_on'],
  },
  {
    table: 'funded_project',
    topic: 'funding',
    counted: ['programme_code', 'funded_on', 'amount'],
    dates: ['$.funded_on'],
  },
  {
    table: 'course_group',
    topic: 'course',
    counted: ['programme_code', 'completed_on', 'graduates'],
    dates: ['$.completed_on'],
  },
  {
    table: 'commission_plan_item',
    topic: 'commissionPlan',
    counted: ['programme_code', 'adopted_on', 'plan_year', 'executed_on'],
    dates: [
      '$.adopted_on',
      'make_date($.plan_year + 1, 1, 1)',
      'greatest($.adopted_on, $.executed_on)',
      '$.executed_on',
    ],
  },
  {
    table: 'appeal',
    topic: 'appeal',
    counted: ['received_on', 'closed_on', 'outcome'],
    dates: ['$.received_on'],
  },
  {
    table: 'legal_aid_case',
    topic: 'legalAid',
    counted: ['received_on', 'closed_on', 'outcome'],
    dates: ['$.received_on'],
  },
  {
    table: 'facility',
    topic: 'facility',
    counted: ['commissioned_on', 'planned_on'],
    dates: ['$.commissioned_on', '$.planned_on + 1'],
  },
  {
    table: 'correspondence',
    topic: 'correspondence',
    counted: ['sent_on', 'kind', 'answered_on'],
    dates: ['$.sent_on', '$.answered_on'],
  },
];
