import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { columnOf } from '../compile/columns.js';
import { conjunction } from '../compile/sql-text.js';
import type { Topic } from '../topic.js';

export interface BranchMonth {
  readonly regionCode: string;
  readonly branchCode: string;
  /** Its first day. */
  readonly month: IsoDate;
}

/** The records of a branch with a dated event of the topic in a month, each once. */
export async function countRecords(
  sql: Sql,
  topic: Topic,
  { regionCode, branchCode, month }: BranchMonth,
): Promise<number> {
  const [counted] = await sql.query<{ records: number }>(compileRecords(topic), [regionCode, branchCode, month]);
  return counted!.records;
}

function compileRecords({ code, recordTable, events }: Topic): string {
  const dated = events.map((day) => {
    const within = [
      'record.region_code = $1',
      'record.branch_code = $2',
      `${day} >= $3::date`,
      `${day} < ($3::date + interval '1 month')::date`,
    ];
    return `    select record.id
      from ${recordTable} as record
     where ${conjunction(within, 7)}`;
  });
  return `/* submission:count/${columnOf(code)}   $1 = region, $2 = branch, $3 = first day of the month */
select count(*)::integer as records
  from (
${dated.join('\n     union\n')}
  ) as dated`;
}
