import type { Sql } from '@oblys/database';

/**
 * A tree small enough to hold in the head, with one dated link: Kosshy lay in Tselinograd district until 2022-01-01
 * and is a district-level city of the region since.
 */
export const smallTree = {
  country: '000000000',
  region: '110000000',
  tselinograd: '116600000',
  kosshy: '111600000',
  kosshyTown: '111610000',
  burabay: '117000000',
} as const;

export async function seedSmallTree(sql: Sql): Promise<void> {
  const { country, region, tselinograd, kosshy, kosshyTown, burabay } = smallTree;
  await sql.query(
    `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
     values ($1, 'COUNTRY', 'COUNTRY', 'Қазақстан', 'Казахстан', 'Kazakhstan', false),
            ($2, 'REGION', 'REGION', 'Ақмола облысы', 'Акмолинская область', 'Akmola Region', false),
            ($3, 'DISTRICT', 'DISTRICT', 'Целиноград ауданы', 'Целиноградский район', 'Tselinograd District', false),
            ($4, 'DISTRICT', 'CITY', 'Қосшы қаласы', 'город Косшы', 'Kosshy City', false),
            ($5, 'SETTLEMENT', 'TOWN', 'Қосшы', 'Косшы', 'Kosshy', false),
            ($6, 'DISTRICT', 'DISTRICT', 'Бурабай ауданы', 'Бурабайский район', 'Burabay District', false)`,
    [country, region, tselinograd, kosshy, kosshyTown, burabay],
  );
  await sql.query(
    `insert into area_parent (area_code, parent_code, valid_from, valid_to)
     values ($2, $1, '-infinity', 'infinity'),
            ($3, $2, '-infinity', 'infinity'),
            ($6, $2, '-infinity', 'infinity'),
            ($4, $3, '-infinity', '2022-01-01'),
            ($4, $2, '2022-01-01', 'infinity'),
            ($5, $4, '-infinity', 'infinity')`,
    [country, region, tselinograd, kosshy, kosshyTown, burabay],
  );
}
