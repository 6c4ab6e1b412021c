import type { Sql } from '@oblys/database';
import { NotFoundError, type LocalizedText } from '@oblys/domain';
import type { SuggestOptions } from './suggestion.js';

/**
 * What suggestions are made against: the programmes, and the area that the report is about.
 * @throws {NotFoundError} when there is no such area
 */
export async function readSuggestionGround(
  sql: Sql,
  areaCode: string | null,
): Promise<Pick<SuggestOptions, 'area' | 'programmes'>> {
  const programmes = await sql.query<{ code: string; names: LocalizedText }>(
    `/* suggestions:programmes */
     select code, jsonb_build_object('kk', name_kk, 'ru', name_ru, 'en', name_en) as names from programme order by code`,
  );
  if (areaCode === null) return { area: null, programmes };
  const [area] = await sql.query<{ level: string; names: string[] }>(
    `/* suggestions:area   $1 = code */ select level, array[name_kk, name_ru] as names from area where code = $1`,
    [areaCode],
  );
  if (area === undefined) throw new NotFoundError(`There is no area ${areaCode}.`);
  return { area, programmes };
}
