import { subjectsOf, type CopyValue, type RecordValues, type Sql } from '@oblys/database';
import { businessDay, NotFoundError, type Locale } from '@oblys/domain';
import { PassingSeal, type MasterKeys } from '@oblys/persons';
import type { Cell, FileRow, TableFile } from '../files/table-file.js';
import { readAreaFinder } from '../kinds/area-finder.js';
import type { CellFault } from '../kinds/cell-fault.js';
import { checkRow } from '../kinds/check-row.js';
import type { RowFault } from '../kinds/describe-fault.js';
import { shorten } from '../kinds/fold-text.js';
import { isPersonal, type ImportField, type ImportKind, type PersonalField } from '../kinds/import-kind.js';
import { matchHeadings } from '../kinds/match-headings.js';
import { readCell, type CellContext } from '../kinds/read-cell.js';
import { readPersonalCell } from '../kinds/read-personal-cell.js';
import { readTerms } from '../kinds/terms.js';
import { isFaultHeading } from './fault-heading.js';
import { keysFor, type PersonsAccess } from './personal-columns.js';
import { placeOfRow, type PersonalValues } from './personal-rows.js';
import { RowBits } from './row-bits.js';
import type { StagedRow } from './stage-rows.js';

/** How many faults are kept of all that are found; a report lists no more. */
export const listedFaults = 10_000;

export interface ReadOptions extends PersonsAccess {
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
  /** By what is of persons is sealed as it is read. */
  readonly seal = new PassingSeal();
  private readonly thisYear = Number(businessDay(new Date()).slice(0, 4));

  private constructor(
    private readonly options: ReadOptions,
    private readonly columns: readonly (ImportField | PersonalField | null)[],
    private readonly context: CellContext,
    /** By which the keys of persons are wrapped; null where the file tells nothing of any. */
    readonly masterKeys: MasterKeys | null,
  ) {}

  /**
   * @throws {HeadingsFault} when the headings of the file are not those of the kind
   * @throws {PersonalColumnsError} when it has columns of persons, and who imports may not write of them
   * @throws {MasterKeyError} when it has, and there is no master key
   * @throws {NotFoundError} when there is no such area to look for names in
   */
  static async open(sql: Sql, options: ReadOptions): Promise<RowReader> {
    const { kind, file, locale, skipsUnknown = false, within = null } = options;
    const columns = matchHeadings(kind, file.headings, { locale, skipsUnknown, isPassedOver: isFaultHeading });
    const masterKeys = await keysFor(personalOf(columns), options, locale);
    const areas = await readAreaFinder(sql, within);
    if (within !== null && !areas.knows(within))
      throw new NotFoundError(`There is no area ${within} to look for names in.`);
    return new RowReader(options, columns, { areas, terms: await readTerms(sql) }, masterKeys);
  }

  /** The fields that the file has a column for. */
  get fields(): ImportField[] {
    return this.columns.filter((field) => field !== null && !isPersonal(field)) as ImportField[];
  }

  /** Those of persons likewise. */
  get personal(): PersonalField[] {
    return personalOf(this.columns);
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
    const { values, faults, personal } = this.read(row);
    if (faults.length > 0) {
      this.faultCount += faults.length;
      this.faultyRows.add(row.number);
      this.firstFaults.push(...faults.slice(0, listedFaults - this.firstFaults.length));
    }
    return [row.number, faults.length > 0, ...values, ...this.sealed(row.number, personal)];
  }

  /** What a row says of persons, as it is staged: one value, in a file that has columns of them. */
  private sealed(row: number, personal: PersonalValues): CopyValue[] {
    if (this.masterKeys === null) return [];
    return [Object.keys(personal).length === 0 ? null : this.seal.seal(placeOfRow(row), personal)];
  }

  private read(row: FileRow): { values: CopyValue[]; faults: RowFault[]; personal: PersonalValues } {
    const values: CopyValue[] = [];
    const faults: RowFault[] = [];
    const sound: Record<string, CopyValue> = {};
    const personal: Record<string, string | number> = {};
    for (let index = 0; index < this.columns.length; index += 1) {
      const field = this.columns[index]!;
      if (field === null) continue;
      const cell = row.cells[index] ?? null;
      if (isPersonal(field)) {
        const said = readPersonalCell(field, cell, this.thisYear);
        if ('fault' in said) faults.push({ row: row.number, property: field.property, ...untold(said.fault) });
        else if (said.value !== null) personal[field.property] = said.value;
        continue;
      }
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
    return { values, faults, personal };
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

function personalOf(columns: readonly (ImportField | PersonalField | null)[]): PersonalField[] {
  return columns.filter((field) => field !== null && isPersonal(field)) as PersonalField[];
}

/** Without the value, which no fault of persons tells. */
function untold({ code, params = {} }: CellFault): Pick<RowFault, 'code' | 'value' | 'params'> {
  return { code, value: null, params };
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
