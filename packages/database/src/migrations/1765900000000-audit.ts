import type { MigrationInterface, QueryRunner } from 'typeorm';

const recordTables = [
  ...['primary_organization', 'roadmap_item', 'meeting', 'akim_election', 'faction', 'faction_session', 'proposal'],
  ...['monitoring_visit', 'programme_event', 'funded_project', 'course_group', 'commission_plan_item', 'appeal'],
  ...['legal_aid_case', 'facility', 'correspondence'],
];

const vocabularies = [
  'appeal_topic',
  'body',
  'facility_kind',
  'outreach_kind',
  'programme',
  'recipient_kind',
  'sector',
];

interface AuditedTable {
  /** Columns of which nothing is told: they follow from others, or move all the time. */
  readonly untold?: readonly string[];
  /** Columns of which it is told that they changed, and not what they hold. */
  readonly sealed?: readonly string[];
}

/** What is written beside records, and is not worked out from them. */
const otherTables: Readonly<Record<string, AuditedTable>> = {
  ...Object.fromEntries([...vocabularies, 'area', 'area_parent', 'area_successor', 'area_population'].map(whole)),
  ...Object.fromEntries(['area_boundary', 'area_former_name', 'area_edition'].map(whole)),
  ...Object.fromEntries(['heard_report', 'meeting_roadmap_item', 'report', 'stated_figure'].map(whole)),
  ...Object.fromEntries(['figure_explanation', 'publication', 'import', 'submission_due'].map(whole)),
  submission: { untold: ['changed_at'] },
  submission_event: {},
  // What a file is called and shows may name somebody.
  evidence_file: { untold: ['bytes_gone'], sealed: ['file_name', 'caption', 'removal_reason'] },
  alert_recipient: { sealed: ['address'] },
  api_token: { untold: ['last_used_at'], sealed: ['secret_sha256'] },
  // A wrapped key that stood here would be one that is never destroyed.
  person: { sealed: ['sealed_identity'] },
  person_key: { sealed: ['wrapped_key'] },
  appeal_text: { sealed: ['sealed_text'] },
  erasure: { sealed: ['reason'] },
};

function whole(table: string): [string, AuditedTable] {
  return [table, {}];
}

/**
 * The audit: who did what, when, from where, and what was there before. Events are appended, by triggers for what is
 * written by whatever path, by the program for all else; a job seals them in blocks.
 *
 * Of a statement that writes records there is one event, however many rows it wrote, with a digest over the rows that
 * it appended to the history of records, which name the event: former and new values are kept once, and none of them can
 * be changed without the digest telling. Where the history has none, since a bulk load created the records, up to
 * a hundred rows are told one by one, and of more there is one event with their number and a digest.
 */
export class Audit1765900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
    for (const statement of functions) await runner.query(statement);
    for (const statement of guards) await runner.query(statement);
    await tellOfWhatWasThere(runner);
    await runner.query(keepRecordChange(andTellOfIt));
    for (const table of recordTables) {
      const given = await argumentsOf(runner, table, { untold: untoldOfRecords.split(',') });
      await runner.query(`
        create trigger ${table}_audit_insert
        after insert on ${table} referencing new table as new_rows
        for each statement when (coalesce(current_setting('oblys.changed_by', true), '') = '')
        execute function keep_audit_events(${given})`);
      await runner.query(`
        create trigger ${table}_audit_truncate after truncate on ${table}
        for each statement execute function keep_audit_of_truncate()`);
    }
    for (const [table, how] of Object.entries(otherTables)) await audit(runner, table, how);
    for (const statement of rowTriggers) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const triggers = (await runner.query(`
      select tgname as name, tgrelid::regclass::text as "table"
        from pg_trigger
        join pg_proc on pg_proc.oid = tgfoid
       where not tgisinternal
         and proname = any (array['keep_audit_events', 'keep_audit_of_truncate', 'keep_audit_of_run',
                                  'keep_audit_of_finding', 'refuse_change_of_history'])`)) as {
      name: string;
      table: string;
    }[];
    for (const { name, table } of triggers) await runner.query(`drop trigger ${name} on ${table}`);
    await runner.query(keepRecordChange(''));
    await runner.query('drop function audit_change_text(record_change)');
    await runner.query('alter table record_change drop column audit_event_id');
    await runner.query('drop table audit_seal, audit_block, audit_event');
    await runner.query('drop sequence audit_event_seq');
    await runner.query(`
      drop function keep_audit_events(), keep_audit_of_truncate(), keep_audit_of_run(), keep_audit_of_finding(),
                    keep_audit_seal(), refuse_change_of_audit(), refuse_change_of_history(),
                    append_audit_event(bigint, jsonb, text, text, text, text, bigint, jsonb, jsonb, text, jsonb, text),
                    audit_values(jsonb, text[], text[]), audit_action(text, text, jsonb, jsonb)`);
  }
}

