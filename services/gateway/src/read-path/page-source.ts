import { filterConditions, isRegional } from './filter.js';
import type { Kind } from './kind.js';
import { besidePlace, orderSql, type Place } from './order.js';
import type { PageShape } from './page-shape.js';
import type { PageWindow } from './page-window.js';
import { allRegions, inRegions, rowsOfEachRegion } from './regions.js';
import { visibleRows } from './scope.js';
import type { SelectedField } from './selection.js';
import type { Rows, Statement } from './statement.js';

/** The rows that a connection is about, before its page is cut out of them. */
export interface Source {
  rows: Rows;
  conditions: readonly string[];
  /** The regions that they are sought in, where the conditions name none: a select of their codes. */
  regions: string | null;
}

/** Which rows a connection is about, of all that its filter and the viewer's scope leave. */
export interface Among {
  conditions: (rows: Rows) => string[];
  /** The regions that they are sought in, where the conditions name none. */
  regions?: string | undefined;
  /** Unless given the connection is the kind's own. */
  shape?: PageShape | undefined;
}

export function sourceOf(
  kind: Kind,
  rows: Rows,
  { args }: Pick<SelectedField, 'args'>,
  { conditions, regions }: Among,
  statement: Statement,
): Source {
  const joined = conditions(rows);
  const filter = args['filter'];
  const isUnconfined = rows.has('regionCode') && joined.length === 0 && !isRegional(kind, filter);
  return {
    rows,
    conditions: [
      ...joined,
      ...filterConditions(kind, rows, filter, statement),
      ...visibleRows([kind], rows, statement),
    ],
    regions: regions ?? (isUnconfined ? allRegions(statement) : null),
  };
}

/**
 * The rows of the page as the clauses after a select list, in order from the end that the page is counted from.
 * @param joins what goes with each row, and neither adds rows nor takes any away
 */
export function rowsOfPage(source: Source, window: PageWindow, statement: Statement, joins = ''): string {
  const { rows } = source;
  const { isBackward, size, order } = window;
  const ordered = `order by ${orderSql(order, rows, isBackward)} limit ${size}`;
  const conditions = [...source.conditions, ...boundsOf(rows, window, statement)];
  const from =
    source.regions === null
      ? `${rows.from}${joins}${where(conditions)}`
      : `${rowsOfEachRegion(rows, source.regions, conditions, ordered, statement)}${joins}`;
  return `from ${from} ${ordered}`;
}

/** Where the page lies: whether the rows between the cursors go on after it, and what lies beyond either cursor. */
export function placeSql(source: Source, window: PageWindow, statement: Statement): PlaceSql {
  const { rows } = source;
  const { after, before, size, order } = window;
  const exists = (conditions: readonly string[], rest = '') =>
    `exists (select 1 from ${rows.from}${where([...everywhere(source), ...conditions])}${rest})`;
  const reaches = (place: Place | null, isAfter: boolean) =>
    place && exists([besidePlace(order, rows, place, { isAfter, inclusive: true }, statement)]);
  const behind = reaches(after, false);
  const ahead = reaches(before, true);
  return {
    more: exists(boundsOf(rows, window, statement), ` offset ${size}`),
    ...(behind !== null && { behind }),
    ...(ahead !== null && { ahead }),
  };
}

export interface PlaceSql {
  /** Whether there are more rows between the cursors than the page holds. */
  more: string;
  /** Whether there are rows at the cursor in `after`, or before it. */
  behind?: string;
  /** Whether there are rows at the cursor in `before`, or after it. */
  ahead?: string;
}

/** The conditions of a source for a select of its own. */
function everywhere({ rows, conditions, regions }: Source): readonly string[] {
  return regions === null ? conditions : [inRegions(rows, regions), ...conditions];
}

/** The same of one that reads all rows anyway where there is no condition. */
export function anywhere(source: Source): readonly string[] {
  return source.conditions.length === 0 ? [] : everywhere(source);
}

/** The rows strictly between the cursors. */
function boundsOf(rows: Rows, { after, before, order }: PageWindow, statement: Statement): string[] {
  return [
    after && besidePlace(order, rows, after, { isAfter: true, inclusive: false }, statement),
    before && besidePlace(order, rows, before, { isAfter: false, inclusive: false }, statement),
  ].filter((bound) => bound !== null);
}

export function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}
