import type { Sql } from '@oblys/database';
import { inLocale, type IsoDate, type Locale } from '@oblys/domain';
import type { Cell, FileRow, TableFile } from '../files/table-file.js';
import { AreaFinder } from '../kinds/area-finder.js';
import { describeFault } from '../kinds/describe-fault.js';
import { shorten } from '../kinds/fold-text.js';
import { isPersonal, type ImportField } from '../kinds/import-kind.js';
import { matchHeadings } from '../kinds/match-headings.js';
import { readCell, type CellContext } from '../kinds/read-cell.js';
import { readTerms } from '../kinds/terms.js';
import { checkFigure, type FigureColumn, figureColumns } from './check-figure.js';
import { figureKind } from './figure-kind.js';
import { describeProblem } from './figure-problems.js';
import { InvalidReportError, type ReportFault } from './report-faults.js';
import { mostFiguresOfReport, type StatedFigureRow } from './stated-report.js';
import { findMeasureOfCode, statedUnit } from './stated-unit.js';

export interface FigureTableOptions {
  readonly file: TableFile;
  readonly asOf: IsoDate;
  readonly locale: Locale;
}

/**
 * The figures of a CSV or XLSX table: a row for each, measures and programmes by code or name, what is left out by what
 * is usual: numbered as they stand, in the unit of the measure, exact or, with a rounding unit, rounded.
 * @throws {FileFault} when the file is no table
 * @throws {HeadingsFault} when its headings are not those of figures
 * @throws {InvalidReportError} with everything that is wrong, in the language asked for
 */
export async function readFigureTable(sql: Sql, options: FigureTableOptions): Promise<StatedFigureRow[]> {
  const { file, locale } = options;
  const matched = matchHeadings(figureKind, file.headings, { locale, skipsUnknown: false, isPassedOver: () => false });
  const columns = matched.map((field) => (field === null || isPersonal(field) ? null : field));
  const context: CellContext = { areas: new AreaFinder([], null), terms: await readTerms(sql) };
  const reader = new FigureReader(options, columns, context);
  for await (const batch of file.rows()) {
    for (const row of batch) {
      reader.take(row);
      if (reader.isFull) return reader.end();
    }
  }
  return reader.end();
}

class FigureReader {
  private readonly figures: StatedFigureRow[] = [];
  private readonly faults: ReportFault[] = [];
  private readonly lineOf = new Map<number, number>();
  private rowCount = 0;

  constructor(
    private readonly options: FigureTableOptions,
    private readonly columns: readonly (ImportField | null)[],
    private readonly context: CellContext,
  ) {}

  /** Whether it has read more than a report may state: what comes after is not looked at. */
  get isFull(): boolean {
    return this.rowCount > mostFiguresOfReport;
  }

  take(row: FileRow): void {
    this.rowCount += 1;
    if (this.isFull) {
      const problem = { code: 'TOO_MANY', params: { most: String(mostFiguresOfReport) } } as const;
      const words = describeProblem(problem, this.options.locale);
      return this.fault(row.number, 'number', String(this.rowCount), words);
    }
    const before = this.faults.length;
    const texts = this.readTexts(row);
    if (this.faults.length > before) return;
    const figure = checkFigure(texts, this.options.asOf, (column, value, problem) =>
      this.fault(row.number, column, value, describeProblem(problem, this.options.locale)),
    );
    const first = this.lineOf.get(figure.number);
    if (first !== undefined) {
      const problem = { code: 'NUMBER_TWICE', params: { line: String(first) } } as const;
      this.fault(row.number, 'number', texts.number, describeProblem(problem, this.options.locale));
    }
    this.lineOf.set(figure.number, row.number);
    this.figures.push(figure);
  }

  /** @throws {InvalidReportError} with everything that is wrong */
  end(): StatedFigureRow[] {
    const { file } = this.options;
    if (this.figures.length + this.faults.length === 0) {
      const problem = 'is all there is: the report states no figure.';
      this.faults.push({ file: file.name, line: null, column: null, value: '', problem });
    }
    if (this.faults.length > 0) throw new InvalidReportError(this.faults);
    return this.figures;
  }

  private readTexts(row: FileRow): Record<FigureColumn, string> {
    const texts = Object.fromEntries(figureColumns.map((name) => [name, ''])) as Record<FigureColumn, string>;
    // The measure first: it tells whether a value may be a share in percent.
    const inOrder = [...this.columns.entries()].sort(([, one], [, other]) => order(one) - order(other));
    for (const [index, field] of inOrder) {
      if (field === null) continue;
      const name = field.property as FigureColumn;
      const cell = name === 'value' ? withoutPercent(row.cells[index]!, texts.measure) : row.cells[index]!;
      const read = readCell(field, cell, this.context);
      if ('fault' in read) {
        const { code, params = {} } = read.fault;
        const fault = { row: row.number, property: name, code, value: null, params };
        this.fault(row.number, name, told(cell), describeFault(fault, figureKind, this.options.locale));
      } else if (read.value !== null) texts[name] = String(read.value);
    }
    return withDefaults(texts, this.figures.length + 1);
  }

  private fault(line: number, column: FigureColumn, value: string, problem: string): void {
    const heading = figureKind.fields.find(({ property }) => property === column)!.headings;
    const told = { file: this.options.file.name, line, column: inLocale(heading, this.options.locale) };
    this.faults.push({ ...told, value: shorten(value), problem });
  }
}

function order(field: ImportField | null): number {
  return field?.property === 'measure' ? 0 : 1;
}

function withDefaults(texts: Record<FigureColumn, string>, number: number): Record<FigureColumn, string> {
  return {
    ...texts,
    number: texts.number === '' ? String(number) : texts.number,
    unit: texts.unit === '' ? unitOf(texts.measure) : texts.unit,
    qualifier: texts.qualifier === '' ? (texts.rounding_unit === '' ? 'EXACT' : 'ROUNDED') : texts.qualifier,
  };
}

function unitOf(measureCode: string): string {
  const measure = findMeasureOfCode(measureCode);
  return measure === undefined ? '' : statedUnit(measure);
}

/** A share is stated in percent: "98 %" is 98 of it. */
function withoutPercent(cell: Cell, measureCode: string): Cell {
  // Where the measure itself is at fault, nothing more is said of the value.
  const isShare = (findMeasureOfCode(measureCode)?.valueType ?? 'ratio') === 'ratio';
  return isShare && typeof cell === 'string' ? cell.replace(/\s*%\s*$/u, '') : cell;
}

function told(cell: Cell): string {
  if (cell === null || (typeof cell === 'object' && !('date' in cell))) return '';
  return typeof cell === 'object' ? cell.date : String(cell);
}