const tables = [
  `create sequence audit_event_seq`,
  `create table audit_event (
     id bigint primary key default nextval('audit_event_seq'),
     at timestamptz not null default clock_timestamp(),
     action text not null check (action ~ '^[A-Z]+(_[A-Z]+)*$'),
     actor_by text not null
       check (actor_by in ('OIDC', 'DEVELOPMENT', 'API_TOKEN', 'NOBODY', 'COMMAND', 'JOB', 'DATABASE')),
     actor_name text not null,
     actor_subject text,
     actor_role text,
     token_id text,
     origin jsonb not null default '{}',
     database_user text not null default session_user,
     object_kind text not null,
     object_id text,
     area_code text,
     row_count bigint not null default 1,
     old jsonb,
     new jsonb,
     changes_sha256 text check (changes_sha256 ~ '^[0-9a-f]{64}$'),
     details jsonb not null default '{}',
     once text
   )`,
  `comment on table audit_event is 'Who did what, when and from where, and what was there before. Appended, and never changed.'`,
  `comment on column audit_event.actor_by is 'How it is known who it was: by a sign-in, NOBODY without one, or a COMMAND, a JOB, or as a user of the DATABASE.'`,
  `comment on column audit_event.origin is 'Of a request its address, its program and its id; of a command the user and the machine; of a job its run.'`,
  `comment on column audit_event.row_count is 'The rows of a write, or the objects of a read.'`,
  `comment on column audit_event.changes_sha256 is 'Over the rows of record_change that name the event; null where there are none.'`,
  `comment on column audit_event.once is 'What is told once, such as the first use of a token, under a key.'`,
  `create unique index audit_event_once_idx on audit_event (once) where once is not null`,
  `create index audit_event_at_idx on audit_event (at, id)`,
  `create index audit_event_object_id_idx on audit_event (object_id, id) where object_id is not null`,
  `create table audit_block (
     number bigint primary key check (number > 0),
     event_count bigint not null check (event_count > 0),
     sealed_at timestamptz not null,
     previous text not null check (previous ~ '^[0-9a-f]{64}$'),
     hash text not null check (hash ~ '^[0-9a-f]{64}$')
   )`,
  `comment on table audit_block is 'Events that are sealed together; the hash of a block is over that of the one before.'`,
  `create table audit_seal (
     event_id bigint primary key,
     block_number bigint,
     sha256 text,
     check ((block_number is null) = (sha256 is null))
   )`,
  `comment on table audit_seal is 'In which block each event is sealed; null until it is. By a row of its own, since transactions do not commit in the order of their events, and an event never changes.'`,
  `create index audit_seal_block_number_idx on audit_seal (block_number, event_id)`,
  `create index audit_seal_open_idx on audit_seal (event_id) where block_number is null`,
];

/** Of records, and of what the history of records leaves out. */
const untoldOfRecords =
  'id,version,created_at,updated_at,branch_code,import_id,import_row,import_version,person_id,amount_tiyn';

