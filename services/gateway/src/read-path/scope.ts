import { confinesOf, has } from '@oblys/access';
import { typeRights } from '../access/field-rights.js';
import { rightOfField } from '../access/right-of-field.js';
import type { Compilation } from './compilation.js';
import type { Kind, ToOne } from './kind.js';
import { isAmong, type Rows, type Statement } from './statement.js';

/**
 * The conditions every read starts from, at whatever level of a statement: rows of the kind (any of them where several
 * share the table), within the viewer's scope. Areas, vocabularies and reports belong to no branch and are open to all.
 */
export function visibleRows(kinds: readonly Kind[], rows: Rows, statement: Statement): string[] {
  if (!maySeeKinds(kinds, statement)) return ['false'];
  return [...ofKind(kinds, rows), ...inScope(kinds, rows, statement)];
}

/** Whether the role of who asks sees anything of some kinds at all. */
export function maySeeKinds(kinds: readonly Kind[], { viewer }: Statement): boolean {
  return kinds.every(({ name }) => typeRights[name] === undefined || has(viewer.role, typeRights[name]));
}

/** Whether the role of who asks sees a field of a type. */
export function maySeeField({ operation, statement }: Compilation, typeName: string, fieldName: string): boolean {
  const right = rightOfField(operation.schema, typeName, fieldName);
  return right === null || has(statement.viewer.role, right);
}

function ofKind([first, ...others]: readonly Kind[], rows: Rows): string[] {
  if (first?.only === undefined || others.length > 0) return [];
  return [isAmong(rows.column(first.only.property), first.only.values)];
}

function inScope([first]: readonly Kind[], rows: Rows, statement: Statement): string[] {
  const confines = confinesOf(statement.viewer);
  if (confines === null) return [];
  const parts = first?.owners ?? [];
  if (parts.length > 0) return [`(${parts.map((owner) => hasVisible(owner, rows, statement)).join(' or ')})`];
  if (!rows.has('regionCode')) return [];
  const areaCodes = statement.bind(confines, 'text[]');
  const owners = ['regionCode', 'branchCode'].filter((property) => rows.has(property));
  return [`(${owners.map((property) => `${rows.column(property)} = any (${areaCodes})`).join(' or ')})`];
}

function hasVisible({ kinds, join }: ToOne, rows: Rows, statement: Statement): string {
  const [owner] = kinds();
  if (owner === undefined) throw new Error('A part names no kind that it is a part of.');
  const owners = statement.rowsOf(owner);
  const conditions = [join(owners, rows, statement), ...visibleRows([owner], owners, statement)];
  return `exists (select 1 from ${owners.from} where ${conditions.join(' and ')})`;
}
