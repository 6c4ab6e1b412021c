import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The jobs as the schedulers know them, their due runs, who works on one, and what became of each attempt. */
export class Jobs1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table run drop column job_run_id`);
    await runner.query(`drop table job_run_step, job_lease, job_run_attempt, job_run, job`);
    await runner.query(`drop sequence job_token_seq`);
  }
}

const statements = [
  `create table job (
     name text primary key,
     title_kk text not null,
     title_ru text not null,
     title_en text not null,
     schedule text not null,
     time_zone text not null,
     needs text[] not null default '{}',
     lane text not null,
     priority integer not null default 0,
     catch_up text not null check (catch_up in ('ALL', 'LATEST', 'NONE')),
     attempts_at_most integer not null check (attempts_at_most > 0),
     retry_pause_ms bigint not null check (retry_pause_ms >= 0),
     time_limit_ms bigint not null check (time_limit_ms > 0),
     deadline_ms bigint check (deadline_ms > 0),
     planned_through timestamptz not null,
     next_run_at timestamptz not null,
     registered_at timestamptz not null default now()
   )`,
  `comment on table job is 'What the schedulers run: as the one that started last has it.'`,
  `comment on column job.lane is 'At most one run of a lane goes on at a time.'`,
  `comment on column job.catch_up is 'What becomes of moments that passed while nothing ran: ALL are caught up, the LATEST stands for all, or NONE is.'`,
  `comment on column job.planned_through is 'Every moment up to this one that is due has its run.'`,

  `create sequence job_token_seq`,
  `create table job_run (
     id uuid primary key default new_id(),
     job text not null references job (name),
     scheduled_for timestamptz not null,
     as_of date not null,
     trigger text not null check (trigger in ('SCHEDULE', 'CATCH_UP', 'MANUAL', 'BACKFILL')),
     state text not null default 'DUE'
       check (state in ('DUE', 'RUNNING', 'BLOCKED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
     lane text not null,
     ready_at timestamptz not null,
     deadline_at timestamptz,
     missed_count integer not null default 0 check (missed_count >= 0),
     attempt_count integer not null default 0 check (attempt_count >= 0),
     failure_count integer not null default 0 check (failure_count >= 0),
     loss_count integer not null default 0 check (loss_count >= 0),
     token bigint,
     requested_by text,
     started_at timestamptz,
     finished_at timestamptz,
     row_count bigint,
     cell_count bigint,
     check_count bigint,
     outcome jsonb,
     error text,
     unique (job, scheduled_for),
     check ((state = 'RUNNING') = (token is not null)),
     check ((state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null))
   )`,
  `comment on table job_run is 'Due runs of jobs and what became of them: one for each moment of a job, however many schedulers there are.'`,
  `comment on column job_run.as_of is 'The logical date: the day it is about, whenever and however often it is tried.'`,
  `comment on column job_run.missed_count is 'How many earlier moments it stands for, which passed while nothing ran.'`,
  `comment on column job_run.token is 'The fencing token of the attempt that goes on: what it does takes effect only while this is its own.'`,
  `create unique index job_run_lane_idx on job_run (lane) where state = 'RUNNING'`,
  `create index job_run_open_idx on job_run (ready_at) where state in ('DUE', 'BLOCKED')`,
  `create index job_run_job_as_of_idx on job_run (job, as_of)`,
  `create index job_run_scheduled_for_idx on job_run (scheduled_for desc, id desc)`,

  `create table job_run_attempt (
     run_id uuid not null references job_run (id) on delete cascade,
     number integer not null check (number > 0),
     token bigint not null unique,
     worker text not null,
     state text not null default 'RUNNING'
       check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'LOST', 'STUCK', 'CANCELLED', 'HANDED_BACK')),
     started_at timestamptz not null,
     finished_at timestamptz,
     error text,
     primary key (run_id, number),
     check ((state = 'RUNNING') = (finished_at is null))
   )`,

  `create table job_lease (
     run_id uuid primary key references job_run (id) on delete cascade,
     token bigint not null,
     worker text not null,
     expires_at timestamptz not null,
     ends_at timestamptz not null
   )`,
  `comment on table job_lease is 'Apart from the run: a lease is renewed all the time, and a transaction that takes effect must find its run unchanged.'`,
  `comment on column job_lease.expires_at is 'Unless it is renewed before, the run is another worker''s to take.'`,
  `comment on column job_lease.ends_at is 'By then the run is stuck, and is ended, however often it is renewed.'`,
  `create index job_lease_expires_at_idx on job_lease (least(expires_at, ends_at))`,

  `create table job_run_step (
     run_id uuid not null references job_run (id) on delete cascade,
     step text not null,
     outcome jsonb not null,
     done_at timestamptz not null default clock_timestamp(),
     primary key (run_id, step)
   )`,
  `comment on table job_run_step is 'What a run has done, written in the transaction that did it: a later attempt does it no second time.'`,

  `alter table run add column job_run_id uuid references job_run (id) on delete set null`,
  `create index run_job_run_id_idx on run (job_run_id) where job_run_id is not null`,
];
