import type { Database, Sql } from '@oblys/database';
import { loadVocabulary } from '@oblys/database';
import { addMonths, type IsoDate } from '@oblys/domain';
import { recordMakers, shares, type RecordMaker } from './record-makers.js';

/** A made-up country, as large as the number of its records asks for. */
export interface World {
  readonly records: number;
  /** Records of a branch in a month. */
  readonly density: number;
  readonly regions: number;
  readonly districtsPerRegion: number;
  readonly firstMonth: IsoDate;
  readonly months: number;
  readonly lastDay: IsoDate;
}

/** 20 million records over ten years and the 260 districts and regional offices of a country. */
export const usualDensity = 640;

/**
 * More records are more districts and more years, with as many records of a branch in a month, whatever the size: 20
 * million are ten years of a country of 20 regions.
 * @param density records of a branch in a month
 */
export function planWorld(records: number, density: number): World {
  const months = Math.max(12, Math.round(120 * Math.sqrt(records / 20_000_000)));
  const branches = Math.max(2, Math.round(records / density / months));
  const regions = Math.max(1, Math.round(branches / 13));
  return {
    records,
    density,
    months,
    regions,
    districtsPerRegion: Math.max(1, Math.round(branches / regions) - 1),
    firstMonth: addMonths('2025-11-01', -months),
    lastDay: '2025-10-31',
  };
}

/**
 * Fills an empty, migrated database. The rows are those that the triggers and keys of the tables would have let in; as
 * a restored backup does, they are written first and the indexes made after, and then held against the tree of areas.
 * @returns how many records there are
 */
export async function makeWorld(database: Database, world: World, tell: (text: string) => void): Promise<number> {
  await makeAreas(database, world);
  await database.transaction('READ COMMITTED', loadVocabulary);
  await database.query(`select setseed(0.5)`);
  let records = 0;
  for (const maker of recordMakers) {
    tell(`making ${maker.table}`);
    await withBareTable(database, maker.table, async (sql) => {
      const [made] = await sql.query<{ rows: number }>(compileMaking(maker, world.density), [
        world.firstMonth,
        world.lastDay,
      ]);
      records += made!.rows;
    });
    if (maker.table === 'meeting') await makeHeardReports(database);
    await assertPlaced(database, maker);
  }
  tell('analysing the tables');
  await database.query('truncate mark');
  await database.query('vacuum analyze');
  return records;
}

async function makeAreas(sql: Sql, { regions, districtsPerRegion }: World): Promise<void> {
  await sql.query(
    `with made as (
       select '000000000' as code, 'COUNTRY' as level
       union all
       select (800 + region)::text || '000000', 'REGION'
         from generate_series(1, $1::integer) as region
       union all
       select (800 + region)::text || to_char(district, 'FM00') || '0000', 'DISTRICT'
         from generate_series(1, $1::integer) as region
        cross join generate_series(1, $2::integer) as district
     )
     insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
     select code, level, level, code, code, code, true
       from made`,
    [regions, districtsPerRegion],
  );
  await sql.query(
    `insert into area_parent (area_code, parent_code)
     select code, case level when 'REGION' then '000000000' else left(code, 3) || '000000' end
       from area
      where level <> 'COUNTRY'`,
  );
  await sql.query(
    `insert into faction (area_code, name, formed_on, member_count, source_ref)
     select code, 'Faction', '2000-01-01', 9, 'faction-' || code
       from area
      where level = 'REGION'`,
  );
}

/** Month after month, as records come in. $1 = first month, $2 = last day */
function compileMaking({ table, share, columns }: RecordMaker, density: number): string {
  const perCell = (density * share) / shares;
  const names = Object.keys(columns);
  return `/* bench:make:${table}   $1 = first month, $2 = last day */
with branch as materialized (
  select area_code, region_code, district_code, coalesce(district_code, region_code) as branch_code
    from area_placement
),
slot as materialized (
  select branch.*, ordinal.ordinal, month.month::date + floor(random() * 28)::integer as on_day, month.month::date,
         random() as a, random() as b, random() as c, random() as d, random() as chance
    from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 month') as month (month)
   cross join branch
   cross join lateral generate_series(1, ${Math.ceil(perCell)}) as ordinal (ordinal)
),
made as (
insert into ${table} (region_code, district_code, branch_code, area_code, source_ref, is_synthetic, ${names.join(', ')})
select slot.region_code, slot.district_code, slot.branch_code, slot.area_code,
       concat_ws('-', slot.month, slot.branch_code, slot.ordinal), true,
       ${names.map((name) => columns[name]).join(',\n       ')}
  from slot
 where slot.on_day <= $2::date
   and (slot.ordinal < ${Math.ceil(perCell)} or slot.chance < ${(perCell - Math.ceil(perCell) + 1).toFixed(3)})
returning 1
)
select count(*)::integer as rows
  from made`;
}

async function makeHeardReports(database: Database): Promise<void> {
  await withBareTable(database, 'heard_report', (sql) =>
    sql.query(
      `insert into heard_report (region_code, meeting_id, speaker, speaker_name)
       select region_code, id, 'AKIM', 'Akim'
         from meeting
        where attendees % 2 = 0`,
    ),
  );
}

/** Without triggers, and without the indexes that no constraint needs. */
async function withBareTable(database: Database, table: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  await database.transaction('READ COMMITTED', async (sql) => {
    const indexes = await sql.query<{ name: string; definition: string }>(
      `select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
         from pg_index as index
        where index.indrelid = $1::regclass
          and not exists (select from pg_constraint where conindid = index.indexrelid)`,
      [table],
    );
    await sql.query(`alter table ${table} disable trigger all`);
    for (const { name } of indexes) await sql.query(`drop index ${name}`);
    await work(sql);
    for (const { definition } of indexes) await sql.query(definition);
    await sql.query(`alter table ${table} enable trigger all`);
    const always = await sql.query<{ name: string }>(
      `select tgname as name from pg_trigger where tgrelid = $1::regclass and tgname like '%\\_capture\\_%'`,
      [table],
    );
    for (const { name } of always) await sql.query(`alter table ${table} enable always trigger ${name}`);
  });
}

/** Every record lies where the tree puts it: what the trigger would have seen to. */
async function assertPlaced(sql: Sql, { table }: RecordMaker): Promise<void> {
  const [misplaced] = await sql.query<{ source_ref: string }>(
    `select record.source_ref
       from ${table} as record
       left join area_placement as placement
         on placement.area_code = record.area_code
      where record.region_code is distinct from placement.region_code
         or record.district_code is distinct from placement.district_code
      limit 1`,
  );
  if (misplaced !== undefined) throw new Error(`${table} ${misplaced.source_ref} does not lie where its area lies.`);
}