const functions = [
  `create function append_audit_event(
     event bigint, actor jsonb, action text, object_kind text, object_id text, area_code text, row_count bigint,
     old jsonb, new jsonb, changes_sha256 text, details jsonb, once text
   ) returns void
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   declare
     told constant jsonb := coalesce(actor, nullif(current_setting('oblys.actor', true), '')::jsonb);
   begin
     insert into audit_event (id, action, actor_by, actor_name, actor_subject, actor_role, token_id, origin, object_kind,
                              object_id, area_code, row_count, old, new, changes_sha256, details, once)
     select coalesce(event, nextval('audit_event_seq')),
            append_audit_event.action,
            coalesce(told ->> 'by', 'DATABASE'),
            coalesce(told ->> 'name', nullif(current_setting('oblys.changed_by', true), ''), session_user),
            told ->> 'subject',
            told ->> 'role',
            told ->> 'tokenId',
            coalesce(told -> 'origin', jsonb_strip_nulls(jsonb_build_object(
              'address', host(inet_client_addr()), 'application', nullif(current_setting('application_name'), '')))),
            append_audit_event.object_kind,
            append_audit_event.object_id,
            append_audit_event.area_code,
            append_audit_event.row_count,
            append_audit_event.old,
            append_audit_event.new,
            append_audit_event.changes_sha256,
            coalesce(append_audit_event.details, '{}'),
            append_audit_event.once
         on conflict do nothing;
   end
   $$`,
  `create function audit_values(written jsonb, untold text[], sealed text[]) returns jsonb
   language sql immutable
   as $$
     select coalesce(jsonb_object_agg(field.key, case
              when field.key = any (sealed) then '"(sealed)"'
              when length(field.value #>> '{}') > 1000 then to_jsonb(
                'sha256:' || encode(sha256(convert_to(field.value #>> '{}', 'UTF8')), 'hex'))
              else field.value
            end), '{}')
       from jsonb_each(written) as field
      where field.value <> 'null'
        and field.key <> all (untold)
   $$`,
  `comment on function audit_values(jsonb, text[], text[]) is 'What is told of a row: of what is long its hash.'`,
  `create function audit_action(written text, operation text, old jsonb, new jsonb) returns text
   language sql immutable
   as $$
     select case
              when written = 'publication' and operation = 'INSERT' then 'PUBLISH'
              when written = 'import' and operation = 'INSERT' then 'IMPORT'
              when written = 'import' and old ->> 'undone_at' is null and new ->> 'undone_at' is not null then 'UNDO_IMPORT'
              when written = 'api_token' and operation = 'INSERT' then 'CREATE_TOKEN'
              when written = 'api_token' and old ->> 'revoked_at' is null and new ->> 'revoked_at' is not null then 'REVOKE_TOKEN'
              when written = 'erasure' and operation = 'INSERT' then 'ERASE'
              when written = 'submission_event' and operation = 'INSERT' then case new ->> 'event'
                when 'SUBMITTED' then 'SUBMIT'
                when 'APPROVED' then 'APPROVE'
                when 'RETURNED' then 'RETURN'
                when 'REOPENED' then 'REOPEN'
                else 'CHANGE'
              end
              when operation = 'INSERT' then 'CREATE'
              else operation
            end
   $$`,
  `create function keep_audit_events() returns trigger
   language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC'
   as $$
   declare
     key_columns constant text[] := tg_argv[0]::text[];
     untold constant text[] := tg_argv[1]::text[];
     sealed constant text[] := tg_argv[2]::text[];
     told_singly constant integer := 100;
     written bigint;
     digest text;
     event record;
   begin
     if tg_op = 'DELETE' then
       select count(*) into written from old_rows;
     else
       select count(*) into written from new_rows;
     end if;
     if written = 0 then
       return null;
     elsif written > told_singly then
       execute format(
         'select encode(sha256(string_agg(hash, '''' order by hash)), ''hex'')
            from (select sha256(convert_to(line::text, ''UTF8'')) as hash from %I as line) as each',
         case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end)
         into digest;
       perform append_audit_event(null, null, audit_action(tg_table_name, tg_op, null, null), tg_table_name, null, null,
                                  written, null, null, null, jsonb_build_object('rowsSha256', digest), null);
       return null;
     end if;
     for event in
       execute case tg_op
         when 'INSERT' then 'select null::jsonb as old, to_jsonb(line) as new from new_rows as line'
         when 'DELETE' then 'select to_jsonb(line) as old, null::jsonb as new from old_rows as line'
         else format(
           'select to_jsonb(former) as old, to_jsonb(line) as new from old_rows as former full join new_rows as line on %s',
           (select string_agg(format('former.%1$I = line.%1$I', key), ' and ') from unnest(key_columns) as key))
       end
     loop
       declare
         subject constant jsonb := coalesce(event.new, event.old);
         old_values jsonb := audit_values(event.old, untold, sealed);
         new_values jsonb := audit_values(event.new, untold, sealed);
       begin
         if event.old is not null and event.new is not null then
           select coalesce(jsonb_object_agg(key, value), '{}') into old_values
             from jsonb_each(old_values)
            where event.old -> key is distinct from event.new -> key;
           select coalesce(jsonb_object_agg(key, value), '{}') into new_values
             from jsonb_each(new_values)
            where event.old -> key is distinct from event.new -> key;
           continue when old_values = '{}' and new_values = '{}';
         end if;
         perform append_audit_event(
           null, null, audit_action(tg_table_name, tg_op, event.old, event.new), tg_table_name,
           (select string_agg(subject ->> key, '/' order by position)
              from unnest(key_columns) with ordinality as part (key, position)
             where key <> 'region_code' or cardinality(key_columns) = 1),
           coalesce(subject ->> 'area_code', subject ->> 'branch_code', subject ->> 'region_code'), 1,
           case when event.old is not null then old_values end,
           case when event.new is not null then new_values end,
           null, null, null);
       end;
     end loop;
     return null;
   end
   $$`,
  `create function keep_audit_of_truncate() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     perform append_audit_event(null, null, 'TRUNCATE', tg_table_name, null, null, 0, null, null, null, null, null);
     return null;
   end
   $$`,
  `create function keep_audit_of_run() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     perform append_audit_event(
       null, null, tg_argv[0], 'job_run', new.id::text, null, 1, null,
       jsonb_build_object('job', new.job, 'asOf', new.as_of, 'trigger', new.trigger, 'requestedBy', new.requested_by),
       null, null, null);
     return null;
   end
   $$`,
  `create function keep_audit_of_finding() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     perform append_audit_event(
       null, null, case new.state when 'ACKNOWLEDGED' then 'ACKNOWLEDGE' when 'RESOLVED' then 'RESOLVE' else 'REOPEN' end,
       'quality_finding', new.id::text, new.area_code, 1,
       jsonb_strip_nulls(jsonb_build_object('state', old.state, 'acknowledgedBy', old.acknowledged_by,
         'acknowledgement', old.acknowledgement, 'resolvedBy', old.resolved_by, 'resolution', old.resolution)),
       jsonb_strip_nulls(jsonb_build_object('state', new.state, 'acknowledgedBy', new.acknowledged_by,
         'acknowledgement', new.acknowledgement, 'resolvedBy', new.resolved_by, 'resolution', new.resolution)),
       null, null, null);
     return null;
   end
   $$`,
  `create function keep_audit_seal() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     insert into audit_seal (event_id) values (new.id);
     return null;
   end
   $$`,
  `create trigger audit_event_seal after insert on audit_event
     for each row execute function keep_audit_seal()`,
  // Whoever may call it could write whatever events they like.
  `revoke execute on function append_audit_event(bigint, jsonb, text, text, text, text, bigint, jsonb, jsonb, text, jsonb, text)
     from public`,
];

