import type { Kind } from './kind.js';
import type { Rows, Statement } from './statement.js';

/**
 * The conditions every read starts from, at whatever level of a statement: rows of the kind (any of them where several
 * share the table), within the viewer's scope. Areas, vocabularies and reports belong to no branch and are open to all.
 */
export function visibleRows(kinds: readonly Kind[], rows: Rows, statement: Statement): string[] {
  return [...ofKind(kinds, rows, statement), ...inScope(rows, statement)];
}

function ofKind([first, ...others]: readonly Kind[], rows: Rows, statement: Statement): string[] {
  if (first?.only === undefined || others.length > 0) return [];
  return [`${rows.column(first.only.property)} = any (${statement.bind(first.only.values, 'text[]')})`];
}

function inScope(rows: Rows, statement: Statement): string[] {
  const { scope } = statement.viewer;
  if (scope === 'WHOLE_TREE' || !rows.has('regionCode')) return [];
  const areaCodes = statement.bind(scope.areaCodes, 'text[]');
  const owners = ['regionCode', 'branchCode'].filter((property) => rows.has(property));
  return [`(${owners.map((property) => `${rows.column(property)} = any (${areaCodes})`).join(' or ')})`];
}
