import type { Shown } from '@oblys/database';
import type { FieldNode, GraphQLType } from 'graphql';
import { getNamedType, getNullableType, isEnumType, isLeafType } from 'graphql';
import { keyProperty } from '../graph/node-id.js';
import { objectType, type Compilation } from './compilation.js';
import type { Kind, OrderKey } from './kind.js';
import { orderSql, signOrder } from './order.js';
import { anywhere, placeSql, rowsOfPage, sourceOf, where, type Among } from './page-source.js';
import { readPageWindow } from './page-window.js';
import { visibleRows } from './scope.js';
import { selectAll, type SelectedField } from './selection.js';
import type { Rows, Statement } from './statement.js';

/** Where the program has to touch what PostgreSQL gives. */
export class NotTextError extends Error {}

/** What `compile` makes, or null where PostgreSQL alone cannot give the answer as the client gets it. */
export function asText<T>(compile: () => T): T | null {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotTextError) return null;
    throw error;
  }
}

/**
 * The row that meets the conditions as the client gets it: a subquery of one composite value, whose columns are named
 * as the answer names them. To be called within `asText`, as the others here.
 */
export function oneAsText(
  compilation: Compilation,
  kinds: readonly Kind[],
  nodes: readonly FieldNode[],
  conditions: (rows: Rows) => string[],
): string {
  const { statement } = compilation;
  const [kind, ...others] = kinds;
  // Of an interface each type would have columns of its own.
  if (kind === undefined || others.length > 0) throw new NotTextError();
  const rows = statement.rowsOf(kind);
  const beside = new Beside(statement);
  const columns = columnsOf(compilation, kind, rows, nodes, beside);
  const conditionsOfAll = [...conditions(rows), ...visibleRows(kinds, rows, statement)];
  return oneRow(compilation, `${columns} from ${rows.from}${beside.joins}${where(conditionsOfAll)}`);
}

/** All rows of a kind that meet the conditions likewise, in its order. */
export function listAsText(
  compilation: Compilation,
  kind: Kind,
  nodes: readonly FieldNode[],
  conditions: (rows: Rows) => string[],
): string {
  const { statement } = compilation;
  const rows = statement.rowsOf(kind);
  const beside = new Beside(statement);
  const columns = columnsOf(compilation, kind, rows, nodes, beside);
  const met = where([...conditions(rows), ...visibleRows([kind], rows, statement)]);
  const row = statement.nextAlias();
  return `(select coalesce(json_agg(${row}), '[]'::json) from (select ${columns} from ${rows.from}${beside.joins}${met} order by ${orderSql(kind.order, rows, false)}) as ${row})`;
}

/** A page of a kind's rows likewise. */
export function connectionAsText(
  compilation: Compilation,
  kind: Kind,
  field: Pick<SelectedField, 'args' | 'nodes'>,
  among: Among,
): string {
  const { statement } = compilation;
  const window = readPageWindow(kind, field.args);
  // The rows of a page that is counted from its end would have to be turned round.
  if (window.isBackward) throw new NotTextError();
  const rows = statement.rowsOf(kind);
  const source = sourceOf(kind, rows, field, among, statement);
  const [page, agg] = [statement.nextAlias(), statement.nextAlias()];
  const cursor = cursorSql(kind, rows, window.order);
  const [besideRows, besidePage] = [new Beside(statement), new Beside(statement)];
  let edge: string | undefined;
  let needsCursors = false;
  const place = (asked: SelectedField): string => {
    const { more, behind = 'false', ahead = 'false' } = placeSql(source, window, statement);
    const values = columnsBy(compilation, 'PageInfo', asked.nodes, {
      hasNextPage: () => `${ahead} or ${more}`,
      hasPreviousPage: () => behind,
      startCursor: () => ((needsCursors = true), `${agg}.cursors[1]`),
      endCursor: () => ((needsCursors = true), `${agg}.cursors[cardinality(${agg}.cursors)]`),
    });
    return besidePage.object(values);
  };
  const parts = columnsBy(compilation, `${kind.name}Connection`, field.nodes, {
    edges: (asked) => {
      if (edge !== undefined) throw new NotTextError();
      edge = edgeAsText(compilation, kind, rows, asked, cursor, besideRows);
      return `${agg}.edges`;
    },
    totalCount: () => `(select count(*) from ${rows.from}${where(anywhere(source))})`,
    pageInfo: place,
  });
  if (edge === undefined && !needsCursors) {
    return oneRow(compilation, `${parts} from (select) as ${agg}${besidePage.joins}`);
  }
  const ofRows = [edge && `${edge} as edge`, needsCursors && `${cursor} as cursor`].filter(Boolean).join(', ');
  const ofPage = [
    edge && `coalesce(json_agg(${page}.edge), '[]'::json) as edges`,
    needsCursors && `array_agg(${page}.cursor) as cursors`,
  ];
  const aggregated = `select ${ofPage.filter(Boolean).join(', ')} from (select ${ofRows} ${rowsOfPage(source, window, statement, besideRows.joins)}) as ${page}`;
  return oneRow(compilation, `${parts} from (${aggregated}) as ${agg}${besidePage.joins}`);
}

function edgeAsText(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  { nodes }: SelectedField,
  cursor: string,
  beside: Beside,
): string {
  const columns = columnsBy(compilation, `${kind.name}Edge`, nodes, {
    node: (asked) => beside.object(columnsOf(compilation, kind, rows, asked.nodes, beside)),
    cursor: () => cursor,
  });
  return beside.object(columns);
}