/** Whoever owns the tables may drop these; that is what the blocks are for. */
const guards = [
  `create function refuse_change_of_audit() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     if tg_table_name = 'audit_seal' and tg_op = 'UPDATE' then
       if old.block_number is null and new.event_id = old.event_id then
         return new;
       end if;
     end if;
     raise exception 'The audit is only ever added to.' using errcode = 'restrict_violation';
   end
   $$`,
  ...['audit_event', 'audit_block', 'audit_seal'].flatMap((table) => [
    `create trigger ${table}_is_kept before update or delete on ${table}
       for each row execute function refuse_change_of_audit()`,
    `create trigger ${table}_is_not_emptied before truncate on ${table}
       for each statement execute function refuse_change_of_audit()`,
  ]),
  `create function refuse_change_of_history() returns trigger
   language plpgsql security definer set search_path = public, pg_temp
   as $$
   begin
     if tg_op = 'UPDATE' then
       if to_jsonb(old) - 'region_code' = to_jsonb(new) - 'region_code' then
         return new;
       end if;
     end if;
     raise exception 'The history of records is only ever added to.' using errcode = 'restrict_violation';
   end
   $$`,
];

/** The history that was there before is covered by one event, by which no row of it can be changed either. */
async function tellOfWhatWasThere(runner: QueryRunner): Promise<void> {
  const [{ id } = { id: '' }] = (await runner.query(`select nextval('audit_event_seq') as id`)) as { id: string }[];
  // A column that is added with a constant rewrites no row.
  await runner.query(`alter table record_change add column audit_event_id bigint not null default ${id}`);
  await runner.query('alter table record_change alter column audit_event_id drop default');
  await runner.query(`
    comment on column record_change.audit_event_id is
      'The event of the audit whose digest covers the row: that of the statement that wrote.'`);
  await runner.query('create index record_change_audit_event_id_idx on record_change (audit_event_id, id)');
  await runner.query(`
    create function audit_change_text(change record_change) returns text
    language sql stable
    as $$
      select jsonb_build_object(
               'change', change.id, 'of', change.audit_event_id, 'table', change.record_table,
               'record', change.record_id, 'version', change.version, 'what', change.change,
               'at', to_char(change.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               'by', change.changed_by, 'old', change.old_values, 'new', change.new_values)::text
    $$`);
  await runner.query(`
    comment on function audit_change_text(record_change) is
      'What the audit covers of a row. Not the region: a record that moves to another one takes its history with it.'`);
  await runner.query(`
    select append_audit_event(${id}, null, 'BEGIN', 'audit', null, null, count(*), null, null,
             encode(sha256(coalesce(string_agg(sha256(convert_to(audit_change_text(entry), 'UTF8')), ''::bytea order by entry.id), '')), 'hex'),
             null, null)
      from record_change as entry`);
  await runner.query(`
    create trigger record_change_is_kept before update or delete on record_change
      for each row execute function refuse_change_of_history()`);
  await runner.query(`
    create trigger record_change_is_not_emptied before truncate on record_change
      for each statement execute function refuse_change_of_history()`);
}

