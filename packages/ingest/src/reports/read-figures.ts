import type { IsoDate } from '@oblys/domain';
import { CsvError, parse } from 'csv-parse/sync';
import { checkFigure, type FigureColumn, figureColumns } from './check-figure.js';
import { describeProblem } from './figure-problems.js';
import type { ReportFault } from './report-faults.js';
import type { StatedFigureRow } from './stated-report.js';

/** Reads the figures; complete only when no fault was added. Where the as-of day is unknown, nothing is held against it. */
export function readFigures(
  content: string,
  file: string,
  asOf: IsoDate | undefined,
  faults: ReportFault[],
): StatedFigureRow[] {
  const [heading, ...rows] = readRows(content, file, faults);
  if (heading === undefined) return [];
  const missing = figureColumns.filter((column) => !heading.cells.includes(column));
  const unknown = heading.cells.filter((cell) => !(figureColumns as readonly string[]).includes(cell));
  if (missing.length > 0 || unknown.length > 0 || heading.cells.length !== figureColumns.length) {
    const problem = `is not the heading of figures; their columns are ${figureColumns.join(',')}.`;
    faults.push({ file, line: heading.line, column: null, value: heading.cells.join(','), problem });
    return [];
  }
  if (rows.length === 0) {
    faults.push({
      file,
      line: null,
      column: null,
      value: '',
      problem: 'is all there is: the report states no figure.',
    });
  }
  const numbers = new Map<string, number>();
  return rows.flatMap(({ cells, line }) => {
    const fault = (column: FigureColumn | null, value: string, problem: string) =>
      void faults.push({ file, line, column, value, problem });
    if (cells.length !== heading.cells.length) {
      fault(null, cells.join(','), `has ${cells.length} columns, where the heading has ${heading.cells.length}.`);
      return [];
    }
    const row = Object.fromEntries(heading.cells.map((column, index) => [column, cells[index]!.trim()]));
    const figure = checkFigure(row as Record<FigureColumn, string>, asOf, (column, value, problem) =>
      fault(column, value, describeProblem(problem, 'EN')),
    );
    const firstLine = numbers.get(row['number']!);
    if (firstLine !== undefined) fault('number', row['number']!, `is the number of line ${firstLine} already.`);
    numbers.set(row['number']!, line);
    return [figure];
  });
}

interface Row {
  cells: string[];
  line: number;
}

function readRows(content: string, file: string, faults: ReportFault[]): Row[] {
  try {
    const parsed = parse(content, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    return (parsed as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      cells: record,
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    faults.push({ file, line, column: null, value: '', problem: `is no CSV: ${error.message}` });
    return [];
  }
}
