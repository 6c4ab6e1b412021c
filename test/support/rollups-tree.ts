import type { Sql } from '@oblys/database';

/** Two regions; Sandyk moved from one to the other in the middle of a month, Kosshy became a district of its own. */
export const rollupsTree = {
  country: '000000000',
  north: '110000000',
  south: '190000000',
  burabay: '117000000',
  tselinograd: '116600000',
  kosshy: '111600000',
  kosshyTown: '111610000',
  sandyk: '116000000',
  almatyVillage: '193200000',
  /** Has never had a record. */
  silent: '115200000',
  /** Has nothing but a facility past its day, which is no report. */
  waiting: '115600000',
  /** Has single records only, so that each of its months hangs on one event. */
  quiet: '115400000',
} as const;

const areas: [code: string, level: string, name: string][] = [
  [rollupsTree.country, 'COUNTRY', 'Kazakhstan'],
  [rollupsTree.north, 'REGION', 'North'],
  [rollupsTree.south, 'REGION', 'South'],
  [rollupsTree.burabay, 'DISTRICT', 'Burabay'],
  [rollupsTree.tselinograd, 'DISTRICT', 'Tselinograd'],
  [rollupsTree.kosshy, 'DISTRICT', 'Kosshy'],
  [rollupsTree.sandyk, 'DISTRICT', 'Sandyk'],
  [rollupsTree.almatyVillage, 'DISTRICT', 'Almaty village'],
  [rollupsTree.silent, 'DISTRICT', 'Silent'],
  [rollupsTree.waiting, 'DISTRICT', 'Waiting'],
  [rollupsTree.quiet, 'DISTRICT', 'Quiet'],
  [rollupsTree.kosshyTown, 'SETTLEMENT', 'Kosshy town'],
];

export const sandykMovedOn = '2025-03-15';
export const kosshyFormedOn = '2024-09-01';
/** The first of a month: the region it left expects nothing of it from that month on. */
export const silentMovedOn = '2025-05-01';

const links: [child: string, parent: string, from?: string, to?: string][] = [
  [rollupsTree.north, rollupsTree.country],
  [rollupsTree.south, rollupsTree.country],
  [rollupsTree.burabay, rollupsTree.north],
  [rollupsTree.tselinograd, rollupsTree.north],
  [rollupsTree.kosshy, rollupsTree.tselinograd, '-infinity', kosshyFormedOn],
  [rollupsTree.kosshy, rollupsTree.north, kosshyFormedOn],
  [rollupsTree.kosshyTown, rollupsTree.kosshy],
  [rollupsTree.sandyk, rollupsTree.north, '-infinity', sandykMovedOn],
  [rollupsTree.sandyk, rollupsTree.south, sandykMovedOn],
  [rollupsTree.almatyVillage, rollupsTree.south],
  [rollupsTree.silent, rollupsTree.north, '-infinity', silentMovedOn],
  [rollupsTree.silent, rollupsTree.south, silentMovedOn],
  [rollupsTree.waiting, rollupsTree.north],
  [rollupsTree.quiet, rollupsTree.north],
];

export async function seedRollupsTree(sql: Sql): Promise<void> {
  for (const [code, level, name] of areas) {
    await sql.query(
      `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
       values ($1, $2, $2, $3, $3, $3, false)`,
      [code, level, name],
    );
  }
  for (const [child, parent, from = '-infinity', to = 'infinity'] of links) {
    await sql.query(`insert into area_parent (area_code, parent_code, valid_from, valid_to) values ($1, $2, $3, $4)`, [
      child,
      parent,
      from,
      to,
    ]);
  }
}