async function audit(runner: QueryRunner, table: string, how: AuditedTable): Promise<void> {
  const given = await argumentsOf(runner, table, how);
  const rows = { insert: ['new'], update: ['old', 'new'], delete: ['old'] };
  for (const [event, sides] of Object.entries(rows)) {
    await runner.query(`
      create trigger ${table}_audit_${event}
      after ${event} on ${table} referencing ${sides.map((side) => `${side} table as ${side}_rows`).join(' ')}
      for each statement execute function keep_audit_events(${given})`);
  }
  await runner.query(`
    create trigger ${table}_audit_truncate after truncate on ${table}
    for each statement execute function keep_audit_of_truncate()`);
}

/** By what a row is named, which columns are told nothing of, and which are not to be shown. */
async function argumentsOf(
  runner: QueryRunner,
  table: string,
  { untold = [], sealed = [] }: AuditedTable,
): Promise<string> {
  const keys = (await runner.query(`
    select attname as name
      from pg_index
      join pg_attribute on attrelid = indrelid and attnum = any (indkey)
     where indrelid = '${table}'::regclass
       and indisprimary
     order by array_position(indkey::smallint[], attnum)`)) as { name: string }[];
  return [keys.map(({ name }) => name), untold, sealed].map((columns) => `'{${columns.join(',')}}'`).join(', ');
}

/** What people ask of jobs and answer to findings, among all that schedulers and checks write there. */
const rowTriggers = [
  `create trigger job_run_audit_insert after insert on job_run
     for each row when (new.requested_by is not null) execute function keep_audit_of_run('RUN_JOB')`,
  `create trigger job_run_audit_retry after update on job_run
     for each row when (
       new.state = 'DUE' and new.requested_by is not null
       and (old.state in ('FAILED', 'CANCELLED')
            or old.state = 'BLOCKED' and new.requested_by is distinct from old.requested_by)
     ) execute function keep_audit_of_run('RETRY_JOB')`,
  `create trigger job_run_audit_cancel after update on job_run
     for each row when (new.state = 'CANCELLED' and old.state <> 'CANCELLED')
     execute function keep_audit_of_run('CANCEL_JOB')`,
  `create trigger quality_finding_audit after update on quality_finding
     for each row when (
       (old.state, old.acknowledged_by, old.acknowledgement, old.resolved_by, old.resolution)
         is distinct from (new.state, new.acknowledged_by, new.acknowledgement, new.resolved_by, new.resolution)
       and (new.state = 'ACKNOWLEDGED' or new.resolved_by is not null or new.opened_by_run_id is null)
     ) execute function keep_audit_of_finding()`,
];

