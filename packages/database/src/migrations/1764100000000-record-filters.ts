import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns that the connections offer to filter by and had no index yet. */
const columns: readonly (readonly [table: string, column: string])[] = [
  ['meeting', 'counterpart_code'],
  ['proposal', 'body_code'],
  ['funded_project', 'recipient_kind_code'],
  ['commission_plan_item', 'plan_year'],
  ['commission_plan_item', 'due_on'],
  ['appeal', 'channel'],
  ['appeal', 'outcome'],
  ['legal_aid_case', 'outcome'],
  ['correspondence', 'kind'],
];

/** Text that is searched for words: the trigrams of it, whatever the case. */
const texts: readonly (readonly [table: string, column: string])[] = [
  ['area', 'name_kk'],
  ['area', 'name_ru'],
  ['area', 'name_en'],
  ['primary_organization', 'name'],
  ['roadmap_item', 'text'],
  ['meeting', 'topic'],
  ['faction', 'name'],
  ['faction_session', 'agenda'],
  ['proposal', 'text'],
  ['monitoring_visit', 'finding'],
  ['programme_event', 'title'],
  ['funded_project', 'title'],
  ['course_group', 'title'],
  ['commission_plan_item', 'text'],
  ['facility', 'name'],
  ['correspondence', 'subject'],
];

/** The indexes behind the filters and orders of the connections; those of dates came with the records. */
export class RecordFilters1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns) {
      await runner.query(`create index ${table}_${column}_idx on ${table} (region_code, ${column}, id)`);
    }
    for (const [table, column] of texts) {
      await runner.query(`create index ${table}_${column}_trgm_idx on ${table} using gin (${column} gin_trgm_ops)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of texts) await runner.query(`drop index ${table}_${column}_trgm_idx`);
    for (const [table, column] of columns) await runner.query(`drop index ${table}_${column}_idx`);
  }
}
