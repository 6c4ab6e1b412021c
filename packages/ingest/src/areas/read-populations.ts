import type { AreaLevel } from '@oblys/domain';
import type { Cell, TableFile } from '../files/table-file.js';
import type { AreaFinder } from '../kinds/area-finder.js';
import { shorten } from '../kinds/fold-text.js';
import { digitsOf, readNumber } from '../kinds/read-number.js';
import { AreaFileError, type AreaFault } from './area-file-error.js';
import { findColumns } from './table-columns.js';
import { textOf } from './text-of.js';

export interface Population {
  readonly row: number;
  readonly areaCode: string;
  readonly year: number;
  readonly population: number;
}

const columnNames = {
  area: [
    'area',
    'code',
    'kato',
    'аумақ',
    'аумақ коды',
    'территория',
    'область',
    'район',
    'регион',
    'облыс',
    'аудан',
    'код',
  ],
  year: ['year', 'жыл', 'жылы', 'год'],
  population: [
    'population',
    'халық',
    'халық саны',
    'тұрғындар саны',
    'население',
    'численность',
    'численность населения',
  ],
} as const;

/** Which of the areas of a name is meant, and what else may stand in the cell. */
export interface PopulationOptions {
  readonly areas: AreaFinder;
  /** Only areas of this level or above it are looked for. */
  readonly level?: AreaLevel | undefined;
  /** A number behind a name is the mark of a footnote. */
  readonly hasFootnotes?: boolean | undefined;
}

/**
 * The populations of a table: a row for each area and year, or a row for each area with a column for each year.
 * An area is given by its code or its name.
 * @throws {FileFault} when the file is no table
 * @throws {AreaFileError} when a column is missing or there are no rows
 */
export async function readPopulations(
  file: TableFile,
  options: PopulationOptions,
): Promise<{ populations: Population[]; faults: AreaFault[] }> {
  const reader = new PopulationReader(options);
  const years = file.headings.map(yearOf);
  const isWide = years.some((year) => year !== null);
  const columns = findColumns(file, columnNames, isWide ? ['area'] : ['area', 'year', 'population']);
  for await (const batch of file.rows()) {
    for (const { number: row, cells } of batch) {
      const area = cells[columns.area!]!;
      if (isWide) {
        for (const [place, year] of years.entries()) {
          if (year !== null && textOf(cells[place]!) !== '') reader.read(row, area, year, cells[place]!);
        }
      } else {
        const yearText = textOf(cells[columns.year!]!);
        reader.read(row, area, yearOf(yearText ?? ''), cells[columns.population!]!, yearText ?? '');
      }
    }
  }
  if (reader.populations.length + reader.faults.length === 0) throw new AreaFileError('NO_ROWS');
  return reader;
}

/** A heading such as "2023" or "2023 год"; null where it is none. */
function yearOf(text: string): number | null {
  const [, digits] = /^(\d{4})(?:\.0)?(?:\s*(?:ж|жыл|жылы|г|год)\.?)?$/iu.exec(text.trim()) ?? [];
  const year = Number(digits);
  return digits !== undefined && year >= 1900 && year <= 2200 ? year : null;
}

class PopulationReader {
  readonly populations: Population[] = [];
  readonly faults: AreaFault[] = [];
  private readonly rowOf = new Map<string, number>();

  constructor(private readonly options: PopulationOptions) {}

  read(row: number, areaCell: Cell, year: number | null, cell: Cell, yearText = ''): void {
    const areaText = textOf(areaCell);
    const [text, population] = [textOf(cell), peopleOf(cell)];
    if (areaText === null || text === null) return this.fault({ row, code: 'UNUSABLE_CELL', value: '' });
    const found = this.findArea(areaText);
    if ('fault' in found) {
      const code = found.fault.code === 'AMBIGUOUS_AREA' ? 'AMBIGUOUS_AREA' : 'UNKNOWN_AREA';
      return this.fault({ row, code, value: shorten(areaText), params: found.fault.params ?? {} });
    }
    if (year === null) return this.fault({ row, code: 'NOT_A_YEAR', value: shorten(yearText) });
    if (population === null) return this.fault({ row, code: 'NOT_A_POPULATION', value: shorten(text) });
    this.add({ row, areaCode: String(found.value), year, population });
  }

  private add(population: Population): void {
    const key = `${population.areaCode} ${population.year}`;
    const first = this.rowOf.get(key);
    if (first !== undefined) {
      return this.fault({ row: population.row, code: 'TWICE', value: key, params: { row: first } });
    }
    this.rowOf.set(key, population.row);
    this.populations.push(population);
  }

  private findArea(text: string) {
    const { areas, level, hasFootnotes = false } = this.options;
    const bare = hasFootnotes ? text.replace(/\s+\d{1,2}\)?\s*$/u, '') : text;
    return areas.find(bare, level);
  }

  private fault(fault: AreaFault): void {
    this.faults.push(fault);
  }
}

/** A whole number of people, however it is written; null where it is none. */
function peopleOf(cell: Cell): number | null {
  const text = textOf(cell);
  if (text === null || text === '') return null;
  const read = typeof cell === 'number' ? { digits: digitsOf(cell) } : readNumber(text.replace(/\.0$/, ''));
  if ('fault' in read || !/^\d{1,9}$/.test(read.digits)) return null;
  return Number(read.digits);
}
