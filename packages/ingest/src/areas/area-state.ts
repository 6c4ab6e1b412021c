import type { Sql } from '@oblys/database';
import { countryCode, type IsoDate } from '@oblys/domain';

/** A row of the table of areas, as the database names its columns. */
export interface AreaRow {
  readonly code: string;
  readonly level: string;
  readonly kind: string;
  readonly name_kk: string;
  readonly name_ru: string;
  readonly name_en: string;
  readonly name_en_transliterated: boolean;
  readonly classifier_name_kk: string | null;
  readonly classifier_name_ru: string | null;
}

export interface LinkRow {
  readonly area_code: string;
  readonly parent_code: string;
  readonly valid_from: string;
  readonly valid_to: string;
}

export interface SuccessorRow {
  readonly from_code: string;
  readonly to_code: string;
  readonly happened_on: string;
  readonly kind: string;
  readonly note: string;
}

export interface FormerNameRow {
  readonly area_code: string;
  readonly until: string;
  readonly name_kk: string;
  readonly name_ru: string;
  readonly name_en: string;
}

/** The tree as the database has it: what an edition is held against. */
export interface AreaState {
  readonly areas: ReadonlyMap<string, AreaRow>;
  /** The links of each area, by their start. */
  readonly links: ReadonlyMap<string, readonly LinkRow[]>;
  readonly formerNames: readonly FormerNameRow[];
  readonly successors: readonly SuccessorRow[];
}

export async function readAreaState(sql: Sql): Promise<AreaState> {
  const areas = await sql.query<AreaRow>(
    `/* areas:rows   $1 = the country */
     select code, level, kind, name_kk, name_ru, name_en, name_en_transliterated, classifier_name_kk, classifier_name_ru
       from area
      where code <> $1
      order by code`,
    [countryCode],
  );
  const links = await sql.query<LinkRow>(
    `/* areas:links */
     select area_code, parent_code, valid_from::text as valid_from, valid_to::text as valid_to
       from area_parent
      order by area_code, valid_from`,
  );
  const byArea = new Map<string, LinkRow[]>();
  for (const link of links) byArea.set(link.area_code, [...(byArea.get(link.area_code) ?? []), link]);
  return {
    areas: new Map(areas.map((area) => [area.code, area])),
    links: byArea,
    formerNames: await sql.query<FormerNameRow>(
      `/* areas:former-names */ select area_code, until::text as until, name_kk, name_ru, name_en from area_former_name`,
    ),
    successors: await sql.query<SuccessorRow>(
      `/* areas:successors */
       select from_code, to_code, happened_on::text as happened_on, kind, note from area_successor`,
    ),
  };
}

/** The link that holds at the start of a day; undefined where the area has no place then. */
export function linkOn(links: readonly LinkRow[] | undefined, day: IsoDate): LinkRow | undefined {
  return links?.find(
    ({ valid_from: from, valid_to: to }) => (from === '-infinity' || from <= day) && (to === 'infinity' || to > day),
  );
}
