import type { Database } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { Viewer } from '@oblys/access';
import type { Kind } from './kind.js';
import { visibleRows } from './scope.js';
import { Statement } from './statement.js';

export interface RowKey {
  readonly id: string;
  readonly regionCode: string;
}

/** Whether a viewer sees the row of a kind, by the conditions that every read starts from. */
export async function isVisible(
  { database, viewer, today }: { database: Database; viewer: Viewer; today: IsoDate },
  kind: Kind,
  { id, regionCode }: RowKey,
): Promise<boolean> {
  const statement = new Statement(database.dataSource, viewer, today);
  const rows = statement.rowsOf(kind);
  const conditions = [
    `${rows.column('id')} = ${statement.bind(id, 'uuid')}`,
    `${rows.column('regionCode')} = ${statement.bind(regionCode, 'text')}`,
    ...visibleRows([kind], rows, statement),
  ];
  const found = await database.query(
    `/* gateway:is-visible */ select from ${rows.from} where ${conditions.join(' and ')}`,
    statement.values,
  );
  return found.length > 0;
}
