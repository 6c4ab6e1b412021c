import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is to be sent each month, what was, and what may not be changed any more without a reason.
 *
 * A month that a region approved is locked by triggers on the tables of records, so that every path is: a statement
 * that touches a locked month is refused, or, where its transaction says why (oblys.change_reason), is kept in the
 * history of the submission. What touches a month that was submitted and is not decided on is noted, and the month is
 * to be submitted anew: only what was sent is approved.
 *
 * Nobody writes past a submission or an approval unnoticed: each writer holds a shared lock of its topic until its
 * transaction ends, and who submits or approves takes the exclusive one, so that a write is either part of what is sent
 * or meets it. An advisory lock, since a row that every writer locks would be written by every writer. A transaction
 * that reads by an older snapshot would not see what it waited for: those lock a row of period_lock besides, which is
 * updated with it, and are told to begin anew.
 */
export class Submissions1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...dues, ...functions]) await runner.query(statement);
    for (const lock of locks) {
      for (const statement of createLock(lock)) await runner.query(statement);
    }
    const topics = new Set(locks.map(({ topic }) => `('${topic}')`));
    await runner.query(`insert into period_lock (topic) values ${[...topics].join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of locks) {
      for (const event of ['insert', 'update', 'delete', 'truncate']) {
        await runner.query(`drop trigger ${table}_lock_${event} on ${table}`);
      }
      await runner.query(`drop function lock_${table}()`);
    }
    await runner.query(`drop function lock_truncate()`);
    await runner.query(`drop function change_locked_months(text, uuid[], text)`);
    await runner.query(`drop function touch_submissions(uuid[])`);
    await runner.query(`drop function hold_topic(text)`);
    await runner.query(`drop function months_by_submissions(text, date, text[], date, date)`);
    await runner.query(`drop function submissions_as_of(date, text[], date, date)`);
    await runner.query(`drop function submissions_due(text[], date, date)`);
    await runner.query(
      `drop table submission_cell, submission_touch, submission_event, submission, submission_due, period_lock`,
    );
    await runner.query(`drop function mark_submission()`);
    await runner.query(`drop function keep_submission_event()`);
  }
}

const tables = [
  `create table submission_due (
     id uuid primary key default new_id(),
     region_code text references area (code),
     sent_by text not null check (sent_by in ('DISTRICT', 'OFFICE')),
     topic text not null,
     valid_from date not null default '-infinity',
     valid_to date not null default 'infinity',
     is_due boolean not null default true,
     due_day integer not null default 5 check (due_day between 1 and 28),
     grace_days integer not null default 10 check (grace_days between 0 and 366),
     check (valid_from < valid_to),
     constraint submission_due_is_one exclude using gist (
       coalesce(region_code, '') with =, sent_by with =, topic with =, daterange(valid_from, valid_to) with &&
     )
   )`,
  `comment on table submission_due is 'Which topics are to be sent for each month, by each district of a region or by the office of the region itself; a row of a region stands before one of all regions.'`,
  `comment on column submission_due.region_code is 'Null holds for every region that has no row of its own.'`,
  `comment on column submission_due.valid_from is 'Months that begin from this day on, and before valid_to.'`,
  `comment on column submission_due.due_day is 'The day of the following month by which a month is to be sent.'`,
  `comment on column submission_due.grace_days is 'So many days later what has not come is no longer late but missing.'`,
  `create table submission (
     id uuid primary key default new_id(),
     region_code text not null references area (code),
     branch_code text not null references area (code),
     topic text not null,
     month date not null check (month = date_trunc('month', month::timestamp)),
     state text not null check (state in ('SUBMITTED', 'APPROVED', 'RETURNED')),
     version integer not null default 1 check (version >= 1),
     record_count integer not null check (record_count >= 0),
     note text check (note <> ''),
     submitted_at timestamptz not null default now(),
     submitted_on date not null,
     submitted_by text not null,
     approved_at timestamptz,
     approved_by text,
     returned_at timestamptz,
     returned_by text,
     return_reason text,
     changed_at timestamptz,
     constraint submission_branch_key unique (region_code, branch_code, topic, month),
     check ((approved_at is null) = (approved_by is null)),
     check (num_nulls(returned_at, returned_by, return_reason) in (0, 3)),
     check (state <> 'APPROVED' or approved_at is not null),
     check (state <> 'RETURNED' or returned_at is not null)
   )`,
  `comment on table submission is 'What a branch has sent of a topic for a month. An approved one locks the month; one that was returned counts as not sent.'`,
  `comment on column submission.submitted_on is 'The business day of submitted_at.'`,
  `comment on column submission.record_count is 'Records with a dated event in the month, when it was submitted; 0 says that there was nothing.'`,
  `comment on column submission.changed_at is 'When a record of the month was last changed after it was approved; null where none was.'`,
  `create index submission_sent_idx on submission (topic, region_code, branch_code, month) where state <> 'RETURNED'`,
  `create index submission_month_idx on submission (region_code, month)`,
  `create index submission_branch_code_idx on submission (branch_code, month)`,
  `create table submission_event (
     id uuid primary key default new_id(),
     submission_id uuid not null references submission (id),
     event text not null check (event in ('SUBMITTED', 'APPROVED', 'RETURNED', 'REOPENED', 'CHANGED')),
     version integer not null,
     happened_at timestamptz not null default now(),
     happened_by text not null,
     reason text check (reason <> ''),
     record_count integer,
     check (reason is not null or event in ('SUBMITTED', 'APPROVED'))
   )`,
  `comment on table submission_event is 'What became of each submission, appended: who, when and why.'`,
  `comment on column submission_event.version is 'The version that it led to.'`,
  `comment on column submission_event.record_count is 'Of what was submitted or approved; null for all else.'`,
  `create index submission_event_submission_id_idx on submission_event (submission_id, id)`,
  `create table submission_touch (
     id uuid primary key default new_id(),
     submission_id uuid not null,
     touched_at timestamptz not null default clock_timestamp()
   )`,
  `comment on table submission_touch is 'Submissions whose records were changed since they were submitted. Appended, since writers that update one row wait for each other; gone with the next submission.'`,
  `create index submission_touch_submission_id_idx on submission_touch (submission_id)`,
  `create table period_lock (
     topic text primary key,
     locked_at timestamptz not null default now()
   )`,
  `comment on table period_lock is 'A row for each topic: when a month of it was last submitted or approved, by which transactions that read by an older snapshot find out that they are too late.'`,
  `create table submission_cell (
     topic text not null,
     region_code text not null,
     month date not null,
     branch_code text not null,
     due_on date,
     missing_from date,
     state text,
     submitted_on date,
     event_count integer not null,
     run_id uuid not null,
     primary key (topic, region_code, month, branch_code),
     check (month = date_trunc('month', month::timestamp))
   )`,
  `create index submission_cell_branch_code_idx on submission_cell (topic, branch_code, month)`,
  `create index submission_cell_due_idx on submission_cell (branch_code, month) where due_on is not null`,
  `comment on table submission_cell is 'The months of regions that stand on submissions, as of the day of the build: what is due in them, what was sent, and what has records.'`,
  `comment on column submission_cell.due_on is 'The last day to send it in time; null where it was not due.'`,
  `comment on column submission_cell.state is 'Null where nothing was sent.'`,
  `comment on column submission_cell.event_count is 'Dated events of the topic that its records have in the month.'`,
  `comment on column submission_cell.run_id is 'The run that last changed the row.'`,
];

/** What nearly every district has each month; the topics of rare events are sent by who has something to say. */
const dueByDefault = [
  ...['meeting', 'faction', 'proposal', 'roadmap', 'monitoring', 'event'],
  ...['funding', 'course', 'appeal', 'legalAid', 'correspondence'],
];

const dues = [
  `insert into submission_due (sent_by, topic) values ${dueByDefault.map((topic) => `('DISTRICT', '${topic}')`).join(', ')}`,
];

const functions = [
  `create function submissions_due(of_regions text[], from_month date, to_month date)
   returns table (topic text, region_code text, branch_code text, month date, due_on date, missing_from date)
   language sql stable
   as $$
     with rule as (
       select distinct on (region.code, rule.sent_by, rule.topic, month.month)
              region.code as region_code, rule.sent_by, rule.topic, month.month, rule.is_due,
              (month.month + interval '1 month')::date + rule.due_day - 1 as due_on, rule.grace_days
         from generate_series(from_month::timestamp, to_month::timestamp, interval '1 month') as month (month)
         join submission_due as rule
           on rule.valid_from <= month.month
          and rule.valid_to > month.month
         join area as region
           on region.level = 'REGION'
          and (of_regions is null or region.code = any (of_regions))
          and (rule.region_code is null or rule.region_code = region.code)
        order by region.code, rule.sent_by, rule.topic, month.month, rule.region_code nulls last
     ),
     branch as (
       select placement.region_code, placement.area_code as branch_code, 'DISTRICT' as sent_by,
              placement.valid_from, placement.valid_to
         from area_placement as placement
        where placement.area_code = placement.district_code
        union all
       select region.code, region.code, 'OFFICE', '-infinity', 'infinity'
         from area as region
        where region.level = 'REGION'
     )
     select distinct rule.topic, rule.region_code, branch.branch_code, rule.month::date, rule.due_on,
            rule.due_on + rule.grace_days + 1
       from rule
       join branch
         on branch.region_code = rule.region_code
        and branch.sent_by = rule.sent_by
        and branch.valid_from < rule.month + interval '1 month'
        and branch.valid_to > rule.month
      where rule.is_due
   $$`,
  `comment on function submissions_due(text[], date, date) is 'What is to be sent by the branches of some regions (null: all) for the months from the first day of one to that of another: by when, and from when on it is missing.'`,
  `create function submissions_as_of(as_of date, of_regions text[], from_month date, to_month date)
   returns table (
     topic text, region_code text, branch_code text, month date,
     due_on date, missing_from date, state text, submitted_on date
   )
   language sql stable
   as $$
     with sent as materialized (
       select submission.topic, submission.region_code, submission.branch_code, submission.month, submission.state,
              submission.submitted_on
         from submission
        where submission.submitted_on <= as_of
          and (of_regions is null or submission.region_code = any (of_regions))
          and (from_month is null or submission.month >= from_month)
          and (to_month is null or submission.month <= to_month)
     ),
     begun as (
       select distinct sent.region_code, sent.month
         from sent
     ),
     due as (
       select due.topic, due.region_code, due.branch_code, due.month, due.due_on, due.missing_from
         from (
           select array_agg(distinct begun.region_code) as regions, min(begun.month) as first_month, max(begun.month) as last_month
             from begun
         ) as extent
        cross join lateral submissions_due(extent.regions, extent.first_month, extent.last_month) as due
        where extent.regions is not null
          and (due.region_code, due.month) in (select begun.region_code, begun.month from begun)
     )
     select coalesce(due.topic, sent.topic), coalesce(due.region_code, sent.region_code),
            coalesce(due.branch_code, sent.branch_code), coalesce(due.month, sent.month),
            due.due_on, due.missing_from, sent.state, sent.submitted_on
       from due
       full join sent
         on sent.topic = due.topic
        and sent.region_code = due.region_code
        and sent.branch_code = due.branch_code
        and sent.month = due.month
   $$`,
  `comment on function submissions_as_of(date, text[], date, date) is 'The months that stand on submissions as of a day, those in which any branch of the region had sent anything by then: what was due in them, and what was sent. Of some regions and months, or of all (null).'`,
  `create function months_by_submissions(topic_code text, as_of date, of_regions text[], from_month date, to_month date)
   returns table (region_code text, month date)
   language sql stable
   as $$
     select begun.region_code, begun.month
       from (
         select region.code as region_code, month.month::date as month
           from unnest(coalesce(of_regions, array(select area.code from area where area.level = 'REGION'))) as region (code)
          cross join lateral (
            select min(submission.month) as first_month, max(submission.month) as last_month
              from submission
             where submission.region_code = region.code
          ) as extent
          cross join lateral generate_series(
                  case when extent.first_month is not null then greatest(extent.first_month, from_month) end::timestamp,
                  least(extent.last_month, to_month)::timestamp,
                  interval '1 month'
                ) as month (month)
          where exists (
                  select
                    from submission
                   where submission.region_code = region.code
                     and submission.month = month.month::date
                     and submission.submitted_on <= as_of
                )
       ) as begun
      where exists (
              select
                from (values ('DISTRICT'), ('OFFICE')) as sender (sent_by)
               cross join lateral (
                 select rule.is_due
                   from submission_due as rule
                  where rule.topic = topic_code
                    and rule.sent_by = sender.sent_by
                    and (rule.region_code is null or rule.region_code = begun.region_code)
                    and rule.valid_from <= begun.month
                    and rule.valid_to > begun.month
                  order by rule.region_code nulls last
                  limit 1
               ) as applied
               where applied.is_due
                 and (
                   sender.sent_by = 'OFFICE'
                   or exists (
                     select
                       from area_placement as placement
                      where placement.region_code = begun.region_code
                        and placement.area_code = placement.district_code
                        and placement.valid_from < begun.month + interval '1 month'
                        and placement.valid_to > begun.month
                   )
                 )
            )
   $$`,
  `comment on function months_by_submissions(text, date, text[], date, date) is 'The months of regions (null: of all) that stand on submissions for a topic as of a day: those of submissions_as_of in which it is due of anybody.'`,
  `create function mark_submission() returns trigger
   language plpgsql
   as $$
   begin
     insert into mark (topic, region_code, branch_code, month)
     values (new.topic, new.region_code, new.branch_code, new.month);
     return null;
   end
   $$`,
  `create trigger submission_mark
   after insert or update of state, submitted_on on submission
   for each row execute function mark_submission()`,
  `create function keep_submission_event() returns trigger
   language plpgsql
   as $$
   begin
     raise exception 'The history of submissions is only ever added to.' using errcode = 'restrict_violation';
   end
   $$`,
  `create trigger submission_event_keep
   before update or delete or truncate on submission_event
   for each statement execute function keep_submission_event()`,
  `create function hold_topic(topic_code text) returns void
   language plpgsql
   as $$
   begin
     perform pg_advisory_xact_lock_shared(706199212, hashtext(topic_code));
     if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
       perform from period_lock where period_lock.topic = topic_code for share;
     end if;
   end
   $$`,
  `comment on function hold_topic(text) is 'Keeps months of a topic from being submitted or approved until the transaction ends.'`,
  `create function change_locked_months(topic_code text, locked uuid[], what text) returns void
   language plpgsql
   as $$
   declare
     why constant text := nullif(btrim(current_setting('oblys.change_reason', true)), '');
     actor constant text := coalesce(
       nullif(current_setting('oblys.change_reason_by', true), ''),
       nullif(current_setting('oblys.changed_by', true), ''),
       session_user::text
     );
     met record;
   begin
     if why is null then
       select submission.branch_code, to_char(submission.month, 'YYYY-MM') as month into met
         from submission
        where submission.id = any (locked)
        order by submission.month, submission.branch_code
        limit 1;
       raise exception 'Month % of % of branch % is approved and locked: a change needs a reason.', met.month, topic_code, met.branch_code
         using errcode = 'OBL01', table = what,
               detail = json_build_object('topic', topic_code, 'branchCode', met.branch_code, 'month', met.month, 'locked', cardinality(locked))::text,
               hint = 'set local oblys.change_reason = ''…''';
     end if;
     with changed as (
       update submission
          set changed_at = clock_timestamp(), version = submission.version + 1
        where submission.id = any (locked)
       returning submission.id, submission.version
     )
     insert into submission_event (submission_id, event, version, happened_by, reason)
     select changed.id, 'CHANGED', changed.version, actor, why
       from changed;
   end
   $$`,
  `create function touch_submissions(touched uuid[]) returns void
   language sql
   as $$
     insert into submission_touch (submission_id)
     select id
       from unnest(touched) as touched (id)
      where not exists (select from submission_touch where submission_touch.submission_id = touched.id)
   $$`,
  `create function lock_truncate() returns trigger
   language plpgsql
   as $$
   declare
     locked uuid[];
     sent uuid[];
   begin
     perform hold_topic(tg_argv[0]);
     select array_agg(submission.id) filter (where submission.state = 'APPROVED'),
            array_agg(submission.id) filter (where submission.state = 'SUBMITTED')
       into locked, sent
       from submission
      where submission.topic = tg_argv[0]
        and submission.state <> 'RETURNED';
     if sent is not null then
       perform touch_submissions(sent);
     end if;
     if locked is not null then
       perform change_locked_months(tg_argv[0], locked, tg_table_name);
     end if;
     return null;
   end
   $$`,
];

interface Event {
  /** The column of the day on which something was reported. */
  on: string;
  /** Columns that tell of this event alone: a change of them touches no month of another. */
  with?: string[];
}

interface Lock {
  table: string;
  topic: string;
  events: Event[];
  /** Where the table lies beside the records: how it finds the record that its rows belong to. */
  beside?: string;
}

/** The days on which the records of each topic report something, as the topics have them. */
const locks: Lock[] = [
  { table: 'primary_organization', topic: 'organization', events: [{ on: 'registered_on' }, { on: 'dissolved_on' }] },
  { table: 'meeting', topic: 'meeting', events: [{ on: 'held_on' }] },
  {
    table: 'heard_report',
    topic: 'meeting',
    events: [{ on: 'held_on' }],
    beside: `meeting as record
           on record.id = part.meeting_id
          and record.region_code = part.region_code`,
  },
  { table: 'akim_election', topic: 'election', events: [{ on: 'held_on' }] },
  { table: 'faction_session', topic: 'faction', events: [{ on: 'held_on' }] },
  { table: 'proposal', topic: 'proposal', events: [{ on: 'raised_on' }, { on: 'executed_on' }] },
  {
    table: 'roadmap_item',
    topic: 'roadmap',
    events: [{ on: 'adopted_on' }, { on: 'executed_on' }, { on: 'withdrawn_on' }],
  },
  { table: 'monitoring_visit', topic: 'monitoring', events: [{ on: 'visited_on' }] },
  { table: 'programme_event', topic: 'event', events: [{ on: 'held_on' }] },
  { table: 'funded_project', topic: 'funding', events: [{ on: 'funded_on' }] },
  { table: 'course_group', topic: 'course', events: [{ on: 'completed_on' }] },
  {
    table: 'commission_plan_item',
    topic: 'commissionPlan',
    events: [{ on: 'adopted_on' }, { on: 'executed_on' }],
  },
  { table: 'appeal', topic: 'appeal', events: [{ on: 'received_on' }, { on: 'closed_on', with: ['outcome'] }] },
  {
    table: 'legal_aid_case',
    topic: 'legalAid',
    events: [{ on: 'received_on' }, { on: 'closed_on', with: ['outcome'] }],
  },
  { table: 'facility', topic: 'facility', events: [{ on: 'commissioned_on' }] },
  { table: 'correspondence', topic: 'correspondence', events: [{ on: 'sent_on' }, { on: 'answered_on' }] },
];

/** What is moved by every write or tells of the write alone; the person of a record may be erased at any time. */
const untold = ['version', 'created_at', 'updated_at', 'import_id', 'import_row', 'import_version', 'person_id'];

function createLock(lock: Lock): string[] {
  const { table, topic } = lock;
  const seen = {
    insert: 'referencing new table as new_rows',
    update: 'referencing old table as old_rows new table as new_rows',
    delete: 'referencing old table as old_rows',
  };
  return [
    `create function lock_${table}() returns trigger
     language plpgsql
     as $$${bodyOf(lock)}$$`,
    ...Object.entries(seen).map(
      ([event, rows]) => `
     create trigger ${table}_lock_${event}
     after ${event} on ${table} ${rows}
     for each statement execute function lock_${table}()`,
    ),
    `create trigger ${table}_lock_truncate
     before truncate on ${table}
     for each statement execute function lock_truncate('${topic}')`,
  ];
}

/** Nothing of the rows is looked at while no month of the topic is submitted or approved. */
function bodyOf({ table, topic, events, beside }: Lock): string {
  const find = (
    touched: string,
  ): string => `    select array_agg(distinct submission.id) filter (where submission.state = 'APPROVED'),
           array_agg(distinct submission.id) filter (where submission.state = 'SUBMITTED')
      into locked, sent
      from (
${touched}
      ) as touched
      join submission
        on submission.topic = '${topic}'
       and submission.region_code = touched.region_code
       and submission.branch_code = touched.branch_code
       and submission.month = touched.month
       and submission.state <> 'RETURNED';`;
  const inserted = beside === undefined ? months('new_rows', events) : monthsBeside('new_rows', events, beside);
  const deleted = beside === undefined ? months('old_rows', events) : monthsBeside('old_rows', events, beside);
  const updated =
    beside === undefined
      ? changedMonths(events)
      : `${monthsBeside('old_rows', events, beside)}
         union
${monthsBeside('new_rows', events, beside)}`;
  return `
declare
  locked uuid[];
  sent uuid[];
begin
  perform hold_topic('${topic}');
  if not exists (select from submission where submission.topic = '${topic}' and submission.state <> 'RETURNED') then
    return null;
  end if;
  if tg_op = 'INSERT' then
${find(inserted)}
  elsif tg_op = 'UPDATE' then
${find(updated)}
  else
${find(deleted)}
  end if;
  if sent is not null then
    perform touch_submissions(sent);
  end if;
  if locked is not null then
    perform change_locked_months('${topic}', locked, '${table}');
  end if;
  return null;
end
`;
}

function monthOf(day: string): string {
  return `date_trunc('month', ${day}::timestamp)::date`;
}

function months(rows: string, events: Event[]): string {
  return `        select distinct record.region_code, record.branch_code, ${monthOf('event.day')} as month
          from ${rows} as record
         cross join lateral (values ${events.map(({ on }) => `(record.${on})`).join(', ')}) as event (day)
         where event.day is not null`;
}

function monthsBeside(rows: string, events: Event[], beside: string): string {
  return `        select distinct record.region_code, record.branch_code, ${monthOf('event.day')} as month
          from ${rows} as part
          join ${beside}
         cross join lateral (values ${events.map(({ on }) => `(record.${on})`).join(', ')}) as event (day)
         where event.day is not null`;
}

/**
 * An event touches its month, before and after, when its day or what comes with it changes; anything else of a record
 * touches the months of all its events. So an appeal of a locked month can be closed in a later one.
 */
function changedMonths(events: Event[]): string {
  const apart = [...untold, ...events.flatMap(({ on, with: columns = [] }) => [on, ...columns])];
  const rest = (row: string): string => `to_jsonb(${row}) - '{${apart.join(',')}}'::text[]`;
  const sides = events.flatMap(({ on, with: columns = [] }) => {
    const own = (row: string): string => [on, ...columns].map((column) => `${row}.${column}`).join(', ');
    const differs = `(${own('former')}) is distinct from (${own('record')})`;
    return ['former', 'record'].map(
      (row) => `                 (${row}.region_code, ${row}.branch_code, ${row}.${on}, ${differs})`,
    );
  });
  return `        select distinct side.region_code, side.branch_code, ${monthOf('side.day')} as month
          from old_rows as former
          full join new_rows as record
            on record.id = former.id
           and record.region_code = former.region_code
         cross join lateral (
           select ${rest('former')} is distinct from ${rest('record')}
         ) as other (differs)
         cross join lateral (values
${sides.join(',\n')}
               ) as side (region_code, branch_code, day, differs)
         where side.day is not null
           and (side.differs or other.differs)`;
}
