import { InvalidInputError } from '@oblys/domain';
import { getNamedType, type FieldNode } from 'graphql';
import { objectType, type Compilation } from './compilation.js';
import { decodePlace, encodePlace } from './cursor.js';
import type { Kind, Measured } from './kind.js';
import { defaultPageSize, readSize } from './page-window.js';
import { selectFields, type SelectedField } from './selection.js';
import type { Rows } from './statement.js';

/** The rows that are aggregated: those of a connection, whatever its page. */
export interface Aggregated {
  readonly rows: Rows;
  /** The from and where clauses that give them. */
  readonly from: string;
}

/** What is aggregated over rows, as a JSON object with a property for each selected field of `<kind>Aggregate`. */
export function aggregateSql(compilation: Compilation, kind: Kind, rows: Rows, nodes: readonly FieldNode[]): string {
  const fields = fieldsOf(compilation, `${kind.name}Aggregate`, nodes);
  // An object of nothing that is aggregated would be one for each row.
  let isAggregated = false;
  const parts = fields.map((field) => {
    if (field.name === 'count') {
      isAggregated = true;
      return property('count', 'count(*)');
    }
    const columns = fieldsOf(compilation, typeOf(field), nodesNamed(field.name, fields));
    const values = columns.map(({ name }) => property(name, aggregateOf(field.name, kind.measured[name]!, rows)));
    isAggregated ||= values.length > 0;
    return property(field.name, jsonObject(values));
  });
  return jsonObject(isAggregated ? parts : [...parts, property('count', 'count(*)')]);
}

function typeOf({ definition }: SelectedField): string {
  return getNamedType(definition.type).name;
}

function aggregateOf(operation: string, { property: name, type }: Measured, rows: Rows): string {
  const column = rows.column(name);
  if (operation === 'sum') return type === 'money' ? `sum(${column})::text` : `sum(${column})`;
  if (operation === 'average') return type === 'money' ? `round(avg(${column}), 2)::text` : `avg(${column})::float8`;
  const extreme = `${operation === 'minimum' ? 'min' : 'max'}(${column})`;
  return type === 'money' ? `${extreme}::text` : extreme;
}

/** What the arguments of `groups` ask for. */
interface GroupWindow {
  dimensions: readonly string[];
  isLargestFirst: boolean;
  size: number;
  /** How many groups lie before the page. */
  offset: number;
}

export interface GroupKeyRow {
  dimension: string;
  code: string | null;
  /** In Kazakh, Russian and English; null where the code is all there is. */
  names: [string, string, string] | null;
}

interface GroupsRow {
  rows: { keys: GroupKeyRow[]; aggregate: object }[];
  total?: number;
}

/** What `groups` gives: the page, with a field for each that is selected. */
export interface Groups {
  rows: readonly { keys: readonly GroupKeyRow[]; aggregate: object }[];
  totalCount: number | undefined;
  pageInfo: PageInfoOf;
}

