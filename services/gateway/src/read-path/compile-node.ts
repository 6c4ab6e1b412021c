import type { FieldNode } from 'graphql';
import type { Needed } from '@oblys/database';
import { objectType, related, type Compilation, type WithRelated } from './compilation.js';
import { compileConnection } from './compile-connection.js';
import type { Kind, ToMany, ToOne } from './kind.js';
import { maySeeField, maySeeKinds, visibleRows } from './scope.js';
import { orderSql } from './order.js';
import { where } from './page-source.js';
import { SelectList, type JsonRow } from './select-list.js';
import { selectFields, type SelectedField } from './selection.js';
import { isAmong, type Rows } from './statement.js';

export type Decode<T = unknown> = (value: never) => T;

interface Reader {
  kind: Kind;
  columns: Map<string, string>;
  relations: { key: string; column: string; decode: Decode }[];
}

/**
 * Adds to a select list what is selected on a row, and gives the function that makes the object out of it:
 * an instance of the kind's class, so that computed fields are its methods. Several kinds share a table where
 * the field is of an interface type; then the row says which it is.
 */
export function compileNode(
  compilation: Compilation,
  kinds: readonly Kind[],
  rows: Rows,
  list: SelectList,
  nodes: readonly FieldNode[],
): Decode<object> {
  const readers = kinds.map((kind) => compileKind(compilation, kind, kinds.length > 1, rows, list, nodes));
  const pick = compilePick(kinds, readers, rows, list);
  return (row: JsonRow) => instantiate(pick(row), row);
}

function compileKind(
  compilation: Compilation,
  kind: Kind,
  isGuarded: boolean,
  rows: Rows,
  list: SelectList,
  nodes: readonly FieldNode[],
): Reader {
  const reader: Reader = { kind, columns: new Map(), relations: [] };
  if (!compilation.lookAhead && isFollowed(kind)) {
    // The key is among them, by which the row is found again.
    for (const property of rows.properties) {
      if (!kind.hidden.includes(property)) reader.columns.set(property, list.add(rows.output(property)));
    }
    for (const [property, derive] of Object.entries(kind.derived)) reader.columns.set(property, list.add(derive(rows)));
    return reader;
  }
  for (const field of selectFields(compilation.operation, objectType(compilation, kind.name), nodes)) {
    // Its resolver refuses it; the database is not asked for it.
    if (!maySeeField(compilation, kind.name, field.name)) continue;
    const relation = compileRelation(compilation, kind, rows, field);
    if (relation !== null) {
      const sql = isGuarded ? guard(kind, rows, relation.sql) : relation.sql;
      reader.relations.push({ key: field.key, column: list.add(sql), decode: relation.decode });
      continue;
    }
    for (const property of neededProperties(kind, field)) {
      const derive = kind.derived[property];
      if (derive !== undefined) reader.columns.set(property, list.add(derive(rows)));
      else if (rows.has(property)) reader.columns.set(property, list.add(rows.output(property)));
    }
  }
  return reader;
}

/** A computed field names the properties it is made from; any other is the property of its own name. */
function neededProperties({ key }: Kind, { name, definition, args }: SelectedField): readonly string[] {
  if (name === 'id') return key;
  const needs = definition.extensions['needs'] as Needed | undefined;
  return typeof needs === 'function' ? needs(args) : (needs ?? [name]);
}

/** Whether what a row leads to can be asked for later: only a row with a key can be found again. */
function isFollowed({ key }: Kind): boolean {
  return key.length > 0;
}

export interface Relation {
  sql: string;
  decode: Decode;
}

/** What a field of a kind's row leads to, as a scalar subquery; null for a field that is the row's own. */
export function compileRelation(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  field: SelectedField,
): Relation | null {
  const one = kind.one[field.name];
  if (one !== undefined) return compileToOne(compilation, one, rows, field);
  const page = kind.pages[field.name];
  if (page !== undefined) {
    const target = page.kind();
    const { statement } = compilation;
    const join = (targetRows: Rows) => [page.join(targetRows, rows, statement)];
    return compileConnection(compilation, target, field, {
      conditions: join,
      regions: page.regions?.(rows, statement),
    });
  }
  const list = kind.lists[field.name];
  return list === undefined ? null : compileList(compilation, list, rows, field);
}

