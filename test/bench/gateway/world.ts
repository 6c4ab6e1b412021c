import { loadAreas, loadVocabulary, migrate, type Database } from '@oblys/database';
import { refresh } from '@oblys/rollups';

/** The day that the summaries are as of: the last of a month, so that twelve whole months lie before it. */
export const lastDay = '2025-10-31';
export const firstMonth = '2024-11-01';

/** Appeals and funded projects of every district of the country, and the summaries of them. */
export async function makeGatewayWorld(database: Database): Promise<void> {
  await migrate(database);
  await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
  await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
  await database.query(`/* bench:appeals */
insert into appeal (area_code, source_ref, channel, topic_code, received_on, outcome, closed_on)
select district.code,
       'bench-' || district.code || '-' || number,
       (array['RECEPTION', 'ONLINE'])[1 + number % 2],
       topic.code,
       received.day,
       case when number % 3 > 0 then (array['POSITIVE', 'EXPLAINED'])[number % 3] end,
       case when number % 3 > 0 then received.day + 10 end
  from area as district
 cross join generate_series(1, 240) as number
 cross join lateral (select date '2024-01-01' + (number * 37 + hashtext(district.code) % 11 + 11) % 660 as day) as received
 cross join lateral (select code from appeal_topic order by md5(code || number) limit 1) as topic
 where district.level = 'DISTRICT'`);
  await database.query(`/* bench:projects */
insert into funded_project (area_code, source_ref, title, recipient_kind_code, sector_code, funded_on, amount)
select district.code,
       'bench-' || district.code || '-' || number,
       'Жоба ' || number,
       'farm',
       'crops',
       date '2024-01-01' + (number * 41) % 660,
       1000000 + number * 12345.67
  from area as district
 cross join generate_series(1, 30) as number
 where district.level = 'DISTRICT'`);
  await refresh(database, { asOf: lastDay });
  await layViews(database);
  await database.query('vacuum analyze');
}

/**
 * What PostGraphile serves: the same rows under the names that the four shapes ask for, joined by the columns that the
 * indexes of records begin with.
 */
async function layViews(database: Database): Promise<void> {
  const views = [
    ['region', `select code, name_kk as name from area where level = 'REGION'`, '@primaryKey code'],
    [
      'district',
      `select area.code, area.name_kk as name, link.parent_code as region_code
         from area
         join area_parent as link
           on link.area_code = area.code
          and link.valid_from <= current_date
          and link.valid_to > current_date
        where area.level = 'DISTRICT'`,
      '@primaryKey code\\n@unique region_code,code\\n@foreignKey (region_code) references region (code)|@fieldName region|@foreignFieldName districts',
    ],
    [
      'appeal',
      'select id, received_on, channel, outcome, closed_on, region_code, branch_code from public.appeal',
      '@primaryKey id\\n@foreignKey (region_code) references region (code)|@fieldName region|@foreignFieldName appeals' +
        '\\n@foreignKey (region_code, branch_code) references district (region_code, code)|@fieldName district|@foreignFieldName appeals',
    ],
    [
      'project',
      'select id, title, amount, funded_on, region_code, branch_code from public.funded_project',
      '@primaryKey id\\n@foreignKey (region_code, branch_code) references district (region_code, code)|@fieldName district|@foreignFieldName projects',
    ],
    [
      'appeal_month',
      `select area_code, period_start, received, positive, explained, in_progress
         from public.appeal_summary
        where grain = 'MONTH'`,
      '@primaryKey area_code,period_start\\n@foreignKey (area_code) references district (code)|@fieldName district|@foreignFieldName months',
    ],
  ] as const;
  await database.query('create schema peer');
  for (const [name, select, comment] of views) {
    await database.query(`create view peer.${name} as ${select}`);
    await database.query(`comment on view peer.${name} is E'${comment}'`);
  }
}
