import type { AreaKind } from '@oblys/database';
import { countryCode, transliterateKazakh, type AreaLevel } from '@oblys/domain';
import type { Cell, TableFile } from '../files/table-file.js';
import { shorten } from '../kinds/fold-text.js';
import { AreaFileError, type AreaFault } from './area-file-error.js';
import {
  digitsOfLevel,
  nameAfterPlace,
  placeInTree,
  readClassifierName,
  tidy,
  type ClassifierName,
} from './classifier-name.js';
import { findColumns } from './table-columns.js';
import { textOf } from './text-of.js';

/** An area as an edition of the classifier has it. */
export interface ClassifierArea {
  readonly row: number;
  readonly code: string;
  readonly parentCode: string;
  readonly level: AreaLevel;
  readonly kind: AreaKind;
  readonly nameKk: string;
  readonly nameRu: string;
  /** The Kazakh name in Latin letters. */
  readonly nameEn: string;
  /** As written, but for its spaces. */
  readonly classifierNameKk: string;
  readonly classifierNameRu: string;
}

/** As the Bureau's workbook heads them, as the compilation of it does, and as people would. */
const columnNames = {
  code: ['kato', 'te', 'code', 'код', 'код КАТО', 'КАТО', 'ӘАОЖ', 'ӘАОЖ коды'],
  nameKk: ['name_kk', 'kaz_name', 'name_kaz', 'наименование на казахском языке', 'қазақша атауы'],
  nameRu: ['name_ru', 'rus_name', 'name_rus', 'наименование на русском языке', 'орысша атауы'],
  parent: ['parent_code', 'parent', 'код родителя'],
} as const;

const longestName = 200;

interface ReadRow {
  readonly row: number;
  readonly code: string;
  readonly parent: string | null;
  readonly classifierNameKk: string;
  readonly classifierNameRu: string;
  readonly name: ClassifierName;
}

/**
 * The areas of an edition, each below the area that its code names by its digits: a settlement below the third level,
 * or below the district where the classifier has no row of that.
 * @throws {FileFault} when the file is no table
 * @throws {AreaFileError} when a column is missing or there are no rows
 */
export async function readClassifier(file: TableFile): Promise<{ areas: ClassifierArea[]; faults: AreaFault[] }> {
  const { rows, faults } = await readRows(file);
  if (rows.size === 0 && faults.length === 0) throw new AreaFileError('NO_ROWS');
  const cities = new Set(
    [...rows.values()]
      .filter(({ code, name }) => digitsOfLevel(code) === 'REGION' && name.kind === 'CITY')
      .map(({ code }) => code.slice(0, 2)),
  );
  const places = placesByThirdLevel(rows);
  const areas = [...rows.values()].flatMap((row): ClassifierArea[] => {
    const isInRepublicanCity = cities.has(row.code.slice(0, 2));
    const parentCode = row.parent ?? parentOf(row.code, isInRepublicanCity, rows);
    const name = nameAfterPlace(row.name, places.get(row.code.slice(0, 6)) ?? []);
    const { code, classifierNameKk, classifierNameRu } = row;
    const { nameKk, nameRu } = name;
    const place = placeInTree(code, name, isInRepublicanCity);
    const nameEn = nameInEnglish(name, place.kind);
    if ('letter' in nameEn) {
      faults.push({ row: row.row, code: 'UNREADABLE_LETTER', value: shorten(nameKk), params: nameEn });
      return [];
    }
    const names = { nameKk, nameRu, nameEn: nameEn.name, classifierNameKk, classifierNameRu };
    return [{ row: row.row, code, parentCode, ...place, ...names }];
  });
  return { areas, faults: faults.sort((one, other) => one.row - other.row) };
}

async function readRows(file: TableFile): Promise<{ rows: Map<string, ReadRow>; faults: AreaFault[] }> {
  const columns = findColumns(file, columnNames, ['code', 'nameKk', 'nameRu']);
  const rows = new Map<string, ReadRow>();
  const faults: AreaFault[] = [];
  for await (const batch of file.rows()) {
    for (const { number, cells } of batch) {
      const row = readRow(number, {
        code: cells[columns.code!]!,
        nameKk: cells[columns.nameKk!]!,
        nameRu: cells[columns.nameRu!]!,
        parent: columns.parent === null ? null : cells[columns.parent]!,
      });
      if ('fault' in row) faults.push(row.fault);
      else if (row.code === countryCode) continue;
      else if (!rows.has(row.code)) rows.set(row.code, row);
      else {
        faults.push({ row: number, code: 'CODE_TWICE', value: row.code, params: { row: rows.get(row.code)!.row } });
      }
    }
  }
  return { rows, faults };
}

function readRow(
  row: number,
  cells: { code: Cell; nameKk: Cell; nameRu: Cell; parent: Cell },
): ReadRow | { fault: AreaFault } {
  const texts = {
    code: textOf(cells.code),
    kk: textOf(cells.nameKk),
    ru: textOf(cells.nameRu),
    parent: textOf(cells.parent),
  };
  if (Object.values(texts).includes(null)) return { fault: { row, code: 'UNUSABLE_CELL', value: texts.code ?? '' } };
  const { code, kk, ru, parent } = texts as Record<keyof typeof texts, string>;
  const [tidyKk, tidyRu] = [tidy(kk), tidy(ru)];
  if (!isCode(code)) return { fault: { row, code: 'NOT_A_CODE', value: shorten(code) } };
  if (parent !== '' && !isCode(parent)) return { fault: { row, code: 'NOT_A_CODE', value: shorten(parent) } };
  if (tidyKk === '' || tidyRu === '') return { fault: { row, code: 'NO_NAME', value: code } };
  if (Math.max(tidyKk.length, tidyRu.length) > longestName) {
    return { fault: { row, code: 'NAME_TOO_LONG', value: shorten(tidyKk), params: { most: longestName } } };
  }
  const name = readClassifierName(tidyKk, tidyRu);
  return { row, code, parent: parent === '' ? null : parent, classifierNameKk: tidyKk, classifierNameRu: tidyRu, name };
}

function isCode(text: string): boolean {
  return /^\d{9}$/.test(text);
}

function parentOf(code: string, isInRepublicanCity: boolean, rows: ReadonlyMap<string, unknown>): string {
  const padded = (digits: number) => code.slice(0, digits).padEnd(9, '0');
  switch (digitsOfLevel(code)) {
    case 'REGION':
      return countryCode;
    case 'DISTRICT':
      return padded(2);
    case 'THIRD':
      return isInRepublicanCity ? padded(2) : padded(4);
    case 'FOURTH':
      return rows.has(padded(6)) ? padded(6) : padded(4);
  }
}

function placesByThirdLevel(rows: ReadonlyMap<string, ReadRow>): Map<string, ClassifierName[]> {
  const places = new Map<string, ClassifierName[]>();
  for (const { code, name } of rows.values()) {
    if (digitsOfLevel(code) !== 'FOURTH') continue;
    const key = code.slice(0, 6);
    places.set(key, [...(places.get(key) ?? []), name]);
  }
  return places;
}

function nameInEnglish(
  { baseKk, nounEn }: ClassifierName,
  kind: AreaKind,
): { readonly name: string } | { readonly letter: string } {
  const strange = /[^\P{Script=Cyrillic}аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя]/iu.exec(baseKk);
  if (strange !== null) return { letter: strange[0] };
  const noun = kind === 'CITY_OF_REPUBLICAN_SIGNIFICANCE' ? '' : nounEn;
  return { name: `${transliterateKazakh(baseKk)} ${noun}`.trim() };
}
