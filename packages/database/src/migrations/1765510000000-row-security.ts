import type { MigrationInterface, QueryRunner } from 'typeorm';
import { giveToOwner, makeRoles } from './make-roles.js';

const recordTables = [
  ...['akim_election', 'appeal', 'commission_plan_item', 'correspondence', 'course_group', 'facility', 'faction'],
  ...['faction_session', 'funded_project', 'legal_aid_case', 'meeting', 'monitoring_visit', 'primary_organization'],
  ...['programme_event', 'proposal', 'roadmap_item'],
];

const openTopics = ['organization', 'election', 'faction', 'proposal', 'roadmap', 'monitoring', 'funding'].concat(
  ...['commission_plan', 'facility', 'correspondence'],
);
/** Their figures count people, or what single people bring. */
const topicsOfPeople = ['meeting', 'event', 'course', 'appeal', 'legal_aid'];
const topics = [...openTopics, ...topicsOfPeople];
const openTopicCodes = openTopics
  .map((topic) => `'${topic === 'commission_plan' ? 'commissionPlan' : topic}'`)
  .join(', ');

const vocabularies = [
  'appeal_topic',
  'body',
  'facility_kind',
  'outreach_kind',
  'programme',
  'recipient_kind',
  'sector',
];

/** What is shown to anybody, with the columns that are where not all of them are. */
const openTables: Readonly<Record<string, readonly string[] | 'ALL'>> = {
  ...all(['area', 'area_boundary', 'area_former_name', 'area_parent', 'area_placement', 'area_population']),
  ...all(['area_successor', 'area_path', ...vocabularies]),
  ...all(['reference_edition', 'build', 'job', 'stated_figure', 'reconciliation', 'figure_verdict', 'report_check']),
  ...all(openTopics.map((topic) => `${topic}_summary`)),
  report: [
    'id',
    'area_code',
    'source_ref',
    'title',
    'language',
    'text',
    'published_on',
    'as_of',
    'version',
    'created_at',
  ],
  figure_explanation: [
    ...['id', 'stated_figure_id', 'topic', 'measure', 'programme_code', 'period_from', 'period_to', 'value', 'unit'],
    ...['qualifier', 'rounding_unit', 'computed', 'difference', 'reason', 'text', 'explained_at', 'withdrawn_at'],
  ],
  // Who reported in which month, and not how much.
  reporting_cell: ['region_code', 'branch_code', 'month', 'run_id'],
  submission_cell: 'ALL',
  mark: 'ALL',
  finding: ['kind', 'topic', 'resolved_at'],
  run: ['id', 'kind', 'state', 'as_of', 'started_at', 'finished_at', 'job_run_id'],
  job_run: [
    ...['id', 'job', 'scheduled_for', 'as_of', 'trigger', 'state', 'lane', 'ready_at', 'deadline_at', 'missed_count'],
    ...['attempt_count', 'failure_count', 'loss_count', 'started_at', 'finished_at'],
  ],
};

/** What whoever may read records is shown besides, whatever their areas. */
const tablesOfReaders = [
  ...[
    'reporting_cell',
    'submission_cell',
    'report',
    'figure_explanation',
    'job_run',
    'job_run_attempt',
    'job_run_step',
    'job_lease',
    'backfill',
  ],
  ...['import', 'submission_due', 'submission_touch', 'period_lock', 'run', 'finding'],
];

/** Those whose rows belong to a region and a branch. */
const branchTables = [...recordTables, ...topics.map((topic) => `${topic}_cell`), 'quality_finding', 'submission'];

/** Every table whose rows are shown within areas, each by the condition that a row of it meets for its reader. */
const confinedTables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(branchTables.map((table) => [table, `region_code = any (scope) or branch_code = any (scope)`])),
  ...Object.fromEntries(topics.map((topic) => [`${topic}_summary`, 'area_code = any (figures)'])),
  quality_trend: 'region_code = any (scope)',
  heard_report: `exists (select from meeting where meeting.id = meeting_id and meeting.region_code = heard_report.region_code)`,
  meeting_roadmap_item: `exists (select from meeting where meeting.id = meeting_id and meeting.region_code = meeting_roadmap_item.region_code)`,
  submission_event: `exists (select from submission where submission.id = submission_id)`,
  record_change: `can_see_record(record_table, record_id, region_code)`,
  evidence_file: `can_see_record(record_table, record_id, region_code)`,
};

/** What tells of topics, as that records wait: of all of them for who reads records, of open ones for anybody. */
const tablesByTopic = ['mark', 'finding', 'submission_cell'];

