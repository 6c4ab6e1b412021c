import type { FieldNode } from 'graphql';
import { objectType, related, type Compilation } from './compilation.js';
import { aggregateSql, compileGroups, type Aggregated } from './compile-aggregate.js';
import { compileNode, type Decode, type Relation } from './compile-node.js';
import { encodeCursor } from './cursor.js';
import type { Kind } from './kind.js';
import type { PageShape } from './page-shape.js';
import { readPageWindow, type PageWindow } from './page-window.js';
import { anywhere, placeSql, rowsOfPage, sourceOf, where, type Among, type Source } from './page-source.js';
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
  /** What is aggregated over all rows, whatever the page, in the order of the fields that ask for it. */
  aggregated?: unknown[];
}

/** What a connection needs to know of the field that asks for it. */
export type ConnectionField = Pick<SelectedField, 'args' | 'nodes'>;

interface Page {
  rows: readonly JsonRow[];
  total: number;
  aggregated: readonly unknown[];
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
  among: Among,
): Relation {
  const { statement } = compilation;
  const window = readPageWindow(kind, field.args);
  const rows = statement.rowsOf(kind);
  const list = new SelectList();
  const parts = compileParts(compilation, kind, rows, list, field, among.shape);
  const keys = parts.needsCursors ? window.order.map(({ property }) => list.add(rows.place(property))) : [];
  const pieces = asksForRows(parts)
    ? piecesOf(parts, list, window, sourceOf(kind, rows, field, among, statement), statement)
    : [];
  return {
    sql: `json_build_object(${pieces.join(', ')})`,
    decode: ((found: ConnectionRow) => ({
      [related]: answer(parts.byKey, pageOf(found, window, kind, keys)),
    })) as Decode,
  };
}

/** False where not even the number of its rows is asked for: then nothing is read, and no value is bound. */
function asksForRows({ needsRows, needsTotal, needsPlace, aggregates }: Parts): boolean {
  return needsRows || needsTotal || needsPlace || aggregates.length > 0;
}

function piecesOf(parts: Parts, list: SelectList, window: PageWindow, source: Source, statement: Statement): string[] {
  return [
    parts.needsRows && `'rows', (${pageSql(source, list, window, statement)})`,
    parts.needsTotal && `'total', (select count(*) from ${source.rows.from}${where(anywhere(source))})`,
    ...(parts.needsPlace
      ? Object.entries(placeSql(source, window, statement)).map(([name, sql]) => `'${name}', ${sql}`)
      : []),
    parts.aggregates.length > 0 && `'aggregated', json_build_array(${aggregatesSql(parts, source)})`,
  ].filter((piece) => typeof piece === 'string');
}

interface Parts {
  byKey: Map<string, Part>;
  /** SQL of scalar subqueries over all rows of the connection. */
  aggregates: ((aggregated: Aggregated) => string)[];
  needsRows: boolean;
  needsTotal: boolean;
  needsPlace: boolean;
  needsCursors: boolean;
}

function compileParts(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  list: SelectList,
  { nodes }: ConnectionField,
  shape?: PageShape,
): Parts {
  const parts: Parts = {
    byKey: new Map(),
    aggregates: [],
    needsRows: false,
    needsTotal: false,
    needsPlace: false,
    needsCursors: false,
  };
  for (const field of fieldsOf(compilation, shape?.connection ?? `${kind.name}Connection`, nodes)) {
    const total = shape?.totals[field.name];
    if (shape !== undefined && field.name in shape.known) {
      parts.byKey.set(field.key, () => shape.known[field.name]);
    } else if (total !== undefined) {
      const place = parts.aggregates.push(({ from }) => `(select ${total(rows)} from ${from})`);
      parts.byKey.set(field.key, ({ aggregated }) => aggregated[place - 1]);
    } else if (field.name === 'totalCount') {
      parts.needsTotal = true;
      parts.byKey.set(field.key, ({ total }) => total);
    } else if (field.name === 'aggregate') {
      const place = parts.aggregates.push(
        ({ from }) => `(select ${aggregateSql(compilation, kind, rows, field.nodes)} from ${from})`,
      );
      parts.byKey.set(field.key, ({ aggregated }) => aggregated[place - 1]);
    } else if (field.name === 'groups') {
      addGroups(compilation, kind, field, parts);
    } else if (field.name === 'pageInfo') {
      const asked = fieldsOf(compilation, 'PageInfo', field.nodes).map(({ name }) => name);
      if (asked.includes('startCursor') || asked.includes('endCursor')) parts.needsRows = parts.needsCursors = true;
      parts.needsPlace ||= asked.includes('hasNextPage') || asked.includes('hasPreviousPage');
      parts.byKey.set(field.key, pageInfoOf);
    } else {
      parts.needsRows = true;
      parts.byKey.set(field.key, compileEdges(compilation, kind, rows, list, field, parts, shape));
    }
  }
  return parts;
}

function addGroups(compilation: Compilation, kind: Kind, field: SelectedField, parts: Parts): void {
  let decode: ReturnType<typeof compileGroups>['decode'] | undefined;
  const place = parts.aggregates.push((aggregated) => {
    const groups = compileGroups(compilation, kind, aggregated, field);
    decode = groups.decode;
    return groups.sql;
  });
  parts.byKey.set(field.key, ({ aggregated }) => decode?.(aggregated[place - 1] as never));
}

function aggregatesSql({ aggregates }: Parts, source: Source): string {
  const aggregated = { rows: source.rows, from: `${source.rows.from}${where(anywhere(source))}` };
  return aggregates.map((compile) => compile(aggregated)).join(', ');
}

function compileEdges(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  list: SelectList,
  { nodes }: SelectedField,
  needs: Pick<Parts, 'needsCursors'>,
  shape?: PageShape,
): Part {
  const parts = fieldsOf(compilation, shape?.edge ?? `${kind.name}Edge`, nodes).map((field) => {
    const ofRow = shape?.perRow[field.name];
    if (ofRow !== undefined) {
      const column = list.add(ofRow(rows));
      return { key: field.key, read: (row: JsonRow) => row[column] };
    }
    if (field.name === 'cursor') {
      needs.needsCursors = true;
      return { key: field.key, read: (row: JsonRow, page: Page) => page.cursorOf(row) };
    }
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
  return selectFields(compilation.operation, objectType(compilation, typeName), nodes);
}

/** The rows of the page as JSON, from the end that it is counted from. */
function pageSql(source: Source, list: SelectList, window: PageWindow, statement: Statement): string {
  const row = statement.nextAlias();
  return `select coalesce(json_agg(${row}), '[]'::json) from (select ${list.toSql()} ${rowsOfPage(source, window, statement)}) as ${row}`;
}

function pageOf(
  { rows: found = [], total = 0, aggregated = [], more = false, behind = false, ahead = false }: ConnectionRow,
  { isBackward, order }: PageWindow,
  kind: Kind,
  keys: readonly string[],
): Page {
  return {
    rows: isBackward ? found.toReversed() : found,
    total,
    aggregated,
    hasNextPage: ahead || (more && !isBackward),
    hasPreviousPage: behind || (more && isBackward),
    cursorOf: (row) =>
      encodeCursor(
        kind,
        order,
        keys.map((key) => row[key]),
      ),
  };
}

function answer(parts: Map<string, Part>, page: Page): Record<string, unknown> {
  return Object.fromEntries([...parts].map(([key, part]) => [key, part(page)]));
}
