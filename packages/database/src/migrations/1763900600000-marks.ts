import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The cells that changed: triggers append a mark for each in the transaction that writes the records, whatever path the
 * write took. Marks are never unique, so that no writer waits for another and no late writer's mark is lost.
 */
export class Marks1763900600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mark (
        topic text not null,
        region_code text not null,
        branch_code text not null,
        month date not null,
        marked_at timestamptz not null default now()
      )`);
    await runner.query(
      `comment on table mark is 'Cells whose records changed since the last build: a refresh takes the marks that it sees. Appended by triggers, never unique.'`,
    );
    await runner.query(
      `comment on column mark.month is 'The month that files a record into a cell; in cells of cohorts that of its receipt.'`,
    );
    await runner.query(`create index mark_topic_branch_code_idx on mark (topic, region_code, branch_code, month)`);
    await runner.query(captureTruncate);
    for (const capture of captures) {
      for (const statement of createCapture(capture)) await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of captures) {
      for (const event of ['insert', 'update', 'delete', 'truncate']) {
        await runner.query(`drop trigger ${table}_capture_${event} on ${table}`);
      }
      await runner.query(`drop function capture_${table}()`);
    }
    await runner.query(`drop function capture_truncate()`);
    await runner.query(`drop table mark`);
  }
}

interface Capture {
  table: string;
  topic: string;
  cellTable: string;
  body: string;
}

/** What lies in a table that is emptied at once cannot be asked for any more: all that was ever counted or waits is marked. */
const captureTruncate = `
  create function capture_truncate() returns trigger
  language plpgsql
  as $$
  begin
    execute format(
      'insert into mark (topic, region_code, branch_code, month)
       select %1$L, region_code, branch_code, month from %2$I
        union
       select topic, region_code, branch_code, month from mark where topic = %1$L',
      tg_argv[0], tg_argv[1]);
    return null;
  end
  $$`;

/** Also on a server that applies another one's changes (session_replication_role = replica), hence `enable always`. */
function createCapture({ table, topic, cellTable, body }: Capture): string[] {
  const seen = {
    insert: 'referencing new table as new_rows',
    update: 'referencing old table as old_rows new table as new_rows',
    delete: 'referencing old table as old_rows',
    truncate: '',
  };
  return [
    `create function capture_${table}() returns trigger
     language plpgsql
     as $$${body}$$`,
    ...Object.entries(seen).flatMap(([event, rows]) => [
      `create trigger ${table}_capture_${event}
       after ${event} on ${table} ${rows}
       for each statement execute function ${
         event === 'truncate' ? `capture_truncate('${topic}', '${cellTable}')` : `capture_${table}()`
       }`,
      `alter table ${table} enable always trigger ${table}_capture_${event}`,
    ]),
  ];
}

const captures: Capture[] = [
  {
    table: 'primary_organization',
    topic: 'organization',
    cellTable: 'organization_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'organization', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.registered_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.dissolved_on)::timestamp)::date as month_2
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'organization', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.registered_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.dissolved_on)::timestamp)::date as month_2
        from ((
          select region_code,
                  branch_code,
                  registered_on,
                  dissolved_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  registered_on,
                  dissolved_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  registered_on,
                  dissolved_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  registered_on,
                  dissolved_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'organization', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.registered_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.dissolved_on)::timestamp)::date as month_2
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'meeting',
    topic: 'meeting',
    cellTable: 'meeting_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'meeting', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'meeting', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  held_on,
                  attendees,
                  kind_code,
                  organization_id
            from old_rows
          except all
          select region_code,
                  branch_code,
                  held_on,
                  attendees,
                  kind_code,
                  organization_id
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  held_on,
                  attendees,
                  kind_code,
                  organization_id
            from new_rows
          except all
          select region_code,
                  branch_code,
                  held_on,
                  attendees,
                  kind_code,
                  organization_id
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'meeting', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'heard_report',
    topic: 'meeting',
    cellTable: 'meeting_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'meeting', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from new_rows as heard
        join meeting as record
          on record.id = heard.meeting_id
         and record.region_code = heard.region_code
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'meeting', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from (
          select *
            from old_rows
          union all
          select *
            from new_rows
        ) as heard
        join meeting as record
          on record.id = heard.meeting_id
         and record.region_code = heard.region_code
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'meeting', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from old_rows as heard
        join meeting as record
          on record.id = heard.meeting_id
         and record.region_code = heard.region_code
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'akim_election',
    topic: 'election',
    cellTable: 'election_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'election', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'election', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  held_on,
                  won_by_nominee
            from old_rows
          except all
          select region_code,
                  branch_code,
                  held_on,
                  won_by_nominee
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  held_on,
                  won_by_nominee
            from new_rows
          except all
          select region_code,
                  branch_code,
                  held_on,
                  won_by_nominee
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'election', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'faction_session',
    topic: 'faction',
    cellTable: 'faction_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'faction', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'faction', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  held_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  held_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  held_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  held_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'faction', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'proposal',
    topic: 'proposal',
    cellTable: 'proposal_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'proposal', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.raised_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'proposal', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.raised_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  raised_on,
                  executed_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  raised_on,
                  executed_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  raised_on,
                  executed_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  raised_on,
                  executed_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'proposal', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.raised_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'roadmap_item',
    topic: 'roadmap',
    cellTable: 'roadmap_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'roadmap', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.adopted_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.withdrawn_on)::timestamp)::date as month_2,
                      date_trunc('month', (greatest(record.adopted_on, record.executed_on))::timestamp)::date as month_3,
                      date_trunc('month', (least(record.starts_on, record.executed_on, record.withdrawn_on))::timestamp)::date as month_4,
                      date_trunc('month', (greatest(record.due_on + 1, record.adopted_on))::timestamp)::date as month_5,
                      date_trunc('month', (least(record.executed_on, record.withdrawn_on))::timestamp)::date as month_6,
                      date_trunc('month', (record.executed_on)::timestamp)::date as month_7
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2), (changed.month_3), (changed.month_4), (changed.month_5), (changed.month_6), (changed.month_7)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'roadmap', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.adopted_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.withdrawn_on)::timestamp)::date as month_2,
                      date_trunc('month', (greatest(record.adopted_on, record.executed_on))::timestamp)::date as month_3,
                      date_trunc('month', (least(record.starts_on, record.executed_on, record.withdrawn_on))::timestamp)::date as month_4,
                      date_trunc('month', (greatest(record.due_on + 1, record.adopted_on))::timestamp)::date as month_5,
                      date_trunc('month', (least(record.executed_on, record.withdrawn_on))::timestamp)::date as month_6,
                      date_trunc('month', (record.executed_on)::timestamp)::date as month_7
        from ((
          select region_code,
                  branch_code,
                  adopted_on,
                  withdrawn_on,
                  executed_on,
                  starts_on,
                  due_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  adopted_on,
                  withdrawn_on,
                  executed_on,
                  starts_on,
                  due_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  adopted_on,
                  withdrawn_on,
                  executed_on,
                  starts_on,
                  due_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  adopted_on,
                  withdrawn_on,
                  executed_on,
                  starts_on,
                  due_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2), (changed.month_3), (changed.month_4), (changed.month_5), (changed.month_6), (changed.month_7)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'roadmap', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.adopted_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.withdrawn_on)::timestamp)::date as month_2,
                      date_trunc('month', (greatest(record.adopted_on, record.executed_on))::timestamp)::date as month_3,
                      date_trunc('month', (least(record.starts_on, record.executed_on, record.withdrawn_on))::timestamp)::date as month_4,
                      date_trunc('month', (greatest(record.due_on + 1, record.adopted_on))::timestamp)::date as month_5,
                      date_trunc('month', (least(record.executed_on, record.withdrawn_on))::timestamp)::date as month_6,
                      date_trunc('month', (record.executed_on)::timestamp)::date as month_7
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2), (changed.month_3), (changed.month_4), (changed.month_5), (changed.month_6), (changed.month_7)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'monitoring_visit',
    topic: 'monitoring',
    cellTable: 'monitoring_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'monitoring', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.visited_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'monitoring', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.visited_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  visited_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  visited_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  visited_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  visited_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'monitoring', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.visited_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'programme_event',
    topic: 'event',
    cellTable: 'event_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'event', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'event', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  programme_code,
                  held_on,
                  participants
            from old_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  held_on,
                  participants
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  programme_code,
                  held_on,
                  participants
            from new_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  held_on,
                  participants
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'event', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.held_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'funded_project',
    topic: 'funding',
    cellTable: 'funding_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'funding', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.funded_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'funding', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.funded_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  programme_code,
                  funded_on,
                  amount
            from old_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  funded_on,
                  amount
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  programme_code,
                  funded_on,
                  amount
            from new_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  funded_on,
                  amount
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'funding', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.funded_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'course_group',
    topic: 'course',
    cellTable: 'course_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'course', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.completed_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'course', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.completed_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  programme_code,
                  completed_on,
                  graduates
            from old_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  completed_on,
                  graduates
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  programme_code,
                  completed_on,
                  graduates
            from new_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  completed_on,
                  graduates
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'course', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.completed_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'commission_plan_item',
    topic: 'commissionPlan',
    cellTable: 'commission_plan_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'commissionPlan', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.adopted_on)::timestamp)::date as month_1,
                      date_trunc('month', (make_date(record.plan_year + 1, 1, 1))::timestamp)::date as month_2,
                      date_trunc('month', (greatest(record.adopted_on, record.executed_on))::timestamp)::date as month_3,
                      date_trunc('month', (record.executed_on)::timestamp)::date as month_4
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2), (changed.month_3), (changed.month_4)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'commissionPlan', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.adopted_on)::timestamp)::date as month_1,
                      date_trunc('month', (make_date(record.plan_year + 1, 1, 1))::timestamp)::date as month_2,
                      date_trunc('month', (greatest(record.adopted_on, record.executed_on))::timestamp)::date as month_3,
                      date_trunc('month', (record.executed_on)::timestamp)::date as month_4
        from ((
          select region_code,
                  branch_code,
                  programme_code,
                  adopted_on,
                  plan_year,
                  executed_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  adopted_on,
                  plan_year,
                  executed_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  programme_code,
                  adopted_on,
                  plan_year,
                  executed_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  programme_code,
                  adopted_on,
                  plan_year,
                  executed_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2), (changed.month_3), (changed.month_4)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'commissionPlan', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.adopted_on)::timestamp)::date as month_1,
                      date_trunc('month', (make_date(record.plan_year + 1, 1, 1))::timestamp)::date as month_2,
                      date_trunc('month', (greatest(record.adopted_on, record.executed_on))::timestamp)::date as month_3,
                      date_trunc('month', (record.executed_on)::timestamp)::date as month_4
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2), (changed.month_3), (changed.month_4)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'appeal',
    topic: 'appeal',
    cellTable: 'appeal_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'appeal', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.received_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'appeal', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.received_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from old_rows
          except all
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from new_rows
          except all
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'appeal', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.received_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'legal_aid_case',
    topic: 'legalAid',
    cellTable: 'legal_aid_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'legalAid', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.received_on)::timestamp)::date as month_1
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'legalAid', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.received_on)::timestamp)::date as month_1
        from ((
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from old_rows
          except all
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from new_rows
          except all
          select region_code,
                  branch_code,
                  received_on,
                  closed_on,
                  outcome
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'legalAid', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.received_on)::timestamp)::date as month_1
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'facility',
    topic: 'facility',
    cellTable: 'facility_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'facility', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.commissioned_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.planned_on + 1)::timestamp)::date as month_2
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'facility', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.commissioned_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.planned_on + 1)::timestamp)::date as month_2
        from ((
          select region_code,
                  branch_code,
                  commissioned_on,
                  planned_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  commissioned_on,
                  planned_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  commissioned_on,
                  planned_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  commissioned_on,
                  planned_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'facility', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.commissioned_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.planned_on + 1)::timestamp)::date as month_2
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
  {
    table: 'correspondence',
    topic: 'correspondence',
    cellTable: 'correspondence_cell',
    body: `
