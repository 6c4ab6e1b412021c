import { subjectsOf, type CopyValue, type RecordValues, type Sql } from '@oblys/database';
import { NotFoundError, type Locale } from '@oblys/domain';
import type { Cell, FileRow, TableFile } from '../files/table-file.js';
import { readAreaFinder } from '../kinds/area-finder.js';
import { checkRow } from '../kinds/check-row.js';
import type { RowFault } from '../kinds/describe-fault.js';
import { shorten } from '../kinds/fold-text.js';
import type { ImportField, ImportKind } from '../kinds/import-kind.js';
import { matchHeadings } from '../kinds/match-headings.js';
import { readCell, type CellContext } from '../kinds/read-cell.js';
import { readTerms } from '../kinds/terms.js';
import { isFaultHeading } from './fault-heading.js';
import { RowBits } from './row-bits.js';
import type { StagedRow } from './stage-rows.js';

/** How many faults are kept of all that are found; a report lists no more. */
export const listedFaults = 10_000;

export interface ReadOptions {
  readonly kind: ImportKind;
  readonly file: TableFile;
  readonly within?: string | undefined;
  readonly skipsUnknown?: boolean | undefined;
  readonly locale: Locale;
}

/** Reads the rows of a file as values of a kind, and gathers what is wrong with them. */
export class RowReader {
  readonly faultyRows = new RowBits();
  readonly firstFaults: RowFault[] = [];
  faultCount = 0;
  /** Rows read so far. */
  count = 0;

  private constructor(
    private readonly options: ReadOptions,
    private readonly columns: readonly (ImportField | null)[],
    private readonly context: CellContext,
  ) {}

  /**
   * @throws {HeadingsFault} when the headings of the file are not those of the kind
   * @throws {NotFoundError} when there is no such area to look for names in
   */
  static async open(sql: Sql, options: ReadOptions): Promise<RowReader> {
    const { kind, file, locale, skipsUnknown = false, within = null } = options;
    const columns = matchHeadings(kind, file.headings, { locale, skipsUnknown, isPassedOver: isFaultHeading });
    const areas = await readAreaFinder(sql, within);
    if (within !== null && !areas.knows(within))
      throw new NotFoundError(`There is no area ${within} to look for names in.`);
    return new RowReader(options, columns, { areas, terms: await readTerms(sql) });
  }

  /** The fields that the file has a column for. */
  get fields(): ImportField[] {
    return this.columns.filter((field) => field !== null);
  }

  get ignoredHeadings(): string[] {
    return this.options.file.headings.filter(
      (heading, index) => this.columns[index] === null && !isFaultHeading(heading),
    );
  }

  /** The rows to be staged, faulty ones too; may be asked for once. */
  async *batches(onRead: (rows: number) => void): AsyncGenerator<StagedRow[]> {
    for await (const batch of this.options.file.rows()) {
      yield batch.map((row) => this.take(row));
      this.count += batch.length;
      onRead(this.count);
    }
  }

  /** What is wrong with a row by itself, and with the values of it that are not. */
  faultsOf(row: FileRow): RowFault[] {
    return this.read(row).faults;
  }

  private take(row: FileRow): StagedRow {
    const { values, faults } = this.read(row);
    if (faults.length > 0) {
      this.faultCount += faults.length;
      this.faultyRows.add(row.number);
      this.firstFaults.push(...faults.slice(0, listedFaults - this.firstFaults.length));
    }
    return [row.number, faults.length > 0, ...values];
  }

  private read(row: FileRow): { values: CopyValue[]; faults: RowFault[] } {
    const values: CopyValue[] = [];
    const faults: RowFault[] = [];
    const sound: Record<string, CopyValue> = {};
    for (let index = 0; index < this.columns.length; index += 1) {
      const field = this.columns[index]!;
      if (field === null) continue;
      const cell = row.cells[index] ?? null;
      const read = readCell(field, cell, this.context);
      if ('fault' in read) {
        const { code, params = {} } = read.fault;
        faults.push({ row: row.number, property: field.property, code, value: told(cell), params });
        values.push(null);
      } else {
        values.push(read.value);
        sound[field.property] = read.value;
      }
    }
    faults.push(...this.faultsOfRow(row, sound));
    return { values, faults };
  }

  private faultsOfRow(row: FileRow, sound: RecordValues): RowFault[] {
    const broken = checkRow(this.options.kind, sound, (property) => property in sound).map((rule): RowFault => ({
      row: row.number,
      ...placeOf(rule, sound),
      code: rule.check,
      params: rule,
    }));
    if (row.surplus === 0) return broken;
    return [...broken, { row: row.number, property: null, code: 'SURPLUS', value: null, params: {} }];
  }
}

/** The property where a broken rule can be mended, and its value. */
function placeOf(rule: Parameters<typeof subjectsOf>[0], sound: RecordValues): Pick<RowFault, 'property' | 'value'> {
  const property = subjectsOf(rule)[0]!;
  return { property, value: sound[property] === null ? null : shorten(String(sound[property])) };
}

function told(cell: Cell): string | null {
  if (cell === null || cell === '') return null;
  if (typeof cell !== 'object') return shorten(String(cell));
  return 'date' in cell ? cell.date : null;
}
