import type { Sql } from '@oblys/database';
import { areaLevels, type AreaLevel } from '@oblys/domain';
import { fault, type CellResult } from './cell-fault.js';
import { foldText } from './fold-text.js';

export interface NamedArea {
  readonly code: string;
  readonly level: AreaLevel;
  readonly names: readonly string[];
  /** Those above it, now or at some time. */
  readonly parents: readonly string[];
}

type Sort = 'REGION' | 'DISTRICT' | 'CITY' | 'RURAL_DISTRICT' | 'TOWNSHIP' | 'VILLAGE';

/** The words of a name that say what sort of area it is, folded. */
const sortWords: Readonly<Record<Sort, readonly string[]>> = {
  REGION: ['облысы', 'облыс', 'область', 'обл', 'region', 'oblast'],
  DISTRICT: ['ауданы', 'аудан', 'ауд', 'район', 'рн', 'district'],
  CITY: ['каласы', 'кала', 'кал', 'город', 'гор', 'г', 'city', 'town'],
  RURAL_DISTRICT: ['со', 'ао', 'rural'],
  TOWNSHIP: ['кенти', 'кент', 'поселок', 'пос', 'п', 'township'],
  VILLAGE: ['ауылы', 'ауыл', 'село', 'с', 'village', 'станция', 'ст'],
};
/** Two words that say it together. */
const sortPhrases: readonly [RegExp, string][] = [
  [/(?:^| )(?:ауылдык|селолык) (?:округи|окр)(?= |$)|(?:^| )сельск(?:ий округ|ого округа)(?= |$)/gu, ' со '],
  [/(?:^| )р н(?= |$)/gu, ' рн '],
  [/(?:^| )с о(?= |$)/gu, ' со '],
  [/(?:^| )а о(?= |$)/gu, ' ао '],
  [/(?:^| )rural district(?= |$)/gu, ' rural '],
];

const sortOfWord = new Map(
  Object.entries(sortWords).flatMap(([sort, words]) => words.map((word) => [word, sort as Sort] as const)),
);

interface ReadName {
  readonly base: string;
  readonly sort: Sort | null;
}

/** A name without the words that say what sort of area it is, and that sort. */
function readName(text: string): ReadName {
  const folded = sortPhrases.reduce((name, [phrase, word]) => name.replace(phrase, word), ` ${foldText(text)} `);
  const wordsOfName = folded.trim().split(/ +/);
  const sorts = wordsOfName.flatMap((word) => sortOfWord.get(word) ?? []);
  const rest = wordsOfName.filter((word) => !sortOfWord.has(word));
  return rest.length === 0
    ? { base: wordsOfName.join(' '), sort: null }
    : { base: rest.join(' '), sort: sorts[0] ?? null };
}

const rememberedAtMost = 20_000;
const longestName = 300;

/** Finds areas by code or by name in any of the three languages; what could be two areas is refused. */
export class AreaFinder {
  private readonly byCode = new Map<string, NamedArea>();
  private readonly byBase = new Map<string, { area: NamedArea; sort: Sort | null }[]>();
  private readonly remembered = new Map<string, CellResult>();

  /** @param within the area that names are looked for in; null for all of them */
  constructor(
    areas: readonly NamedArea[],
    private readonly within: string | null,
  ) {
    for (const area of areas) this.byCode.set(area.code, area);
    for (const area of areas) {
      for (const name of new Set(area.names)) {
        const { base, sort } = readName(name);
        this.byBase.set(base, [...(this.byBase.get(base) ?? []), { area, sort }]);
      }
    }
  }

  knows(code: string): boolean {
    return this.byCode.has(code);
  }

  /**
   * A code, a name, or a path of names such as "Ақмола облысы, Бурабай ауданы, Щучинск" in any order.
   * @param level the lowest that the area may have; any unless given
   */
  find(text: string, level?: AreaLevel): CellResult {
    if (text.length > longestName) return fault('UNKNOWN_AREA');
    const key = `${level ?? ''} ${text}`;
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const may = (area: NamedArea) => this.isWithin(area) && (level === undefined || isAtLeast(area, level));
    const found = /^\d{9}$/.test(text) ? this.findCode(text, may) : this.findPath(text, may);
    if (this.remembered.size < rememberedAtMost) this.remembered.set(key, found);
    return found;
  }

  private findCode(code: string, may: (area: NamedArea) => boolean): CellResult {
    const area = this.byCode.get(code);
    return area !== undefined && may(area) ? { value: code } : fault('UNKNOWN_AREA');
  }

  private findPath(text: string, may: (area: NamedArea) => boolean): CellResult {
    // Some names have a comma of their own.
    const whole = this.candidates(text).filter(may);
    if (whole.length > 0) return this.choose(whole);
    const parts = text.split(/[,;/()>]/).filter((part) => foldText(part) !== '');
    const ofParts = parts.map((part) => this.candidates(part));
    if (ofParts.length === 0 || ofParts.some((candidates) => candidates.length === 0)) return fault('UNKNOWN_AREA');
    const fitting = ofParts.flatMap((candidates, index) =>
      candidates.filter((area) =>
        ofParts.every((others, other) => other === index || others.some((above) => this.lies(area, above.code))),
      ),
    );
    return this.choose([...new Set(fitting)].filter(may));
  }

  private candidates(part: string): NamedArea[] {
    const { base, sort } = readName(part);
    const named = this.byBase.get(base) ?? [];
    const ofSort = sort === null ? [] : named.filter((each) => each.sort === sort);
    return [...new Set((ofSort.length > 0 ? ofSort : named).map(({ area }) => area))];
  }

  /** Where one of them holds all the others, such as a city and its own settlement, it is the one. */
  private choose(areas: readonly NamedArea[]): CellResult {
    const above = areas.find((area) => areas.every((other) => other === area || this.lies(other, area.code)));
    if (above !== undefined) return { value: above.code };
    if (areas.length === 0) return fault('UNKNOWN_AREA');
    return fault('AMBIGUOUS_AREA', {
      candidates: areas
        .slice(0, 4)
        .map((area) => this.describe(area))
        .join('; '),
    });
  }

  private describe({ code, names, parents }: NamedArea): string {
    const parent = this.byCode.get(parents.at(-1) ?? '');
    return `${code} ${names[0]}${parent === undefined ? '' : ` (${parent.names[0]})`}`;
  }

  private isWithin(area: NamedArea): boolean {
    return this.within === null || area.code === this.within || this.lies(area, this.within);
  }

  /** Whether an area lies below another, now or at some time. */
  private lies({ parents }: NamedArea, above: string): boolean {
    return parents.some(
      (code) => code === above || (this.byCode.has(code) && this.lies(this.byCode.get(code)!, above)),
    );
  }
}

function isAtLeast(area: NamedArea, level: AreaLevel): boolean {
  return areaLevels.indexOf(area.level) <= areaLevels.indexOf(level);
}

export async function readAreaFinder(sql: Sql, within: string | null): Promise<AreaFinder> {
  const areas = await sql.query<NamedArea>(`/* import:areas */
select area.code, area.level,
       array[area.name_kk, area.name_ru, area.name_en] || array (
         select unnest(array[former.name_kk, former.name_ru, former.name_en])
           from area_former_name as former
          where former.area_code = area.code
       ) as names,
       array (
         select parent.parent_code
           from area_parent as parent
          where parent.area_code = area.code
          order by parent.valid_from
       ) as parents
  from area
 where area.level = 'COUNTRY'
    or exists (select from area_parent as link where link.area_code = area.code)
 order by area.code`);
  return new AreaFinder(areas, within);
}
