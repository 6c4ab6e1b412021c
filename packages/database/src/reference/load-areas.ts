import type { Sql } from '../sql.js';
import type { AreaReference, ReferenceAreaParent, ReferenceAreaPopulation } from './area-reference.js';
import { readAreaReference } from './area-reference.js';
import type { LoadCounts, SetTarget } from './upsert-set.js';
import { addCounts, noRows, upsertSet } from './upsert-set.js';

/**
 * Brings the areas, their dated links, successions and populations to what the reference says, and writes only what
 * differs. Of an area in the reference, every link is the reference's: others are removed, since two links of one day
 * cannot both hold. Areas, successions and populations that the reference does not know stay, and so do populations
 * that another source gave. Once an edition of the classifier was taken in, names and links are those of the editions:
 * the reference then adds only what is not there at all.
 *
 * Give it a READ COMMITTED transaction: half a tree would place records wrongly, and two loads wait for each other.
 */
export async function loadAreas(sql: Sql, reference: AreaReference = readAreaReference()): Promise<LoadCounts> {
  await sql.query(`/* reference:lock */ select pg_advisory_xact_lock(hashtextextended('oblys:reference', 0))`);
  const onlyMissing = await hasEditions(sql);
  const counts = [
    await upsertSet(
      sql,
      { ...areaTarget, onlyMissing },
      reference.areas.map((area) => [
        area.code,
        area.level,
        area.kind,
        area.nameKk,
        area.nameRu,
        area.nameEn,
        area.nameEnTransliterated,
      ]),
    ),
    await loadParents(sql, reference, onlyMissing),
    await upsertSet(
      sql,
      successorTarget,
      reference.successors.map((row) => [row.fromCode, row.toCode, row.happenedOn, row.kind, row.note]),
    ),
    await upsertSet(
      sql,
      populationTarget,
      (await withoutOtherSources(sql, reference)).map((row) => [row.code, row.year, row.population, row.source]),
    ),
  ];
  return counts.reduce(addCounts, noRows);
}

async function hasEditions(sql: Sql): Promise<boolean> {
  const [found] = await sql.query<{ exists: boolean }>(
    `/* reference:editions */ select exists (select from area_edition where undone_at is null)`,
  );
  return found!.exists;
}

async function withoutOtherSources(sql: Sql, { populations }: AreaReference): Promise<ReferenceAreaPopulation[]> {
  const stored = await sql.query<{ key: string; source: string }>(
    `/* reference:population-sources */ select area_code || ' ' || year as key, source from area_population`,
  );
  const sources = new Map(stored.map(({ key, source }) => [key, source]));
  return populations.filter(({ code, year, source }) => (sources.get(`${code} ${year}`) ?? source) === source);
}

const areaTarget: SetTarget = {
  table: 'area',
  keyLength: 1,
  columns: [
    { name: 'code', type: 'text' },
    { name: 'level', type: 'text' },
    { name: 'kind', type: 'text' },
    { name: 'name_kk', type: 'text' },
    { name: 'name_ru', type: 'text' },
    { name: 'name_en', type: 'text' },
    { name: 'name_en_transliterated', type: 'boolean' },
  ],
};

const successorTarget: SetTarget = {
  table: 'area_successor',
  keyLength: 3,
  columns: [
    { name: 'from_code', type: 'text' },
    { name: 'to_code', type: 'text' },
    { name: 'happened_on', type: 'date' },
    { name: 'kind', type: 'text' },
    { name: 'note', type: 'text' },
  ],
};

const populationTarget: SetTarget = {
  table: 'area_population',
  keyLength: 2,
  columns: [
    { name: 'area_code', type: 'text' },
    { name: 'year', type: 'integer' },
    { name: 'population', type: 'integer' },
    { name: 'source', type: 'text' },
  ],
};

interface Link {
  area_code: string;
  parent_code: string;
  valid_from: string;
  valid_to: string;
}

/**
 * Links are compared before anything is written: a changed end of one and the start of the next are one change, which
 * an upsert row by row would see as an overlap; and every write, even of no row, places all areas anew.
 */
async function loadParents(sql: Sql, { areas, parents }: AreaReference, onlyMissing: boolean): Promise<LoadCounts> {
  const given = parents.map(toLink);
  const stored = await sql.query<Link>(
    `/* reference:links   $1 = codes of the areas whose links are wanted */
     select area_code, parent_code, valid_from::text as valid_from, valid_to::text as valid_to
       from area_parent
      where area_code = any($1::text[])`,
    [areas.map(({ code }) => code)],
  );
  const givenLinks = new Set(given.map(identityOf));
  const storedLinks = new Set(stored.map(identityOf));
  const linked = new Set(stored.map((link) => link.area_code));
  const isOpen = (link: Link) => !onlyMissing || !linked.has(link.area_code);
  const stale = onlyMissing ? [] : stored.filter((link) => !givenLinks.has(identityOf(link)));
  const missing = given.filter((link) => !storedLinks.has(identityOf(link)) && isOpen(link));
  if (stale.length > 0) await removeLinks(sql, stale);
  if (missing.length > 0) await insertLinks(sql, missing);
  const staleKeys = new Set(stale.map(keyOf));
  const updated = missing.filter((link) => staleKeys.has(keyOf(link))).length;
  return {
    inserted: missing.length - updated,
    updated,
    removed: stale.length - updated,
    unchanged: given.length - missing.length,
  };
}

function toLink({ code, parentCode, validFrom, validTo }: ReferenceAreaParent): Link {
  return {
    area_code: code,
    parent_code: parentCode,
    valid_from: validFrom ?? '-infinity',
    valid_to: validTo ?? 'infinity',
  };
}

const keyOf = (link: Link) => `${link.area_code} ${link.valid_from}`;
const identityOf = (link: Link) => `${keyOf(link)} ${link.valid_to} ${link.parent_code}`;

async function removeLinks(sql: Sql, links: Link[]): Promise<void> {
  await sql.query(
    `/* reference:remove/area_parent   one array per column */
     delete from area_parent
      where (area_code, valid_from) in (select given.code, given.day from unnest($1::text[], $2::date[]) as given (code, day))`,
    [links.map((link) => link.area_code), links.map((link) => link.valid_from)],
  );
}

async function insertLinks(sql: Sql, links: Link[]): Promise<void> {
  await sql.query(
    `/* reference:insert/area_parent   one array per column */
     insert into area_parent (area_code, parent_code, valid_from, valid_to)
     select given.area_code, given.parent_code, given.valid_from, given.valid_to
       from unnest($1::text[], $2::text[], $3::date[], $4::date[]) as given (area_code, parent_code, valid_from, valid_to)`,
    [
      links.map((link) => link.area_code),
      links.map((link) => link.parent_code),
      links.map((link) => link.valid_from),
      links.map((link) => link.valid_to),
    ],
  );
}
