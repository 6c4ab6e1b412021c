import type { MigrationInterface, QueryRunner } from 'typeorm';
import { giveToOwner, makeRoles } from './make-roles.js';

/** Records of the topics that count no people. */
const openRecords = [
  ...['akim_election', 'commission_plan_item', 'correspondence', 'facility', 'faction', 'faction_session'],
  ...['funded_project', 'monitoring_visit', 'primary_organization', 'proposal', 'roadmap_item'],
];
const recordsOfPeople = ['appeal', 'course_group', 'legal_aid_case', 'meeting', 'programme_event'];
const openTopics = [
  ...['organization', 'election', 'faction', 'proposal', 'roadmap', 'monitoring', 'funding', 'commission_plan'],
  ...['facility', 'correspondence'],
];
const topicsOfPeople = ['meeting', 'event', 'course', 'appeal', 'legal_aid'];

/** Each asked once for a statement, as a sub-select is; the outer cast makes `any` take it as an array. */
const seesEverywhere = '(select analytics.sees_everywhere())';
const seesPeople = '(select analytics.sees_people())';
const recordsOf = '((select analytics.records_of())::text[])';
const figuresOf = '((select analytics.figures_of())::text[])';
const inScope = `${seesEverywhere} or region_code = any ${recordsOf} or branch_code = any ${recordsOf}`;

/** What the views of analysts read of each table under row security, in the name of who signed in to the server. */
const shown: Readonly<Record<string, string>> = {
  ...Object.fromEntries(openRecords.map((table) => [table, inScope])),
  ...Object.fromEntries(recordsOfPeople.map((table) => [table, `${seesPeople} and (${inScope})`])),
  ...Object.fromEntries(openTopics.map((topic) => [`${topic}_summary`, 'true'])),
  ...Object.fromEntries(
    topicsOfPeople.map((topic) => [
      `${topic}_summary`,
      `${seesPeople} and (${seesEverywhere} or area_code = any ${figuresOf})`,
    ]),
  ),
  // Whether records wait, and what has been reported, and none of what.
  ...Object.fromEntries(['mark', 'finding', 'submission_cell'].map((table) => [table, 'true'])),
  publication: `name = 'official'`,
};

/**
 * The door for analysts: they sign in to the database itself, as logins that belong to `oblys_analyst`, which may read
 * the views of the schema `analytics` and nothing else. The views belong to `oblys_analytics`, under policies of its
 * own. Whose rows they show follows from who signed in (`session_user`), which no statement can change, and not from a
 * setting, which anybody may set.
 */
