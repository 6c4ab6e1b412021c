import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What checks of the records found: each finding with what became of it, and how many were open on which day. */
export class Quality1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...runKind, ...findings, ...trend]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table quality_trend, quality_finding`);
    await runner.query(`delete from run where kind = 'QUALITY'`);
    await runner.query(`alter table run drop constraint run_kind_check`);
    await runner.query(`
      alter table run add constraint run_kind_check
        check (kind in ('ROLLUP', 'PUBLISH', 'RECONCILE', 'VERIFY', 'DEMO'))`);
  }
}

const runKind = [
  `alter table run drop constraint run_kind_check`,
  `alter table run add constraint run_kind_check
     check (kind in ('ROLLUP', 'PUBLISH', 'RECONCILE', 'VERIFY', 'DEMO', 'QUALITY'))`,
];

const findings = [
  `create table quality_finding (
     id uuid not null default new_id(),
     region_code text not null references area (code),
     branch_code text not null references area (code),
     area_code text not null references area (code),
     rule text not null,
     topic text not null,
     severity text not null check (severity in ('ERROR', 'WARNING', 'NOTICE')),
     severity_rank integer not null generated always as (
       case severity when 'ERROR' then 1 when 'WARNING' then 2 else 3 end
     ) stored,
     subject text not null,
     month date,
     record_ids jsonb not null check (jsonb_typeof(record_ids) = 'array'),
     record_count integer not null check (record_count >= jsonb_array_length(record_ids)),
     details jsonb not null,
     state text not null default 'OPEN' check (state in ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
     first_found_at timestamptz not null default now(),
     first_found_run_id uuid references run (id) on delete set null,
     last_found_at timestamptz not null default now(),
     last_found_run_id uuid references run (id) on delete set null,
     last_found_as_of date not null,
     opened_at timestamptz not null default now(),
     opened_by_run_id uuid references run (id) on delete set null,
     acknowledged_at timestamptz,
     acknowledged_by text,
     acknowledgement text,
     resolved_at timestamptz,
     resolved_by text,
     resolved_by_run_id uuid references run (id) on delete set null,
     resolution text,
     primary key (id, region_code),
     constraint quality_finding_subject_key unique (region_code, rule, subject),
     check ((acknowledged_at is null) = (acknowledged_by is null)),
     check (state <> 'ACKNOWLEDGED' or acknowledged_at is not null),
     check ((state = 'RESOLVED') = (resolved_at is not null)),
     check (state = 'RESOLVED' or num_nonnulls(resolved_by, resolved_by_run_id) = 0),
     check (num_nonnulls(resolved_by, resolved_by_run_id) <= 1)
   )`,
  `comment on table quality_finding is 'What a rule of data quality found in the records of a region, kept from check to check by its subject.'`,
  `comment on column quality_finding.subject is 'What a rule speaks of, the same in every check: the id of a record, the hash of a natural key, an area and a month.'`,
  `comment on column quality_finding.record_ids is 'The records concerned, of many the first; record_count says how many.'`,
  `comment on column quality_finding.details is 'The values that make it a finding; never a name or a text.'`,
  `comment on column quality_finding.last_found_run_id is 'Null, like the other runs, once the run itself is purged.'`,
  `comment on column quality_finding.opened_by_run_id is 'The run that opened it, at first or again; null where a person did.'`,
  `create index quality_finding_state_idx on quality_finding (region_code, state, id)`,
  `create index quality_finding_rule_idx on quality_finding (rule, state)`,
];

const trend = [
  `create table quality_trend (
     as_of date not null,
     rule text not null,
     region_code text not null references area (code),
     open_count integer not null check (open_count >= 0),
     acknowledged_count integer not null check (acknowledged_count >= 0),
     run_id uuid references run (id) on delete set null,
     primary key (as_of, rule, region_code)
   )`,
  `comment on table quality_trend is 'How many findings of a rule stood open or acknowledged in a region after the check as of a day; none is a row of zeros.'`,
  `create index quality_trend_run_id_idx on quality_trend (run_id)`,
];