export interface PageInfoOf {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/**
 * A page of groups as one scalar subquery. Groups are few next to rows and are all made in any case, so their cursors
 * hold a place among them.
 * @throws {InvalidInputError} when a dimension is named twice or none is, or a size is out of bounds; InvalidCursorError
 *   for a cursor not ours
 */
export function compileGroups(
  compilation: Compilation,
  kind: Kind,
  { rows, from }: Aggregated,
  { args, nodes }: Pick<SelectedField, 'args' | 'nodes'>,
): { sql: string; decode: (found: GroupsRow) => Groups } {
  const { statement } = compilation;
  const window = readGroupWindow(kind, args);
  const keys = window.dimensions.map((dimension, index) => ({
    dimension,
    grouping: kind.groupings[dimension]!,
    name: `k${index}`,
  }));
  const selected = fieldsOf(compilation, `${kind.name}Groups`, nodes);
  const rowNodes = nodesNamed('rows', selected);
  const aggregateNodes = nodesNamed('aggregate', fieldsOf(compilation, `${kind.name}Group`, rowNodes));
  const keyList = keys.map(({ grouping, name }) => `${grouping.code(rows)} as ${name}`);
  const places = keys.map((_key, index) => index + 1).join(', ');
  const [counted, group] = [statement.nextAlias(), statement.nextAlias()];
  const order = [
    ...(window.isLargestFirst ? [`${counted}.size desc`] : []),
    ...keys.map(({ name }) => `${counted}.${name}`),
  ].join(', ');
  const grouped = `select ${keyList.join(', ')}, count(*) as size, ${aggregateSql(compilation, kind, rows, aggregateNodes)} as aggregate from ${from} group by ${places}`;
  const placed = `select ${counted}.*, row_number() over (order by ${order}) as place from (${grouped}) as ${counted}`;
  const offset = statement.bind(window.offset, 'integer');
  // One more than the page holds tells whether there is a next one.
  const last = statement.bind(window.offset + window.size + 1, 'integer');
  const keyJson = keys.map(({ dimension, grouping, name }) =>
    jsonObject([
      property('dimension', `'${dimension}'`),
      property('code', `${group}.${name}`),
      property('names', grouping.names === undefined ? 'null' : grouping.names(`${group}.${name}`, statement)),
    ]),
  );
  const page = `select coalesce(json_agg(json_build_object('keys', json_build_array(${keyJson.join(', ')}), 'aggregate', ${group}.aggregate) order by ${group}.place), '[]'::json) from (${placed}) as ${group} where ${group}.place > ${offset} and ${group}.place <= ${last}`;
  const parts = [property('rows', `(${page})`)];
  if (nodesNamed('totalCount', selected).length > 0) {
    const all = statement.nextAlias();
    parts.push(
      property(
        'total',
        `(select count(*) from (select ${keyList.join(', ')} from ${from} group by ${places}) as ${all})`,
      ),
    );
  }
  return { sql: jsonObject(parts), decode: (found) => pageOf(found, window, kind) };
}

function pageOf({ rows: found, total }: GroupsRow, { offset, size }: GroupWindow, kind: Kind): Groups {
  const rows = found.slice(0, size);
  const cursorOf = (place: number): string => encodePlace(kind.name, place);
  return {
    rows,
    totalCount: total,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: offset > 0,
      startCursor: rows.length === 0 ? null : cursorOf(offset + 1),
      endCursor: rows.length === 0 ? null : cursorOf(offset + rows.length),
    },
  };
}

function readGroupWindow(kind: Kind, args: Readonly<Record<string, unknown>>): GroupWindow {
  const dimensions = args['groupBy'] as readonly string[];
  if (dimensions.length === 0) throw new InvalidInputError('"groupBy" is empty; name what to group by.');
  const twice = dimensions.find((dimension, index) => dimensions.indexOf(dimension) !== index);
  if (twice !== undefined) throw new InvalidInputError(`"groupBy" names ${twice} twice; each tells groups apart once.`);
  const after = (args['after'] ?? null) as string | null;
  return {
    dimensions,
    isLargestFirst: args['order'] === 'LARGEST_FIRST',
    size: readSize('first', args) ?? defaultPageSize,
    offset: after === null ? 0 : decodePlace(kind.name, after, 'after'),
  };
}

function nodesNamed(name: string, fields: readonly SelectedField[]): FieldNode[] {
  return fields.filter((field) => field.name === name).flatMap(({ nodes }) => nodes);
}

function fieldsOf(compilation: Compilation, typeName: string, nodes: readonly FieldNode[]): SelectedField[] {
  return selectFields(compilation.operation, objectType(compilation, typeName), nodes);
}

/** Two aliases of a field are one property. */
function jsonObject(properties: readonly string[]): string {
  return `json_build_object(${[...new Set(properties)].join(', ')})`;
}

function property(name: string, sql: string): string {
  return `'${name}', ${sql}`;
}