/** What writes by the gateway touch beside what they read. */
const writtenTables = [
  ...recordTables,
  ...['heard_report', 'meeting_roadmap_item', 'quality_finding', 'submission', 'submission_event', 'evidence_file'],
  ...['submission_touch', 'period_lock', 'idempotency_key'],
];

/**
 * Row security: what the gateway asks for somebody, it asks as a role that bypasses no policy and is shown no more than
 * that somebody is, even where a condition is forgotten. By `set local role` one of
 * - `oblys_public`: whoever is not signed in
 * - `oblys_confined_reader`, `oblys_confined_writer`: records of the areas that the setting `oblys.scope` lists, and
 *   figures of those in `oblys.figures_of`
 * - `oblys_everywhere_reader`, `oblys_everywhere_writer`: in the whole tree
 * The owner of the tables, as which jobs and commands work, is under no policy.
 */
export class RowSecurity1765510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await makeRoles(runner, roles, [
      ['oblys_writer', 'oblys_reader'],
      ['oblys_reader', 'oblys_public'],
      ...Object.entries(actors).flatMap(([member, of]) => of.map((group) => [member, group] as const)),
    ]);
    await giveToOwner(runner, Object.keys(actors));
    await createFunctions(runner);
    await actAsOwner(runner);
    await grantTables(runner);
    await createPolicies(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(confinedTables)) {
      await runner.query(`drop policy everywhere on ${table}`);
      await runner.query(`drop policy confined on ${table}`);
      await runner.query(`drop policy if exists open_to_all on ${table}`);
      await runner.query(`alter table ${table} disable row level security`);
    }
    for (const table of tablesByTopic) {
      await runner.query(`drop policy readers on ${table}`);
      await runner.query(`drop policy open_topics on ${table}`);
      await runner.query(`alter table ${table} disable row level security`);
    }
    // Other databases of the server may use the roles: they stay, with nothing granted here.
    for (const role of roles) await runner.query(`revoke all on all tables in schema public from ${role}`);
    for (const role of roles) await runner.query(`revoke usage on schema public from ${role}`);
    for (const name of await triggerFunctions(runner)) {
      await runner.query(`alter function ${name}() security invoker reset search_path`);
    }
    await replaceInSubmissions(runner, sameMonthInScope, sameMonth);
    for (const name of functionsOfAllBranches) {
      await runner.query(`alter function ${name} security invoker reset search_path`);
    }
    await runner.query('drop function rows_with_words(text, text, text)');
    await runner.query('drop function can_see_record(text, uuid, text)');
  }
}

const groups = ['oblys_reader', 'oblys_writer', 'oblys_confined', 'oblys_everywhere'];
/** Those that are taken on, each with the groups that it belongs to. */
const actors: Readonly<Record<string, readonly string[]>> = {
  oblys_public: [],
  oblys_confined_reader: ['oblys_reader', 'oblys_confined'],
  oblys_confined_writer: ['oblys_writer', 'oblys_confined'],
  oblys_everywhere_reader: ['oblys_reader', 'oblys_everywhere'],
  oblys_everywhere_writer: ['oblys_writer', 'oblys_everywhere'],
};
const roles = ['oblys_public', ...groups, ...Object.keys(actors).filter((role) => role !== 'oblys_public')];

