import { Area, AreaBoundary, AreaFormerName, Country, District, Locality, Region, Report } from '@oblys/database';
import type { AreaLevel } from '@oblys/domain';
import type { Join, RegionsOf, TypeClass } from '../read-path/kind.js';
import { writeSummaries } from '../summaries/summaries-as-text.js';
import { areaAbove, areasBelow, recordsOfDistrict, recordsOfRegion, regionsOfDistrict } from './area-joins.js';
import type { KindDefinition } from './define-kind.js';
import { textFilter } from './filters.js';
import { same } from './joins.js';
import { recordDefinitions } from './records.js';

const byCode: KindDefinition['order'] = [{ property: 'code', type: 'text', direction: 'asc' }];

/** One face of the table of areas. */
function area(
  type: TypeClass,
  levels: readonly AreaLevel[],
  relations: Pick<KindDefinition, 'one' | 'pages' | 'written'>,
): KindDefinition {
  return {
    type,
    entity: Area,
    only: { property: 'level', values: levels },
    key: ['code', 'level'],
    order: byCode,
    filters: { name: textFilter(['nameKk', 'nameRu', 'nameEn'], 'Words of its name in any of the three languages.') },
    derived: {
      population: (rows) =>
        `(select known.population from area_population as known where known.area_code = ${rows.column('code')} order by known.year desc limit 1)`,
    },
    ...relations,
    one: {
      ...relations.one,
      boundary: { to: AreaBoundary, join: same({ areaCode: 'code' }), description: '', isDeclared: true },
    },
    lists: {
      formerNames: { to: AreaFormerName, join: same({ areaCode: 'code' }), description: '', isDeclared: true },
    },
  };
}

const reports = {
  to: Report,
  join: same({ areaCode: 'code' }),
  description: 'Published reports about the area itself, newest first.',
};

export const areaDefinitions: readonly KindDefinition[] = [
  { type: AreaBoundary, key: [], order: [{ property: 'areaCode', type: 'text', direction: 'asc' }] },
  { type: AreaFormerName, key: [], order: [{ property: 'until', type: 'date', direction: 'desc' }] },
  area(Country, ['COUNTRY'], {
    written: writeSummaries('COUNTRY'),
    pages: {
      regions: { to: Region, join: areasBelow, description: 'The first-level units of today, by code.' },
      reports,
    },
  }),
  area(Region, ['REGION'], {
    written: writeSummaries('REGION'),
    one: { country: { to: Country, join: areaAbove, description: 'The country; null for a region that is no more.' } },
    pages: {
      districts: { to: District, join: areasBelow, description: 'The districts of today, by code.' },
      reports,
      ...recordPages(recordsOfRegion),
    },
  }),
  area(District, ['DISTRICT'], {
    written: writeSummaries('DISTRICT'),
    one: {
      region: {
        to: Region,
        join: areaAbove,
        description: 'The region it lies in today; null for a district that is no more.',
      },
    },
    pages: {
      localities: { to: Locality, join: areasBelow, description: 'Rural districts and settlements of today, by code.' },
      reports,
      ...recordPages(recordsOfDistrict, regionsOfDistrict),
    },
  }),
  area(Locality, ['RURAL_DISTRICT', 'SETTLEMENT'], {
    one: {
      parent: { to: Area, join: areaAbove, description: 'The area it lies in today; null for one that is no more.' },
    },
    pages: {
      localities: {
        to: Locality,
        join: areasBelow,
        description: 'Settlements that lie directly below it today, by code.',
      },
    },
  }),
];

/** A connection to every kind of record of an area, named as the one of the whole tree. */
function recordPages(join: Join, regions?: RegionsOf): KindDefinition['pages'] {
  return Object.fromEntries(
    recordDefinitions.map(({ type, plural, description }) => [
      plural,
      { to: type, join, ...(regions && { regions }), description: `${description} Those of the area, newest first.` },
    ]),
  );
}
