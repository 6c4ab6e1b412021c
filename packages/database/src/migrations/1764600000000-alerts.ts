import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is wrong and for how long, who wants to know of it, and what is still to be told to whom. */
export class Alerts1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table incident (
        id uuid primary key default new_id(),
        key text not null check (key <> ''),
        kind text not null check (kind ~ '^[A-Z][A-Z_]*$'),
        severity text not null check (severity in ('WARNING', 'CRITICAL')),
        title jsonb not null check (title ?& array['kk', 'ru', 'en']),
        detail jsonb not null check (detail ?& array['kk', 'ru', 'en']),
        link_path text not null check (link_path like '/%'),
        area_code text references area (code),
        run_id uuid references run (id) on delete set null,
        opened_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        closed_at timestamptz
      )`);
    await runner.query(
      `comment on table incident is 'Something that is wrong, from when it was first seen until it is over; nothing is open twice under one key.'`,
    );
    await runner.query(
      `comment on column incident.area_code is 'The area it concerns; null where it concerns all of them.'`,
    );
    await runner.query(`create unique index incident_key_idx on incident (key) where closed_at is null`);
    await runner.query(`create index incident_opened_at_idx on incident (opened_at, id)`);
    await runner.query(`create index incident_run_id_idx on incident (run_id) where run_id is not null`);

    await runner.query(`
      create table alert_recipient (
        id uuid primary key default new_id(),
        channel text not null check (channel in ('WEBHOOK', 'MAIL')),
        address text not null check (address <> ''),
        locale text not null check (locale in ('KK', 'RU', 'EN')),
        area_code text references area (code),
        wants_alerts boolean not null,
        wants_digest boolean not null,
        is_enabled boolean not null default true,
        added_at timestamptz not null default now(),
        check (wants_alerts or wants_digest)
      )`);
    await runner.query(
      `comment on column alert_recipient.area_code is 'Whose incidents and figures; null is the whole country.'`,
    );
    await runner.query(
      `create unique index alert_recipient_address_idx on alert_recipient (channel, address, coalesce(area_code, ''))`,
    );

    await runner.query(`
      create table delivery (
        id uuid primary key default new_id(),
        recipient_id uuid not null references alert_recipient (id),
        incident_id uuid references incident (id) on delete cascade,
        what text not null check (what in ('OPENED', 'CLOSED', 'DIGEST')),
        idempotency_key text not null unique,
        payload jsonb not null,
        state text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
        attempts integer not null default 0 check (attempts >= 0),
        queued_at timestamptz not null default now(),
        first_attempt_at timestamptz,
        next_attempt_at timestamptz not null default now(),
        leased_until timestamptz,
        last_error text,
        sent_at timestamptz,
        check ((what = 'DIGEST') = (incident_id is null)),
        check ((state = 'SENT') = (sent_at is not null)),
        check (state <> 'GIVEN_UP' or last_error is not null)
      )`);
    await runner.query(
      `comment on table delivery is 'What is told to whom: written with what it tells of, in one transaction, and sent from here until it has arrived or is given up.'`,
    );
    await runner.query(
      `comment on column delivery.attempts is 'Counted up when a sender takes it: whoever comes back with an older number has lost it to another.'`,
    );
    await runner.query(
      `create index delivery_waiting_idx on delivery (recipient_id, queued_at, id) where state = 'WAITING'`,
    );
    await runner.query(`create index delivery_incident_id_idx on delivery (incident_id) where incident_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table delivery, alert_recipient, incident`);
  }
}