/** The digest is over hashes of rows, so that the event of a large import needs little memory. */
const andTellOfIt = `
    if event is not null then
      perform append_audit_event(
        event, null, case tg_op when 'INSERT' then 'CREATE' else tg_op end, tg_table_name, told.record, told.area,
        told.rows, null, null, told.digest, null, null)
         from (
           select count(*) as rows,
                  case when count(*) = 1 then min(entry.record_id::text) end as record,
                  case when min(entry.region_code) = max(entry.region_code) then min(entry.region_code) end as area,
                  encode(sha256(string_agg(sha256(convert_to(audit_change_text(entry), 'UTF8')), ''::bytea order by entry.id)), 'hex') as digest
             from record_change as entry
            where entry.audit_event_id = event
         ) as told;
    end if;`;

/** As it was laid, and since then changed in what it leaves out and as whom it runs. */
function keepRecordChange(telling: string): string {
  const [column, value] = telling === '' ? ['', ''] : [', audit_event_id', ', event'];
  return `
  create or replace function keep_record_change() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare
    actor constant text := nullif(current_setting('oblys.changed_by', true), '');
    untold constant text[] := '{${untoldOfRecords}}';${telling === '' ? '' : '\n    event bigint;'}
  begin
    if tg_op = 'INSERT' then${take(telling, 'new_rows')}
      insert into record_change (region_code, record_table, record_id, version, change, changed_by, new_values${column})
      select record.region_code, tg_table_name, record.id, record.version, 'CREATED', actor, told.new_values${value}
        from new_rows as record
       cross join lateral (
         select coalesce(jsonb_object_agg(field.key, field.value), '{}') as new_values
           from jsonb_each_text(to_jsonb(record)) as field
          where field.value is not null
            and field.key <> all (untold)
       ) as told;
    elsif tg_op = 'UPDATE' then${take(telling, 'new_rows')}
      with moved as materialized (
        select former.id, former.region_code as from_region, record.region_code as to_region
          from old_rows as former
          full join new_rows as record
            on record.id = former.id
         where former.region_code is distinct from record.region_code
      )
      update record_change as change
         set region_code = moved.to_region
        from moved
       where change.record_id = moved.id
         and change.region_code = moved.from_region;
      insert into record_change (region_code, record_table, record_id, version, change, changed_by, old_values, new_values${column})
      select record.region_code, tg_table_name, record.id, record.version, 'UPDATED', actor, told.old_values, told.new_values${value}
        from old_rows as former
        full join new_rows as record
          on record.id = former.id
       cross join lateral (
         select coalesce(jsonb_object_agg(field.key, before.row ->> field.key), '{}') as old_values,
                coalesce(jsonb_object_agg(field.key, field.value), '{}') as new_values
           from (select to_jsonb(former) as row) as before
          cross join lateral jsonb_each_text(to_jsonb(record)) as field
          where field.value is distinct from before.row ->> field.key
            and field.key <> all (untold)
       ) as told;
    else${take(telling, 'old_rows')}
      insert into record_change (region_code, record_table, record_id, version, change, changed_by, old_values${column})
      select former.region_code, tg_table_name, former.id, former.version + 1, 'DELETED', actor, told.old_values${value}
        from old_rows as former
       cross join lateral (
         select coalesce(jsonb_object_agg(field.key, field.value), '{}') as old_values
           from jsonb_each_text(to_jsonb(former)) as field
          where field.value is not null
            and field.key <> all (untold)
       ) as told;
    end if;${telling}
    return null;
  end
  $$`;
}

/** A statement that wrote no row has no event. */
function take(telling: string, rows: string): string {
  return telling === ''
    ? ''
    : `\n      event := (select nextval('audit_event_seq') where exists (select from ${rows}));`;
}
