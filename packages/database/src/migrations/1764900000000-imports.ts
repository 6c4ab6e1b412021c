import type { MigrationInterface, QueryRunner } from 'typeorm';

const records = [
  'primary_organization',
  'roadmap_item',
  'meeting',
  'akim_election',
  'faction',
  'faction_session',
  'proposal',
  'monitoring_visit',
  'programme_event',
  'funded_project',
  'course_group',
  'commission_plan_item',
  'appeal',
  'legal_aid_case',
  'facility',
  'correspondence',
] as const;

/**
 * What an import did, so that it can be told and undone.
 *
 * A record that an import made needs nothing kept: it carries the import, and was written at the import's own moment,
 * for both are that of the transaction. Of a record that an import changed, the row as it was before is kept. Whether
 * anybody changed a record since is told by its version: it is then no longer the one that its import left it at.
 */
export class Imports1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of importColumns) await runner.query(statement);
    await runner.query(createImportChange);
    for (const table of records) {
      await runner.query(`
        alter table ${table}
          add column import_version integer check (import_version between 1 and version),
          add constraint ${table}_import_is_whole check ((import_id is null) = (import_version is null))`);
    }
    await tellNothingOf(runner, `import_id,import_row,person_id`, `import_id,import_row,import_version,person_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await tellNothingOf(runner, `import_id,import_row,import_version,person_id`, `import_id,import_row,person_id`);
    for (const table of records) await runner.query(`alter table ${table} drop column import_version`);
    await runner.query(`drop table import_change`);
    await runner.query(
      `alter table import drop column created_count, drop column changed_count, drop column unchanged_count,
         drop column imported_by, drop column undone_by`,
    );
  }
}

const importColumns = [
  `alter table import
     add column created_count integer not null default 0 check (created_count >= 0),
     add column changed_count integer not null default 0 check (changed_count >= 0),
     add column unchanged_count integer not null default 0 check (unchanged_count >= 0),
     add column imported_by text,
     add column undone_by text,
     add constraint import_undone_by_check check (undone_by is null or undone_at is not null)`,
  `comment on column import.row_count is 'The rows of the file that hold anything.'`,
  `create index import_imported_at_idx on import (imported_at desc, id desc)`,
];

const createImportChange = `
  create table import_change (
    import_id uuid not null references import (id),
    region_code text not null,
    record_id uuid not null,
    version integer not null,
    former jsonb not null,
    primary key (import_id, record_id, region_code)
  )`;

/** Which columns the history of records leaves out stands in the body of its function. */
async function tellNothingOf(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [found] = (await runner.query(`select pg_get_functiondef('keep_record_change()'::regprocedure) as body`)) as [
    { body: string },
  ];
  if (!found.body.includes(before)) throw new Error(`The history of records does not leave out ${before}.`);
  await runner.query(found.body.replace(before, after));
}
