import type { MigrationInterface, QueryRunner } from 'typeorm';

const untold = 'id,version,created_at,updated_at,branch_code,import_id,import_row,import_version,person_id';

/**
 * Amounts as whole tiyn beside those in tenge, for filters and orders: under row security a comparison of exact decimals
 * may not be asked before the policy is, so no index of them serves; one of whole numbers may.
 */
export class AmountInTiyn1765520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table funded_project
        add column amount_tiyn bigint not null generated always as ((amount * 100)::bigint) stored`);
    await runner.query(`
      comment on column funded_project.amount_tiyn is
        'The amount in tiyn, a hundredth of a tenge: what it is compared and ordered by.'`);
    await runner.query('drop index funded_project_amount_idx');
    await runner.query('create index funded_project_amount_tiyn_idx on funded_project (region_code, amount_tiyn, id)');
    await replaceInHistory(runner, `{${untold}}`, `{${untold},amount_tiyn}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInHistory(runner, `{${untold},amount_tiyn}`, `{${untold}}`);
    await runner.query('drop index funded_project_amount_tiyn_idx');
    await runner.query('alter table funded_project drop column amount_tiyn');
    await runner.query('create index funded_project_amount_idx on funded_project (region_code, amount, id)');
  }
}

/** What a change of the amount tells is told once. */
async function replaceInHistory(runner: QueryRunner, from: string, to: string): Promise<void> {
  const [found] = (await runner.query(`select pg_get_functiondef('keep_record_change'::regproc) as definition`)) as {
    definition: string;
  }[];
  const parts = found!.definition.split(from);
  if (parts.length !== 2) throw new Error('keep_record_change is not as it was laid.');
  await runner.query(parts.join(to));
}
