import type { Sql } from '@oblys/database';
import { addDays, addMonths } from '@oblys/domain';
import { topics } from '@oblys/rollups';
import { createRandom } from './random.js';
import { districtsOf } from './rollups-oracle-tree.js';
import { insertRows, type Row } from './rollups-records.js';
import { rollupsTree } from './rollups-tree.js';

/**
 * Random submissions from July 2025 on, the same for the same seed: some months that nobody sent, some that a few
 * districts sent in part, some whole; and regions with rules of their own. Whether records are there plays no part.
 */
export async function seedSubmissions(sql: Sql, seed: number): Promise<void> {
  const random = createRandom(seed);
  const due = (row: Row): Row => ({ sent_by: 'DISTRICT', ...row });
  await insertRows(sql, 'submission_due', [
    due({ region_code: rollupsTree.south, topic: 'monitoring', is_due: false }),
    due({ region_code: rollupsTree.south, topic: 'election', due_day: 20, grace_days: 0 }),
    due({ region_code: rollupsTree.south, topic: 'facility', sent_by: 'OFFICE' }),
  ]);
  const rows: Row[] = [];
  const send = (regionCode: string, branchCode: string, topic: string, month: string): void => {
    const state = random.pick(['SUBMITTED', 'APPROVED', 'APPROVED', 'RETURNED']);
    const submittedOn = addDays(addMonths(`${month}-01`, 1), random.below(24) - 1);
    rows.push({
      ...{ region_code: regionCode, branch_code: branchCode, topic, month: `${month}-01`, state },
      ...{ record_count: random.below(2), submitted_on: submittedOn, submitted_by: 'Aigul' },
      ...{
        approved_at: state === 'APPROVED' ? '2026-01-01' : null,
        approved_by: state === 'APPROVED' ? 'Berik' : null,
      },
      returned_at: state === 'RETURNED' ? '2026-01-01' : null,
      returned_by: state === 'RETURNED' ? 'Berik' : null,
      return_reason: state === 'RETURNED' ? 'Қате' : null,
    });
  };
  const codes = topics.map(({ code }) => code);
  for (const month of ['2025-03', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11']) {
    for (const region of [rollupsTree.north, rollupsTree.south]) {
      if (random.chance(0.25)) continue;
      if (random.chance(0.3)) send(region, region, random.pick(codes), month);
      for (const { code } of districtsOf(region, month)) {
        const share = random.pick([0, 0.3, 0.8, 1]);
        for (const topic of codes) if (share === 1 || random.chance(share)) send(region, code, topic, month);
      }
    }
  }
  await insertRows(sql, 'submission', rows);
}
