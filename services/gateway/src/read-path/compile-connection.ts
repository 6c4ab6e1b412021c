import type { FieldNode } from 'graphql';
import { objectType, related, type Compilation } from './compilation.js';
import { compileNode, type Decode } from './compile-node.js';
import { encodeCursor } from './cursor.js';
import type { FilterCondition, Kind } from './kind.js';
import { readPageWindow, type PageWindow } from './page-window.js';
import { visibleRows } from './scope.js';
import { SelectList, type JsonRow } from './select-list.js';
import { selectFields, type SelectedField } from './selection.js';
import type { Rows, Statement } from './statement.js';

/** The parts of a connection as SQL gives them; each is there only when it is selected. */
interface ConnectionRow {
  rows?: JsonRow[];
  total?: number;
  /** Whether there are more rows between the cursors than the page holds. */
  more?: boolean;
  /** Whether there are rows at the cursor in `after`, or before it. */
  behind?: boolean;
  /** Whether there are rows at the cursor in `before`, or after it. */
  ahead?: boolean;
}

/** What a connection needs to know of the field that asks for it. */
export type ConnectionField = Pick<SelectedField, 'args' | 'nodes'>;

interface Page {
  rows: readonly JsonRow[];
  total: number;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  cursorOf(row: JsonRow): string;
}

type Part = (page: Page) => unknown;

/**
 * A page of a kind's rows as one scalar subquery, so that a nested connection is a page per parent in the same
 * statement. The page is found by its keys, never by an offset. Whether there is more is asked beside the page: one
 * row more in it would be read with all that hangs below, which doubles the work at every level of nesting.
 */
export function compileConnection(
  compilation: Compilation,
  kind: Kind,
  field: ConnectionField,
  conditions: (rows: Rows) => string[],
): { sql: string; decode: Decode } {
  const { statement } = compilation;
  const window = readPageWindow(kind, field.args);
  const rows = statement.rowsOf(kind);
  const list = new SelectList();
  const keys = kind.order.properties.map(({ name }) => list.add(rows.output(name)));
  const parts = compileParts(compilation, kind, rows, list, field);
  const within = [
    ...conditions(rows),
    ...filterConditions(kind, rows, field.args['filter'], statement),
    ...visibleRows([kind], rows, statement),
  ];
  const pieces = [
    parts.needsRows && `'rows', (${pageSql(kind, rows, list, within, window, statement)})`,
    parts.needsTotal && `'total', (select count(*) from ${rows.from}${where(within)})`,
    ...(parts.needsPlace ? placeSql(kind, rows, within, window, statement) : []),
  ].filter((piece) => typeof piece === 'string');
  return {
    sql: `json_build_object(${pieces.join(', ')})`,
    decode: ((found: ConnectionRow) => ({
      [related]: answer(parts.byKey, pageOf(found, window, kind, keys)),
    })) as Decode,
  };
}

interface Parts {
  byKey: Map<string, Part>;
  needsRows: boolean;
  needsTotal: boolean;
  needsPlace: boolean;
}

function compileParts(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  list: SelectList,
  { nodes }: ConnectionField,
): Parts {
  const parts: Parts = { byKey: new Map(), needsRows: false, needsTotal: false, needsPlace: false };
  for (const field of fieldsOf(compilation, `${kind.name}Connection`, nodes)) {
    if (field.name === 'totalCount') {
      parts.needsTotal = true;
      parts.byKey.set(field.key, ({ total }) => total);
    } else if (field.name === 'pageInfo') {
      parts.needsRows = true;
      parts.needsPlace = true;
      parts.byKey.set(field.key, pageInfoOf);
    } else {
      parts.needsRows = true;
      parts.byKey.set(field.key, compileEdges(compilation, kind, rows, list, field));
    }
  }
  return parts;
}

function compileEdges(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  list: SelectList,
  { nodes }: SelectedField,
): Part {
  const parts = fieldsOf(compilation, `${kind.name}Edge`, nodes).map((field) => {
    if (field.name === 'cursor') return { key: field.key, read: (row: JsonRow, page: Page) => page.cursorOf(row) };
    const decode = compileNode(compilation, [kind], rows, list, field.nodes);
    return { key: field.key, read: (row: JsonRow) => decode(row as never) };
  });
  return (page) =>
    page.rows.map((row) => ({
      [related]: Object.fromEntries(parts.map(({ key, read }) => [key, read(row, page)])),
    }));
}

