import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens by which scripts and analysts ask. Whoever reads the table, or a backup of it, can sign in by none of them. */
export class ApiTokens1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_token (
        id uuid primary key default new_id(),
        name text not null check (name ~ '\\S' and char_length(name) <= 100),
        owner_subject text not null,
        owner_name text not null,
        role text not null check (
          role in ('VIEWER', 'DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'CASEWORKER', 'ADMINISTRATOR')),
        area_codes text[] not null check (cardinality(area_codes) between 1 and 500),
        secret_sha256 text not null check (secret_sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz not null default now(),
        created_by text not null,
        expires_at timestamptz not null,
        last_used_at timestamptz,
        revoked_at timestamptz,
        revoked_by text,
        check (expires_at > created_at),
        check ((revoked_at is null) = (revoked_by is null))
      )`);
    await runner.query(`create index api_token_owner_subject_idx on api_token (owner_subject, id)`);
    await runner.query(`
      comment on table api_token is
        'Tokens by which programs ask for somebody, within a role and areas, until a moment. Of what they are made only the hash is kept.'`);
    await runner.query(
      `comment on column api_token.owner_subject is 'Who it speaks for, as their sign-in names them.'`,
    );
    await runner.query(`comment on column api_token.last_used_at is 'To the minute; null where it never was.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_token');
  }
}