export class Analysts1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await makeRoles(runner, ['oblys_analyst', 'oblys_analytics'], []);
    await giveToOwner(runner, ['oblys_analytics']);
    for (const statement of [...tables, ...functions, ...grants, ...audited]) await runner.query(statement);
    for (const [table, condition] of Object.entries(shown)) {
      await runner.query(`create policy analysts on ${table} for select to oblys_analytics using (${condition})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(shown)) await runner.query(`drop policy analysts on ${table}`);
    await runner.query('drop schema analytics cascade');
    await runner.query('drop table analyst_login');
    // Other databases of the server may use the roles: they stay, with nothing granted here.
    await runner.query('revoke all on all tables in schema public from oblys_analytics');
    await runner.query('revoke usage on schema public from oblys_analytics');
  }
}

const tables = [
  `create table analyst_login (
     login text primary key check (login ~ '^[a-z][a-z0-9_]{0,62}$'),
     role text not null check (role in ('ANALYST', 'VIEWER')),
     area_codes text[] check (cardinality(area_codes) between 1 and 500),
     statement_seconds integer not null check (statement_seconds > 0),
     is_session boolean not null default false,
     created_at timestamptz not null default now(),
     created_by text not null,
     expires_at timestamptz not null,
     revoked_at timestamptz,
     revoked_by text,
     check (expires_at > created_at),
     check ((revoked_at is null) = (revoked_by is null))
   )`,
  `comment on table analyst_login is 'Logins of the server by which analysts ask in SQL, and what each sees. The passwords are with the server.'`,
  `comment on column analyst_login.role is 'ANALYST sees records without persons, VIEWER none of the topics that count people, and their figures as published.'`,
  `comment on column analyst_login.area_codes is 'What is seen lies in these areas; null: everywhere.'`,
  `comment on column analyst_login.statement_seconds is 'How long a statement may run, whatever the session sets.'`,
  `comment on column analyst_login.is_session is 'Made by the platform for a single session, and removed with it.'`,
];

/** As who owns the tables, since analysts read none; who may act as the owner sees everything. */
const about = `language sql stable security definer set search_path = public, pg_temp`;

const functions = [
  `create schema analytics`,
  `comment on schema analytics is 'Records, figures and dimensions for analysts: read only, without persons.'`,
  `create function analytics.my_role() returns text ${about}
   as $$
     select case
              when pg_has_role(session_user, current_user, 'MEMBER') then 'ANALYST'
              else (
                select login.role
                  from analyst_login as login
                 where login.login = session_user::text
                   and login.revoked_at is null
                   and login.expires_at > now()
              )
            end
   $$`,
  `comment on function analytics.my_role() is 'ANALYST or VIEWER; null where the login is good no longer, and nothing is seen.'`,
  `create function analytics.my_areas() returns text[] ${about}
   as $$
     select login.area_codes from analyst_login as login where login.login = session_user::text
   $$`,
  `comment on function analytics.my_areas() is 'The areas that are seen, with all that lies below them; null: everywhere.'`,
  `create function analytics.business_day() returns date
   language sql stable set search_path = pg_catalog, pg_temp
   as $$ select (now() at time zone interval '+05:00')::date $$`,
  `comment on function analytics.business_day() is 'Today by the clocks of Asia/Almaty, whatever the zone of the session.'`,
  `create function analytics.sees_everywhere() returns boolean ${about}
   as $$ select analytics.my_role() is not null and analytics.my_areas() is null $$`,
  `comment on function analytics.sees_everywhere() is 'Whether records and figures of the whole tree are seen.'`,
  `create function analytics.sees_people() returns boolean ${about}
   as $$ select coalesce(analytics.my_role() = 'ANALYST', false) $$`,
  `comment on function analytics.sees_people() is 'Whether records of the topics that count people are seen, and their figures as they are stored; else as published.'`,
  // As scopes are found for the gateway: records of a district carry the region it lay in then.
  `create function analytics.records_of() returns text[] ${about}
   as $$
     select array(
              select unnest(analytics.my_areas())
               union
              select placement.area_code
                from area_placement as placement
               where placement.region_code = any (analytics.my_areas())
                 and placement.area_code = placement.district_code
                 and placement.valid_from <= analytics.business_day()
                 and placement.valid_to > analytics.business_day()
            )
      where analytics.my_role() is not null
   $$`,
  `comment on function analytics.records_of() is 'Records are seen whose region or branch is among them; null: everywhere, or none.'`,
  `create function analytics.figures_of() returns text[] ${about}
   as $$ select analytics.records_of() $$`,
  `comment on function analytics.figures_of() is 'Figures of people are seen of these areas.'`,
];

const grants = [
  `grant usage on schema analytics to oblys_analyst, oblys_analytics`,
  // To own what lies in it.
  `grant create on schema analytics to oblys_analytics`,
  `grant usage on schema public to oblys_analytics`,
  `revoke execute on all functions in schema analytics from public`,
  `grant execute on all functions in schema analytics to oblys_analyst`,
];

const audited = [
  ...Object.entries({ insert: ['new'], update: ['old', 'new'], delete: ['old'] }).map(
    ([event, sides]) => `
      create trigger analyst_login_audit_${event}
      after ${event} on analyst_login referencing ${sides.map((side) => `${side} table as ${side}_rows`).join(' ')}
      for each statement execute function keep_audit_events('{login}', '{}', '{}')`,
  ),
  `create trigger analyst_login_audit_truncate after truncate on analyst_login
   for each statement execute function keep_audit_of_truncate()`,
];
