import type { MigrationInterface, QueryRunner } from 'typeorm';

const vocabularies = {
  programme: 'Programmes that events, courses, funded projects and commission plans belong to.',
  body: 'Executive bodies, deputies and other counterparts that are responsible for items or receive letters.',
  outreach_kind: 'Kinds of meetings; mobile-reception is the one that appeals are taken at.',
  sector: 'Sectors of the economy of funded projects.',
  recipient_kind: 'Who receives the funding of a project.',
  appeal_topic: 'What appeals are about.',
  facility_kind: 'Kinds of long-stalled facilities.',
} as const;

/** Terms that people rename and add to are data, not enums. A code never changes; its names may. */
export class Vocabularies1763900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, meaning] of Object.entries(vocabularies)) {
      await runner.query(`
        create table ${table} (
          code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
          name_kk text not null check (name_kk <> ''),
          name_ru text not null check (name_ru <> ''),
          name_en text not null check (name_en <> '')
        )`);
      await runner.query(`comment on table ${table} is '${meaning}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${Object.keys(vocabularies).join(', ')}`);
  }
}
