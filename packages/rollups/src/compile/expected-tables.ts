import type { Topic } from '../topic.js';
import { cellValues } from './cell-counters.js';
import { cellKey, cellTable, summaryKey, summaryTable, summaryValues, type Column } from './columns.js';

export interface ExpectedTable {
  readonly table: string;
  readonly key: readonly Column[];
  /** All columns, those of the key first and in its order. */
  readonly columns: readonly Column[];
}

/** The tables that a migration has to lay for a topic. */
export function expectedTables(topic: Topic): ExpectedTable[] {
  const runId: Column = { name: 'run_id', type: 'uuid' };
  const laid = (table: string, key: Column[], values: Column[]): ExpectedTable => ({
    table,
    key,
    columns: [...key, ...values, runId],
  });
  return [
    laid(cellTable(topic), cellKey(topic), cellValues(topic)),
    laid(summaryTable(topic), summaryKey(topic), summaryValues(topic)),
  ];
}
