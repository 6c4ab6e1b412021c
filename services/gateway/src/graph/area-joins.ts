import { AreaParent, AreaPlacement } from '@oblys/database';
import type { Join, RegionsOf } from '../read-path/kind.js';
import { inRegions } from '../read-path/regions.js';
import type { Rows, Statement } from '../read-path/statement.js';

/** The areas that lie directly below the source today. */
export const areasBelow: Join = (target, source, statement) => {
  const links = statement.rowsOf({ entity: AreaParent });
  return `${target.column('code')} = any (array(select ${links.column('areaCode')} from ${links.from} where ${links.column('parentCode')} = ${source.column('code')} and ${holdsToday(links, statement)}))`;
};

/** The area that the source lies directly below today. */
export const areaAbove: Join = (target, source, statement) => {
  const links = statement.rowsOf({ entity: AreaParent });
  return `${target.column('code')} = (select ${links.column('parentCode')} from ${links.from} where ${links.column('areaCode')} = ${source.column('code')} and ${holdsToday(links, statement)})`;
};

/** The records of a region, in the tree as it was on each record's own date. */
export const recordsOfRegion: Join = (target, source) => `${target.column('regionCode')} = ${source.column('code')}`;

/** The records of a district, in the regions that it ever lay in. */
export const recordsOfDistrict: Join = (target, source) => isOfDistrict(target, source.column('code'));

/** The regions that a district ever lay in. */
export const regionsOfDistrict: RegionsOf = (source, statement) => regionsEverOf(source.column('code'), statement);

/** The regions a district ever lay in are named too, for every index of records starts with the region. */
export function recordsInDistrict(records: Rows, districtCode: string, statement: Statement): string {
  return `${inRegions(records, regionsEverOf(districtCode, statement))} and ${isOfDistrict(records, districtCode)}`;
}

function isOfDistrict(records: Rows, districtCode: string): string {
  return `${records.column('branchCode')} = ${districtCode} and ${records.column('districtCode')} = ${districtCode}`;
}

function regionsEverOf(areaCode: string, statement: Statement): string {
  const places = statement.rowsOf({ entity: AreaPlacement });
  return `select distinct ${places.column('regionCode')} as code from ${places.from} where ${places.column('areaCode')} = ${areaCode}`;
}

function holdsToday(links: Rows, statement: Statement): string {
  const today = statement.bind(statement.today, 'date');
  return `${links.column('validFrom')} <= ${today} and ${links.column('validTo')} > ${today}`;
}

/**
 * The records of an area of any level below the country: by region or branch as the tree was on their own date, or by
 * the most exact area known where it lies in the area, or ever lay in it.
 */
export function recordsBelow(records: Rows, areaCode: string, statement: Statement): string {
  const links = statement.rowsOf({ entity: AreaParent });
  const below = statement.nextAlias();
  return [
    inRegions(records, regionsEverOf(areaCode, statement)),
    `(${[
      `${records.column('regionCode')} = ${areaCode}`,
      `${records.column('branchCode')} = ${areaCode}`,
      `${records.column('areaCode')} = any (array(with recursive ${below} as (select ${areaCode} as code union select ${links.column('areaCode')} from ${below} join ${links.from} on ${links.column('parentCode')} = ${below}.code) select code from ${below} where not exists (select 1 from area where area.code = ${areaCode} and area.level in ('REGION', 'DISTRICT'))))`,
    ].join(' or ')})`,
  ].join(' and ');
}