function compileToOne(compilation: Compilation, { kinds, join }: ToOne, source: Rows, field: SelectedField): Relation {
  const select = compileOne(compilation, kinds(), field.nodes, (rows) => [join(rows, source, compilation.statement)]);
  return { sql: `(${select.sql})`, decode: select.decode };
}

/** A select of one row as JSON, null where there is none. */
export function compileOne(
  compilation: Compilation,
  kinds: readonly Kind[],
  nodes: readonly FieldNode[],
  conditions: (rows: Rows) => string[],
): Relation {
  const { statement } = compilation;
  const [first] = kinds;
  if (first === undefined) throw new Error('A field leads to no kind.');
  if (!maySeeKinds(kinds, statement)) return { sql: 'select null::json', decode: () => null };
  const rows = statement.rowsOf(first);
  const list = new SelectList();
  const decode = compileNode(compilation, kinds, rows, list, nodes);
  const where = [...conditions(rows), ...visibleRows(kinds, rows, statement)].join(' and ');
  const row = statement.nextAlias();
  return {
    sql: `select to_json(${row}) from (select ${list.toSql()} from ${rows.from} where ${where}) as ${row}`,
    decode: ((value: JsonRow | null) => (value === null ? null : decode(value as never))) as Decode,
  };
}

function compileList(compilation: Compilation, { kind, join }: ToMany, source: Rows, field: SelectedField): Relation {
  return compileAll(compilation, kind(), field.nodes, (rows) => [join(rows, source, compilation.statement)]);
}

/** All rows of a kind that meet the conditions, in its order, as a subquery. */
export function compileAll(
  compilation: Compilation,
  kind: Kind,
  nodes: readonly FieldNode[],
  conditions: (rows: Rows) => string[],
): Relation {
  const { statement } = compilation;
  const rows = statement.rowsOf(kind);
  const list = new SelectList();
  const decode = compileNode(compilation, [kind], rows, list, nodes);
  const met = where([...conditions(rows), ...visibleRows([kind], rows, statement)]);
  const row = statement.nextAlias();
  const select = `select ${list.toSql()} from ${rows.from}${met} order by ${orderSql(kind.order, rows, false)}`;
  return {
    sql: `(select coalesce(json_agg(${row}), '[]'::json) from (${select}) as ${row})`,
    decode: ((values: readonly JsonRow[]) => values.map((value) => decode(value as never))) as Decode,
  };
}

/** On a shared table, what one kind asks for is not worked out for the rows of the others. */
function guard({ only, name }: Kind, rows: Rows, sql: string): string {
  if (only === undefined) throw new Error(`${name} shares a table, yet does not say which rows are its own.`);
  return `case when ${isAmong(rows.column(only.property), only.values)} then ${sql} end`;
}

function compilePick(
  kinds: readonly Kind[],
  readers: readonly Reader[],
  rows: Rows,
  list: SelectList,
): (row: JsonRow) => Reader {
  const [single] = readers;
  if (single === undefined) throw new Error('A field leads to no kind.');
  if (readers.length === 1) return () => single;
  const byValue = new Map(
    kinds.flatMap(({ only }, index) => (only?.values ?? []).map((value) => [value, readers[index]] as const)),
  );
  const property = kinds[0]?.only?.property;
  if (property === undefined) throw new Error('Kinds share a table, yet do not say which rows are their own.');
  const column = list.add(rows.output(property));
  return (row) => {
    const reader = byValue.get(String(row[column]));
    if (reader === undefined) throw new Error(`No kind takes rows whose ${property} is ${String(row[column])}.`);
    return reader;
  };
}

function instantiate({ kind, columns, relations }: Reader, row: JsonRow): object {
  const node = Object.create(kind.type.prototype as object) as WithRelated & Record<string, unknown>;
  for (const [property, column] of columns) node[property] = row[column];
  node[related] = {};
  for (const { key, column, decode } of relations) node[related][key] = decode(row[column] as never);
  return node;
}
