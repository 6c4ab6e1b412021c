import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The records of the fifteen topics and the keys between them.
 *
 * Keys hold the region beside the id, so that the tables can be spread over nodes by region; ids come first,
 * so that a look-up by id alone is one index probe.
 */
export class Records1763900300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function touch_record() returns trigger
      language plpgsql
      as $$
      begin
        new.version := old.version + 1;
        new.updated_at := now();
        return new;
      end
      $$`);
    for (const statement of persons) await runner.query(statement);
    for (const record of records) {
      await runner.query(createTable(record));
      await runner.query(`comment on table ${record.table} is '${record.comment.replaceAll("'", "''")}'`);
      for (const statement of placementTrigger(record)) await runner.query(statement);
      for (const statement of indexes(record)) await runner.query(statement);
    }
    for (const statement of links) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table heard_report, meeting_roadmap_item, appeal_text`);
    for (const record of [...records].reverse()) {
      await runner.query(`drop table ${record.table}`);
      await runner.query(`drop function place_${record.table}()`);
    }
    await runner.query(`drop table person_key, person`);
    await runner.query(`drop function touch_record()`);
  }
}

interface RecordTable {
  table: string;
  comment: string;
  /** The record's own date: the tree valid on it decides region, district and branch. */
  placedOn: string;
  columns: string;
  /** Further columns that are filtered, joined or counted by: a key before its region, anything else behind it. */
  indexed: string[];
}

/**
 * Persons lie apart from the records. Identity and appeal texts are opaque bytes, so that they can neither be
 * filtered nor sorted; 'NONE' marks text that is not enciphered. person_key is the key that erases a person when destroyed.
 */
const persons = [
  `create table person (
     id uuid not null default new_id(),
     region_code text not null references area (code),
     sealing text not null default 'NONE' check (sealing in ('NONE', 'AES-256-GCM')),
     sealed_identity bytea,
     is_synthetic boolean not null default false,
     created_at timestamptz not null default now(),
     primary key (id, region_code)
   )`,
  `comment on table person is 'Who an appeal or a legal-aid case is about; sealed_identity is UTF-8 JSON (fullName, phone, address, birthYear), null once erased.'`,
  `create table person_key (
     person_id uuid not null,
     region_code text not null,
     wrapped_key bytea,
     destroyed_at timestamptz,
     primary key (person_id, region_code),
     foreign key (person_id, region_code) references person (id, region_code),
     check ((wrapped_key is null) = (destroyed_at is not null))
   )`,
];

const records: RecordTable[] = [
  {
    table: 'primary_organization',
    comment: 'Primary organisations: registered, dissolved.',
    placedOn: 'registered_on',
    columns: `
      name text not null,
      registered_on date not null,
      dissolved_on date check (dissolved_on >= registered_on),
      member_count integer check (member_count >= 0)`,
    indexed: ['dissolved_on'],
  },
  {
    table: 'roadmap_item',
    comment: 'Items of the roadmap. Their status is derived from the dates and never stored.',
    placedOn: 'adopted_on',
    columns: `
      number text not null,
      text text not null,
      body_code text references body (code),
      adopted_on date not null,
      withdrawn_on date check (withdrawn_on >= adopted_on),
      starts_on date not null,
      due_on date not null check (due_on >= starts_on),
      executed_on date`,
    indexed: ['due_on', 'executed_on', 'body_code'],
  },
  {
    table: 'meeting',
    comment: 'Meetings and mobile receptions: kind, counterpart, attendees.',
    placedOn: 'held_on',
    columns: `
      kind_code text not null references outreach_kind (code),
      counterpart_code text references body (code),
      organization_id uuid,
      held_on date not null,
      topic text not null default '',
      attendees integer not null default 0 check (attendees >= 0),
      foreign key (organization_id, region_code) references primary_organization (id, region_code)`,
    indexed: ['kind_code', 'organization_id'],
  },
  {
    table: 'akim_election',
    comment: 'Elections of akims of rural districts.',
    placedOn: 'held_on',
    columns: `
      held_on date not null,
      candidate_count integer not null check (candidate_count >= 1),
      winner_name text not null,
      won_by_nominee boolean not null`,
    indexed: [],
  },
  {
    table: 'faction',
    comment: 'Factions of a maslikhat.',
    placedOn: 'formed_on',
    columns: `
      name text not null,
      formed_on date not null,
      dissolved_on date check (dissolved_on >= formed_on),
      member_count integer not null check (member_count >= 1)`,
    indexed: [],
  },
  {
    table: 'faction_session',
    comment: 'Sessions of factions.',
    placedOn: 'held_on',
    columns: `
      faction_id uuid not null,
      held_on date not null,
      agenda text not null,
      attendees integer not null check (attendees >= 0),
      foreign key (faction_id, region_code) references faction (id, region_code)`,
    indexed: ['faction_id'],
  },
  {
    table: 'proposal',
    comment: 'Proposals raised at sessions of factions.',
    placedOn: 'raised_on',
    columns: `
      session_id uuid,
      body_code text references body (code),
      text text not null,
      raised_on date not null,
      executed_on date check (executed_on >= raised_on),
      foreign key (session_id, region_code) references faction_session (id, region_code)`,
    indexed: ['session_id', 'executed_on'],
  },
  {
    table: 'monitoring_visit',
    comment: 'Visits of a control commission to items of the roadmap.',
    placedOn: 'visited_on',
    columns: `
      roadmap_item_id uuid,
      visited_on date not null,
      commission text not null,
      finding text not null default '',
      foreign key (roadmap_item_id, region_code) references roadmap_item (id, region_code)`,
    indexed: ['roadmap_item_id'],
  },
  {
    table: 'programme_event',
    comment: 'Events with participants; an event may have no programme.',
    placedOn: 'held_on',
    columns: `
      programme_code text references programme (code),
      title text not null,
      held_on date not null,
      participants integer not null check (participants >= 0)`,
    indexed: ['programme_code'],
  },
  {
    table: 'funded_project',
    comment: 'Funded projects; amount in tenge.',
    placedOn: 'funded_on',
    columns: `
      programme_code text references programme (code),
      title text not null,
      recipient_kind_code text not null references recipient_kind (code),
      sector_code text not null references sector (code),
      funded_on date not null,
      amount numeric(18, 2) not null check (amount > 0)`,
    indexed: ['programme_code', 'sector_code', 'amount'],
  },
  {
    table: 'course_group',
    comment: 'Groups of a course; graduates are known once the course is completed.',
    placedOn: 'started_on',
    columns: `
      programme_code text references programme (code),
      title text not null,
      started_on date not null,
      completed_on date check (completed_on >= started_on),
      graduates integer check (graduates >= 0),
      check ((completed_on is null) = (graduates is null))`,
    indexed: ['programme_code', 'completed_on'],
  },
  {
    table: 'commission_plan_item',
    comment: 'Items of the yearly plan of a commission; the commission is that of its programme.',
    placedOn: 'adopted_on',
    columns: `
      programme_code text references programme (code),
      plan_year integer not null check (plan_year between 1991 and 2200),
      number text not null,
      text text not null,
      adopted_on date not null check (extract(year from adopted_on) = plan_year),
      due_on date not null check (due_on >= adopted_on),
      executed_on date`,
    indexed: ['programme_code', 'executed_on'],
  },
  {
    table: 'appeal',
    comment: 'Appeals of people; the person and the text lie apart.',
    placedOn: 'received_on',
    columns: `
      channel text not null check (channel in ('RECEPTION', 'MOBILE', 'ONLINE')),
      topic_code text not null references appeal_topic (code),
      reception_id uuid,
      person_id uuid,
      received_on date not null,
      outcome text check (outcome in ('POSITIVE', 'EXPLAINED')),
      closed_on date check (closed_on >= received_on),
      check ((outcome is null) = (closed_on is null)),
      check (reception_id is null or channel = 'MOBILE'),
      foreign key (reception_id, region_code) references meeting (id, region_code),
      foreign key (person_id, region_code) references person (id, region_code)`,
    indexed: ['closed_on', 'topic_code', 'reception_id', 'person_id'],
  },
  {
    table: 'legal_aid_case',
    comment: 'Cases of legal aid; the person lies apart.',
    placedOn: 'received_on',
    columns: `
      person_id uuid,
      subject text not null,
      received_on date not null,
      outcome text check (outcome in ('POSITIVE', 'EXPLAINED', 'DECLINED')),
      closed_on date check (closed_on >= received_on),
      check ((outcome is null) = (closed_on is null)),
      foreign key (person_id, region_code) references person (id, region_code)`,
    indexed: ['closed_on', 'person_id'],
  },
  {
    table: 'facility',
    comment: 'Long-stalled facilities: when they were planned for, when commissioned.',
    placedOn: 'planned_on',
    columns: `
      kind_code text not null references facility_kind (code),
      name text not null,
      place_name text,
      planned_on date not null,
      commissioned_on date`,
    indexed: ['commissioned_on', 'kind_code'],
  },
  {
    table: 'correspondence',
    comment: 'Letters to executive bodies and inquiries of deputies.',
    placedOn: 'sent_on',
    columns: `
      kind text not null check (kind in ('LETTER', 'INQUIRY')),
      counterpart_code text not null references body (code),
      subject text not null,
      sent_on date not null,
      answered_on date check (answered_on >= sent_on)`,
    indexed: ['answered_on', 'counterpart_code'],
  },
];

const links = [
  `create table heard_report (
     id uuid not null default new_id(),
     region_code text not null,
     meeting_id uuid not null,
     speaker text not null check (speaker in ('CHAIR', 'DEPUTY', 'AKIM')),
     speaker_name text not null,
     primary key (id, region_code),
     foreign key (meeting_id, region_code) references meeting (id, region_code) on delete cascade on update cascade
   )`,
  `comment on table heard_report is 'Reports heard at a meeting, by who gave them.'`,
  `create index heard_report_meeting_id_idx on heard_report (meeting_id, region_code)`,
  `create table meeting_roadmap_item (
     meeting_id uuid not null,
     roadmap_item_id uuid not null,
     region_code text not null,
     primary key (meeting_id, roadmap_item_id, region_code),
     foreign key (meeting_id, region_code) references meeting (id, region_code) on delete cascade,
     foreign key (roadmap_item_id, region_code) references roadmap_item (id, region_code) on delete cascade
   )`,
  `comment on table meeting_roadmap_item is 'Items of the roadmap dealt with at a meeting.'`,
  `create index meeting_roadmap_item_roadmap_item_id_idx on meeting_roadmap_item (roadmap_item_id, region_code)`,
  `create table appeal_text (
     appeal_id uuid not null,
     region_code text not null,
     sealing text not null default 'NONE' check (sealing in ('NONE', 'AES-256-GCM')),
     sealed_text bytea,
     primary key (appeal_id, region_code),
     foreign key (appeal_id, region_code) references appeal (id, region_code) on delete cascade on update cascade
   )`,
  `comment on table appeal_text is 'The words of an appeal, sealed with the key of its person; null once erased.'`,
];

function createTable({ table, columns }: RecordTable): string {
  return `
    create table ${table} (
      id uuid not null default new_id(),
      region_code text not null references area (code),
      district_code text references area (code),
      branch_code text not null references area (code),
      area_code text not null references area (code),
      ${columns.trim()},
      source_ref text not null check (source_ref <> ''),
      import_id uuid references import (id),
      import_row integer check (import_row >= 1),
      version integer not null default 1,
      is_synthetic boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (id, region_code),
      constraint ${table}_source_ref_key unique (region_code, source_ref),
      constraint ${table}_branch_code_check check (branch_code = coalesce(district_code, region_code)),
      check ((import_id is null) = (import_row is null))
    )`;
}

/** Whoever writes, by whatever path, the region, district and branch are those of the tree valid on the record's own date. */
function placementTrigger({ table, placedOn }: RecordTable): string[] {
  return [
    `create function place_${table}() returns trigger
     language plpgsql
     as $$
     begin
       select placement.region_code, placement.district_code, coalesce(placement.district_code, placement.region_code)
         into new.region_code, new.district_code, new.branch_code
         from area_placement as placement
        where placement.area_code = new.area_code
          and placement.valid_from <= new.${placedOn}
          and placement.valid_to > new.${placedOn};
       if not found then
         raise exception 'Area % belongs to no region on %, so a record of ${table} cannot lie there.', new.area_code, new.${placedOn}
           using errcode = 'check_violation', constraint = '${table}_area_has_place', table = '${table}', column = 'area_code';
       end if;
       return new;
     end
     $$`,
    `create trigger ${table}_place
     before insert or update of area_code, ${placedOn}, region_code, district_code, branch_code on ${table}
     for each row execute function place_${table}()`,
    `create trigger ${table}_touch
     before update on ${table}
     for each row execute function touch_record()`,
  ];
}

function indexes({ table, placedOn, indexed }: RecordTable): string[] {
  return [
    `create index ${table}_branch_code_${placedOn}_idx on ${table} (region_code, branch_code, ${placedOn}, id)`,
    `create index ${table}_${placedOn}_idx on ${table} (region_code, ${placedOn}, id)`,
    `create index ${table}_area_code_idx on ${table} (region_code, area_code, ${placedOn})`,
    `create index ${table}_import_id_idx on ${table} (import_id) where import_id is not null`,
    ...indexed.map((column) =>
      column.endsWith('_id')
        ? `create index ${table}_${column}_idx on ${table} (${column}, region_code)`
        : `create index ${table}_${column}_idx on ${table} (region_code, ${column}, id)`,
    ),
  ];
}
