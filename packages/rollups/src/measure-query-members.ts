import type { Sql } from '@oblys/database';
import { InvalidInputError, type IsoDate, type SummaryLevel } from '@oblys/domain';
import type { Topic } from './topic.js';

/** One value of a dimension. */
export interface Member {
  readonly dimension: string;
  readonly kind: 'AREA' | 'PROGRAMME' | 'RECORD' | 'TIME';
  /** Null for records without one. */
  readonly code: string | null;
  /** In Kazakh, Russian and English; null where the code is all there is. */
  readonly names: readonly [string, string, string] | null;
  /** Of an area, its code; of a district the region too that it lay in last within the span. */
  readonly areaCode?: string;
  readonly regionCode?: string;
}

/** What the members are looked for in. */
export interface MemberScope {
  readonly areaCode: string;
  readonly level: SummaryLevel;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly only?: Readonly<Record<string, readonly string[]>>;
}

interface NamedRow {
  code: string;
  names: [string, string, string];
  region_code?: string;
}

/**
 * The values of a dimension, in the order of their codes, the records without one last.
 * @throws {InvalidInputError} when `only` names a code that the dimension does not have
 */
export async function listMembers(
  sql: Sql,
  dimension: string,
  scope: MemberScope,
  topics: readonly Topic[],
): Promise<Member[]> {
  const members = await listAll(sql, dimension, scope, topics);
  const only = scope.only?.[dimension];
  if (only === undefined) return members;
  const unknown = only.find((code) => !members.some((member) => (member.code ?? '') === code));
  if (unknown !== undefined) {
    throw new InvalidInputError(`"only" names "${unknown}", which ${dimension} does not have here.`);
  }
  return members.filter((member) => only.includes(member.code ?? ''));
}

async function listAll(sql: Sql, dimension: string, scope: MemberScope, topics: readonly Topic[]): Promise<Member[]> {
  if (dimension === 'REGION' || dimension === 'DISTRICT') return listAreas(sql, dimension, scope);
  if (dimension === 'PROGRAMME') return (await listTerms(sql, 'programme')).map(toMember(dimension, 'PROGRAMME'));
  const { values, vocabulary } = topics[0]!.recordDimensions![dimension]!;
  const known =
    vocabulary === undefined
      ? (values ?? []).map((code): Member => ({ dimension, kind: 'RECORD', code, names: null }))
      : (await listTerms(sql, vocabulary)).map(toMember(dimension, 'RECORD'));
  return [...known, { dimension, kind: 'RECORD', code: null, names: null }];
}

function toMember(dimension: string, kind: 'PROGRAMME' | 'RECORD'): (row: NamedRow) => Member {
  return ({ code, names }) => ({ dimension, kind, code, names });
}

/** The vocabulary is named by a topic's definition, never by whoever asks. */
function listTerms(sql: Sql, vocabulary: string): Promise<NamedRow[]> {
  return sql.query<NamedRow>(`/* measure-query:terms */
select code, array[name_kk, name_ru, name_en] as names
  from ${vocabulary}
 order by code`);
}

/** Areas that lay in the asked one within the span, a district in the region where it lay last. */
async function listAreas(sql: Sql, dimension: 'REGION' | 'DISTRICT', scope: MemberScope): Promise<Member[]> {
  const column = dimension === 'REGION' ? 'region_code' : 'district_code';
  const rows = await sql.query<Required<NamedRow>>(
    `/* measure-query:areas   $1 = area, $2 = its level, $3 and $4 = first and last day */
with lying as (
  select distinct on (${column}) ${column} as code, region_code
    from area_placement
   where area_code = ${column}
     and valid_from <= $4::date
     and valid_to > $3::date
     and ($2::text = 'COUNTRY' or region_code = $1::text or district_code = $1::text)
   order by ${column}, valid_from desc
)
select lying.code, lying.region_code, array[area.name_kk, area.name_ru, area.name_en] as names
  from lying
  join area
    on area.code = lying.code
 where $2::text <> 'DISTRICT' or lying.code = $1::text
 order by lying.code`,
    [scope.areaCode, scope.level, scope.from, scope.to],
  );
  if (dimension === 'REGION' && scope.level === 'DISTRICT') {
    throw new InvalidInputError(`${scope.areaCode} is a district; its figures are not told apart by region.`);
  }
  return rows.map(({ code, names, region_code: regionCode }) => ({
    dimension,
    kind: 'AREA',
    code,
    names,
    areaCode: code,
    regionCode,
  }));
}
