import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What imports wrote of persons, so that it can be undone: sealed, as it was before, beside the hashes of what was
 * written. Sealing the same twice gives other bytes, so the hashes tell whether what is stored is what an import wrote,
 * and nothing of what it says.
 */
export class ImportedPersons1765720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_person_change (
        import_id uuid not null references import (id),
        region_code text not null,
        record_id uuid not null,
        person_id uuid not null,
        former_person_id uuid,
        former_identity bytea,
        former_text bytea,
        identity_sha256 bytea,
        text_sha256 bytea,
        primary key (import_id, record_id, region_code)
      )`);
    await runner.query(`
      comment on table import_person_change is
        'What an import wrote of who a record is about: hashes of the sealed bytes, null where it wrote none, and the sealed bytes of before.'`);
    await runner.query(
      `create index import_person_change_person_id_idx on import_person_change (person_id, region_code)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_person_change');
  }
}
