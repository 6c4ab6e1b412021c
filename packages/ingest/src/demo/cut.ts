import type { IsoDate } from '@oblys/domain';
import type { DemoRecords, DemoTable } from './records.js';
import { laterColumnsOf, demoTables } from './tables.js';

type AnyRow = Record<string, unknown> & { knownOn: IsoDate };

/** What is known at the end of a day: the rows that have come to be, without what happens to them later. */
export function cutAt(records: DemoRecords, until: IsoDate): DemoRecords {
  return Object.fromEntries(
    demoTables.map((table) => {
      const rows = records[table] as unknown as AnyRow[];
      const known = rows.filter(({ knownOn }) => knownOn <= until);
      return [table, known.map((row) => withoutFuture(table, row, until))];
    }),
  ) as unknown as DemoRecords;
}

function withoutFuture(table: DemoTable, row: AnyRow, until: IsoDate): AnyRow {
  let known = row;
  for (const { on, columns } of laterColumnsOf(table)) {
    const day = row[on] as IsoDate | null;
    if (day !== null && day > until)
      known = { ...known, ...Object.fromEntries(columns.map((column) => [column, null])) };
  }
  return known;
}