/** The select list of what is asked of a row. */
function columnsOf(
  compilation: Compilation,
  kind: Kind,
  rows: Rows,
  nodes: readonly FieldNode[],
  beside: Beside,
): string {
  return list(compilation, kind.name, nodes, (field) => valueOf(compilation, kind, rows, field, beside));
}

function valueOf(compilation: Compilation, kind: Kind, rows: Rows, field: SelectedField, beside: Beside): string {
  const { statement } = compilation;
  const { name, nodes, definition, args } = field;
  const one = kind.one[name];
  if (one !== undefined) {
    return oneAsText(compilation, one.kinds(), nodes, (target) => [one.join(target, rows, statement)]);
  }
  const page = kind.pages[name];
  if (page !== undefined) {
    return connectionAsText(compilation, page.kind(), field, {
      conditions: (target) => [page.join(target, rows, statement)],
      regions: page.regions?.(rows, statement),
    });
  }
  const many = kind.lists[name];
  if (many !== undefined) {
    return listAsText(compilation, many.kind(), nodes, (target) => [many.join(target, rows, statement)]);
  }
  const write = kind.written[name];
  if (write !== undefined) return write(compilation, rows, field);
  if (name === 'id') return nodeIdSql(kind, rows);
  const shown = definition.extensions['shows'] as Shown | undefined;
  const property = shown?.(args) ?? name;
  if (definition.extensions['isMoney'] === true) return moneyAsText(compilation, rows.output(property), field, beside);
  // Whatever has a resolver is worked out by the program, unless it says which property it shows.
  if ((shown === undefined && definition.resolve !== undefined) || !isWrittenAsItIs(definition.type)) {
    throw new NotTextError();
  }
  const derive = kind.derived[property];
  if (derive !== undefined) return derive(rows);
  if (!rows.has(property)) throw new NotTextError();
  return rows.output(property);
}

/** An amount in tenge, which is null where there is none. */
export function moneyAsText(
  compilation: Compilation,
  amount: string,
  { nodes }: SelectedField,
  beside: Beside,
): string {
  const columns = columnsBy(compilation, 'Money', nodes, {
    amount: () => amount,
    currency: () => `'KZT'`,
  });
  return `case when ${amount} is not null then ${beside.object(columns)} end`;
}

/** Of an identifier, in bytes; names of GraphQL have one for each letter. */
const longestName = 63;

const plainScalars = ['ID', 'String', 'Int', 'Boolean', 'Date', 'DateTime', 'Decimal'];

/** Whether GraphQL would write a value as PostgreSQL does. */
function isWrittenAsItIs(type: GraphQLType): boolean {
  if (!isLeafType(getNullableType(type))) return false;
  const named = getNamedType(type);
  return isEnumType(named)
    ? named.getValues().every(({ name, value }) => name === value)
    : plainScalars.includes(named.name);
}

/** The select list of what is asked of an object of a type, by what gives the value of each field. */
export function columnsBy(
  compilation: Compilation,
  typeName: string,
  nodes: readonly FieldNode[],
  values: Readonly<Record<string, (field: SelectedField) => string>>,
): string {
  return list(compilation, typeName, nodes, (field) => {
    const value = values[field.name];
    if (value === undefined) throw new NotTextError();
    return value(field);
  });
}

/** The select list of what is asked of an object of a type. */
function list(
  compilation: Compilation,
  typeName: string,
  nodes: readonly FieldNode[],
  valueFor: (field: SelectedField) => string,
): string {
  const fields = selectAll(compilation.operation, objectType(compilation, typeName), nodes);
  const columns = fields.map((field) => {
    // PostgreSQL would cut a longer name off.
    if (field.key.length > longestName) throw new NotTextError();
    return `${field.name === '__typename' ? `'${typeName}'` : valueFor(field)} as "${field.key}"`;
  });
  if (columns.length === 0) throw new NotTextError();
  return columns.join(', ');
}

/**
 * The objects that are made of the columns of some rows, as joins to these rows: a subquery for each object of each row
 * would cost more than all that is in it.
 */
export class Beside {
  joins = '';

  constructor(private readonly statement: Statement) {}

  /** A value that has the columns of a select list, which may speak of the rows and of objects made before. */
  object(columns: string): string {
    const alias = this.statement.nextAlias();
    this.joins += ` cross join lateral (select ${columns}) as ${alias}`;
    return alias;
  }
}

/** A subquery of one value that has the columns of the one row which is selected; null where there is none. */
function oneRow({ statement }: Compilation, select: string): string {
  const row = statement.nextAlias();
  return `(select ${row} from (select ${select}) as ${row})`;
}

/** As `encodeNodeId` has it. */
function nodeIdSql(kind: Kind, rows: Rows): string {
  const region = kind.key.includes('regionCode') ? rows.column('regionCode') : `''`;
  const key = rows.column(keyProperty(kind));
  return base64url(`concat('${kind.name}:', ${region}, ':', ${key})`);
}

/** As `encodeCursor` has it. */
function cursorSql(kind: Kind, rows: Rows, order: readonly OrderKey[]): string {
  const values = order.map(({ property }) => `coalesce(to_json(${rows.place(property)})::text, 'null')`);
  const head = JSON.stringify([kind.name, signOrder(kind, order)]).slice(0, -1);
  return base64url(`concat_ws(',', '${head}', ${values.join(', ')}) || ']'`);
}

function base64url(text: string): string {
  return `rtrim(translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;
}
