import { areaLevels, summaryLevels, type AreaLevel } from '@oblys/domain';
import { nameFields, type OpenTable } from './open-table.js';
import { readRows } from './read-rows.js';

interface AreaRow {
  code: string;
  level: AreaLevel;
  kind: string;
  name_kk: string;
  name_ru: string;
  name_en: string;
  parent_code: string | null;
}

/** The areas that figures are kept for, in the tree as it is on the day. */
export const areaTable: OpenTable = {
  name: 'areas',
  title: 'Areas',
  description: 'The country, its regions and their districts, in the tree as it is on the as-of day.',
  fields: [
    {
      name: 'code',
      type: 'string',
      title: 'KATO code',
      description: 'The official 9-digit code of the area; 000000000 is the country.',
      constraints: { required: true, pattern: '\\d{9}' },
    },
    {
      name: 'level',
      type: 'string',
      title: 'Level',
      description: 'How deep the area lies in the tree.',
      constraints: { required: true, enum: summaryLevels },
    },
    {
      name: 'kind',
      type: 'string',
      title: 'Kind',
      description: 'What the area is in law, finer than its level.',
      constraints: { required: true },
    },
    ...nameFields,
    {
      name: 'parent_code',
      type: 'string',
      title: 'Code of the area above',
      description: 'The area it belongs to on the as-of day; empty where there is none on that day.',
    },
  ],
  primaryKey: ['code'],
  // An empty resource is the table itself.
  foreignKeys: [{ fields: 'parent_code', reference: { resource: '', fields: 'code' } }],
  async *rows(sql, { asOf }) {
    for await (const area of readRows<AreaRow>(sql, areas, [asOf, summaryLevels, areaLevels])) {
      yield [area.code, area.level, area.kind, area.name_kk, area.name_ru, area.name_en, area.parent_code];
    }
  },
};

const areas = `/* open-data:areas   $1 = as-of day, $2 = levels that have figures, $3 = all levels, the highest first */
select area.code, area.level, area.kind, area.name_kk, area.name_ru, area.name_en, link.parent_code
  from area
  left join area_parent as link
    on link.area_code = area.code
   and link.valid_from <= $1::date
   and link.valid_to > $1::date
 where area.level = any ($2::text[])
 order by array_position($3::text[], area.level), area.code`;
