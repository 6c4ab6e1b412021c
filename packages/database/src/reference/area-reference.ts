import type { AreaLevel, IsoDate } from '@oblys/domain';
import { areaLevels, assertAreaCode, parseIsoDate } from '@oblys/domain';
import { oneOf, readTable } from './read-table.js';

/** What an area is in law; finer than its level, which is its place in the tree. reference/README.md explains each. */
export const areaKinds = [
  'COUNTRY',
  'REGION',
  'CITY_OF_REPUBLICAN_SIGNIFICANCE',
  'DISTRICT',
  'CITY_OF_REGIONAL_SIGNIFICANCE',
  'CITY_DISTRICT',
  'RURAL_DISTRICT',
  'VILLAGE_ADMINISTRATION',
  'CITY',
  'TOWN_ADMINISTRATION',
  'TOWNSHIP_ADMINISTRATION',
  'TOWNSHIP',
  'VILLAGE',
  'PLACE',
] as const;
export type AreaKind = (typeof areaKinds)[number];

const successionKinds = ['SPLIT', 'MERGE', 'RENAMED'] as const;
export type SuccessionKind = (typeof successionKinds)[number];

export interface ReferenceArea {
  code: string;
  level: AreaLevel;
  kind: AreaKind;
  nameKk: string;
  nameRu: string;
  nameEn: string;
  nameEnTransliterated: boolean;
}

/** An area lay under its parent from validFrom (null: as far back as known) up to, and without, validTo (null: still). */
export interface ReferenceAreaParent {
  code: string;
  parentCode: string;
  validFrom: IsoDate | null;
  validTo: IsoDate | null;
}

/** After a SPLIT the area it came from goes on under its own code, unless its last link to a parent has ended. */
export interface ReferenceAreaSuccessor {
  fromCode: string;
  toCode: string;
  happenedOn: IsoDate;
  kind: SuccessionKind;
  note: string;
}

/** Persons at the start of the year. */
export interface ReferenceAreaPopulation {
  code: string;
  year: number;
  population: number;
  source: string;
}

export interface AreaReference {
  areas: ReferenceArea[];
  parents: ReferenceAreaParent[];
  successors: ReferenceAreaSuccessor[];
  populations: ReferenceAreaPopulation[];
}

/** The country's areas as the project knows them, read from its reference files. */
export function readAreaReference(): AreaReference {
  return { areas: readAreas(), parents: readParents(), successors: readSuccessors(), populations: readPopulations() };
}

function readAreas(): ReferenceArea[] {
  const columns = ['code', 'level', 'kind', 'name_kk', 'name_ru', 'name_en', 'name_en_transliterated'] as const;
  return readTable('areas.csv', columns).map((row) => ({
    code: areaCode(row.code),
    level: oneOf(areaLevels, row.level, `The level of area ${row.code}`),
    kind: oneOf(areaKinds, row.kind, `The kind of area ${row.code}`),
    nameKk: row.name_kk,
    nameRu: row.name_ru,
    nameEn: row.name_en,
    nameEnTransliterated:
      oneOf(['true', 'false'], row.name_en_transliterated, `The transliteration mark of area ${row.code}`) === 'true',
  }));
}

function readParents(): ReferenceAreaParent[] {
  return readTable('area-parents.csv', ['code', 'parent_code', 'valid_from', 'valid_to']).map((row) => ({
    code: areaCode(row.code),
    parentCode: areaCode(row.parent_code),
    validFrom: row.valid_from === '' ? null : parseIsoDate(row.valid_from, `start of a link of area ${row.code}`),
    validTo: row.valid_to === '' ? null : parseIsoDate(row.valid_to, `end of a link of area ${row.code}`),
  }));
}

function readSuccessors(): ReferenceAreaSuccessor[] {
  const columns = ['from_code', 'to_code', 'happened_on', 'kind', 'note'] as const;
  return readTable('area-successors.csv', columns).map((row) => ({
    fromCode: areaCode(row.from_code),
    toCode: areaCode(row.to_code),
    happenedOn: parseIsoDate(row.happened_on, `day area ${row.from_code} was succeeded`),
    kind: oneOf(successionKinds, row.kind, `The succession of area ${row.from_code}`),
    note: row.note,
  }));
}

function readPopulations(): ReferenceAreaPopulation[] {
  return readTable('area-populations.csv', ['code', 'year', 'population', 'source']).map((row) => ({
    code: areaCode(row.code),
    year: wholeNumber(row.year, `The year of a population of area ${row.code}`),
    population: wholeNumber(row.population, `The population of area ${row.code} in ${row.year}`),
    source: row.source,
  }));
}

function areaCode(code: string): string {
  assertAreaCode(code);
  return code;
}

function wholeNumber(text: string, what: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${what} is "${text}", which is no whole number.`);
  return Number(text);
}