function pageInfoOf({ rows, hasNextPage, hasPreviousPage, cursorOf }: Page): object {
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first === undefined ? null : cursorOf(first),
    endCursor: last === undefined ? null : cursorOf(last),
  };
}

function fieldsOf(compilation: Compilation, typeName: string, nodes: readonly FieldNode[]): SelectedField[] {
  return selectFields(compilation.info, objectType(compilation, typeName), nodes);
}

function filterConditions(kind: Kind, rows: Rows, filter: unknown, statement: Statement): string[] {
  return Object.entries(filter ?? {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => {
      const condition: FilterCondition | undefined = kind.filters[name];
      if (condition === undefined) throw new Error(`${kind.name} has no filter ${name}.`);
      return condition(rows, value as never, statement);
    });
}

/** The rows of the page, from the end that it is counted from. */
function pageSql(
  kind: Kind,
  rows: Rows,
  list: SelectList,
  within: readonly string[],
  window: PageWindow,
  statement: Statement,
): string {
  const { isBackward, size } = window;
  const isAscending = (kind.order.direction === 'asc') !== isBackward;
  const order = kind.order.properties.map(({ name }) => `${rows.column(name)} ${isAscending ? 'asc' : 'desc'}`);
  const row = statement.nextAlias();
  const conditions = [...within, ...boundsOf(kind, rows, window, statement)];
  const select = `select ${list.toSql()} from ${rows.from}${where(conditions)} order by ${order.join(', ')} limit ${statement.bind(size, 'integer')}`;
  return `select coalesce(json_agg(${row}), '[]'::json) from (${select}) as ${row}`;
}

/** Where the page lies: whether the rows between the cursors go on after it, and what lies beyond either cursor. */
function placeSql(
  kind: Kind,
  rows: Rows,
  within: readonly string[],
  window: PageWindow,
  statement: Statement,
): string[] {
  const { after, before, size } = window;
  const isAscending = kind.order.direction === 'asc';
  const exists = (conditions: readonly string[], rest = '') =>
    `exists (select 1 from ${rows.from}${where([...within, ...conditions])}${rest})`;
  const beyondCursor = (cursor: PageWindow['after'], operator: string) =>
    cursor && exists([comparison(kind, rows, cursor, operator, statement)]);
  const more = exists(boundsOf(kind, rows, window, statement), ` offset ${statement.bind(size, 'integer')}`);
  const behind = beyondCursor(after, isAscending ? '<=' : '>=');
  const ahead = beyondCursor(before, isAscending ? '>=' : '<=');
  return [`'more', ${more}`, ...(behind ? [`'behind', ${behind}`] : []), ...(ahead ? [`'ahead', ${ahead}`] : [])];
}

/** The rows strictly between the cursors. */
function boundsOf(kind: Kind, rows: Rows, { after, before }: PageWindow, statement: Statement): string[] {
  return [
    after && beyond(kind, rows, after, 'forwards', statement),
    before && beyond(kind, rows, before, 'backwards', statement),
  ].filter((bound) => bound !== null);
}

/** Rows strictly after a cursor in the order of the kind, or strictly before it. */
function beyond(
  kind: Kind,
  rows: Rows,
  cursor: readonly (string | number)[],
  side: 'forwards' | 'backwards',
  statement: Statement,
): string {
  const isGreater = (kind.order.direction === 'asc') === (side === 'forwards');
  return comparison(kind, rows, cursor, isGreater ? '>' : '<', statement);
}

function comparison(
  { order }: Kind,
  rows: Rows,
  cursor: readonly (string | number)[],
  operator: string,
  statement: Statement,
): string {
  const columns = order.properties.map(({ name }) => rows.column(name)).join(', ');
  const values = order.properties.map(({ type }, index) => statement.bind(cursor[index], type)).join(', ');
  return `(${columns}) ${operator} (${values})`;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}

function pageOf(
  { rows: found = [], total = 0, more = false, behind = false, ahead = false }: ConnectionRow,
  { isBackward }: PageWindow,
  kind: Kind,
  keys: readonly string[],
): Page {
  return {
    rows: isBackward ? found.toReversed() : found,
    total,
    hasNextPage: ahead || (more && !isBackward),
    hasPreviousPage: behind || (more && isBackward),
    cursorOf: (row) =>
      encodeCursor(
        kind,
        keys.map((key) => row[key]),
      ),
  };
}

function answer(parts: Map<string, Part>, page: Page): Record<string, unknown> {
  return Object.fromEntries([...parts].map(([key, part]) => [key, part(page)]));
}