begin
  if tg_op = 'INSERT' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'correspondence', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.sent_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.answered_on)::timestamp)::date as month_2
        from new_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  elsif tg_op = 'UPDATE' then
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'correspondence', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.sent_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.answered_on)::timestamp)::date as month_2
        from ((
          select region_code,
                  branch_code,
                  sent_on,
                  kind,
                  answered_on
            from old_rows
          except all
          select region_code,
                  branch_code,
                  sent_on,
                  kind,
                  answered_on
            from new_rows
        )
        union all
        (
          select region_code,
                  branch_code,
                  sent_on,
                  kind,
                  answered_on
            from new_rows
          except all
          select region_code,
                  branch_code,
                  sent_on,
                  kind,
                  answered_on
            from old_rows
        )) as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  else
    insert into mark (topic, region_code, branch_code, month)
    select distinct 'correspondence', changed.region_code, changed.branch_code, filed.month
      from (
        select distinct record.region_code,
                      record.branch_code,
                      date_trunc('month', (record.sent_on)::timestamp)::date as month_1,
                      date_trunc('month', (record.answered_on)::timestamp)::date as month_2
        from old_rows as record
      ) as changed
     cross join lateral (values (changed.month_1), (changed.month_2)) as filed (month)
     where filed.month is not null;
  end if;
  return null;
end
`,
  },
];
