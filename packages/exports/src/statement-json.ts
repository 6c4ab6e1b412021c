import type { ColumnType, ExportColumn } from './export-table.js';
import type { FinalStatement } from './row-source.js';

/** A statement as programs read it, in every format the same. */
export function statementJson(statement: FinalStatement): object {
  const { title, rowCount, filters, asOf, runId, builtAt, freshness, source, suppressed, generatedAt } = statement;
  return {
    title,
    rowCount,
    filters,
    asOf,
    runId,
    builtAt: builtAt?.toISOString() ?? null,
    freshness,
    source,
    suppressed,
    generatedAt: generatedAt.toISOString(),
    notes: statement.notes ?? [],
  };
}

export function columnJson({ key, heading, type, definition }: ExportColumn): object {
  return { key, heading, ...typeJson(type), ...(definition !== undefined && { definition }) };
}

function typeJson(type: ColumnType): object {
  return typeof type === 'string' ? { type } : { type: 'DECIMAL', ...type };
}