async function createFunctions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function can_see_record(record_table text, record_id uuid, record_region text) returns boolean
    language plpgsql stable
    as $$
    begin
      case record_table
        ${recordTables
          .map(
            (table) =>
              `when '${table}' then return exists (select from ${table} where id = record_id and region_code = record_region);`,
          )
          .join('\n        ')}
        else return false;
      end case;
    end
    $$`);
  await runner.query(`
    comment on function can_see_record(text, uuid, text) is
      'Whether a record is there for whoever asks: its policies say so.'`);
  await runner.query(`
    create function rows_with_words(searched_table text, searched_column text, pattern text) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
    begin
      if not exists (
        select
          from pg_index
          join pg_class as of_table on of_table.oid = indrelid
          join pg_class as of_index on of_index.oid = indexrelid
          join pg_am on pg_am.oid = of_index.relam and pg_am.amname = 'gin'
          join pg_attribute on pg_attribute.attrelid = of_table.oid and pg_attribute.attnum = any (indkey)
         where of_table.relnamespace = 'public'::regnamespace
           and of_table.relname = searched_table
           and pg_attribute.attname = searched_column
      ) then
        raise exception '% of % is not searched for words.', searched_column, searched_table;
      end if;
      return query execute format(
        'select id from %I where %I ilike $1 and (region_code = any ($2) or branch_code = any ($2))',
        searched_table, searched_column)
        using pattern, nullif(current_setting('oblys.scope', true), '')::text[];
    end
    $$`);
  await runner.query(`
    comment on function rows_with_words(text, text, text) is
      'Records whose text is like the pattern, within the scope that is set. Under a policy such a condition could leak, and PostgreSQL would ask it of every visible row, past the index of trigrams; here the scope is applied by hand.'`);
}

/**
 * What happens at a write happens whoever writes: marks, history, locks. And from when on a region stands on what was
 * submitted is so for all of its branches, of which a reader may see one.
 */
async function actAsOwner(runner: QueryRunner): Promise<void> {
  for (const name of await triggerFunctions(runner)) {
    await runner.query(`alter function ${name}() security definer set search_path = public, pg_temp`);
  }
  for (const name of functionsOfAllBranches) {
    await runner.query(`alter function ${name} security definer set search_path = public, pg_temp`);
  }
  await replaceInSubmissions(runner, sameMonth, sameMonthInScope);
}

const functionsOfAllBranches = ['months_by_submissions', 'submissions_as_of'];

const sameMonth = `        and sent.month = due.month
   `;
const sameMonthInScope = `        and sent.month = due.month
      where nullif(current_setting('oblys.scope', true), '') is null
         or coalesce(due.region_code, sent.region_code) = any ${setting('oblys.scope')}
         or coalesce(due.branch_code, sent.branch_code) = any ${setting('oblys.scope')}
   `;

/** Which months a region has begun to send is told of all its branches; what each sent, of those in scope. */
async function replaceInSubmissions(runner: QueryRunner, from: string, to: string): Promise<void> {
  const [found] = (await runner.query(`select pg_get_functiondef('submissions_as_of'::regproc) as definition`)) as {
    definition: string;
  }[];
  const parts = found!.definition.split(from);
  if (parts.length !== 2) throw new Error('submissions_as_of is not as it was laid.');
  await runner.query(parts.join(to));
}

/** Those of statements and of what is written after a row; what places and touches a row needs nothing but areas. */
async function triggerFunctions(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(`
    select proname as name
      from pg_proc
     where pronamespace = 'public'::regnamespace
       and prorettype = 'trigger'::regtype
       and proname !~ '^(place_|touch_record$)'
     order by proname`)) as { name: string }[];
  return rows.map(({ name }) => name);
}

async function grantTables(runner: QueryRunner): Promise<void> {
  await runner.query(`grant usage on schema public to oblys_public`);
  for (const [table, columns] of Object.entries(openTables)) {
    await runner.query(
      `grant select${columns === 'ALL' ? '' : ` (${columns.join(', ')})`} on ${table} to oblys_public`,
    );
  }
  const read = [...Object.keys(confinedTables), ...tablesOfReaders];
  await runner.query(`grant select on ${read.join(', ')} to oblys_reader`);
  await runner.query(`grant select, insert, update, delete on ${writtenTables.join(', ')} to oblys_writer`);
}

/**
 * A list of areas: asked once for a statement, as a sub-select is, and not for each row. The outer cast makes `any` take
 * it as an array.
 */
function setting(name: string): string {
  return `((select nullif(current_setting('${name}', true), '')::text[])::text[])`;
}

async function createPolicies(runner: QueryRunner): Promise<void> {
  for (const [table, condition] of Object.entries(confinedTables)) {
    await runner.query(`alter table ${table} enable row level security`);
    await runner.query(`create policy everywhere on ${table} to oblys_everywhere using (true)`);
    await runner.query(
      `create policy confined on ${table} to oblys_confined using (${condition.replaceAll('(scope)', setting('oblys.scope')).replace('(figures)', setting('oblys.figures_of'))})`,
    );
  }
  for (const table of tablesByTopic) {
    await runner.query(`alter table ${table} enable row level security`);
    await runner.query(`create policy readers on ${table} for select to oblys_reader using (true)`);
    await runner.query(
      `create policy open_topics on ${table} for select to oblys_public using (topic in (${openTopicCodes}))`,
    );
  }
  // Of topics that count no people anybody sees the figures of all areas.
  for (const topic of openTopics) {
    await runner.query(`create policy open_to_all on ${topic}_summary for select to oblys_public using (true)`);
  }
}

function all(tables: readonly string[]): Record<string, 'ALL'> {
  return Object.fromEntries(tables.map((table) => [table, 'ALL']));
}
