import { Area } from '@oblys/database';
import type { Rows, Statement } from './statement.js';

/**
 * Every index of records begins with the region. Where a read names none, all are named: then an index still serves,
 * and the tables can be spread over nodes by region.
 */
export function inSomeRegion(rows: Rows, statement: Statement): string {
  return inRegions(rows, allRegions(statement));
}

/** Within the regions that a select gives. */
export function inRegions(rows: Rows, regions: string): string {
  return `${rows.column('regionCode')} = any (array(${regions}))`;
}

/**
 * The first rows of each of some regions as a from item under the alias of the rows: what a page over several regions
 * is cut out of.
 */
export function rowsOfEachRegion(
  rows: Rows,
  regions: string,
  conditions: readonly string[],
  ordered: string,
  statement: Statement,
): string {
  const region = statement.nextAlias();
  const where = [`${rows.column('regionCode')} = ${region}.code`, ...conditions].join(' and ');
  const first = `select ${rows.alias}.* from ${rows.from} where ${where} ${ordered}`;
  return `(${regions}) as ${region} cross join lateral (${first}) as ${rows.alias}`;
}

export function allRegions(statement: Statement): string {
  const areas = statement.rowsOf({ entity: Area });
  return `select ${areas.column('code')} from ${areas.from} where ${areas.column('level')} = 'REGION'`;
}
