import { OblysError } from '@oblys/domain';

/** One thing wrong in a file of a report. */
export interface ReportFault {
  file: string;
  /** Starting at 1; null where the fault is of the whole file. */
  line: number | null;
  /** The column of the figures, or the heading of the text; null where the fault is of the whole line. */
  column: string | null;
  value: string;
  problem: string;
}

/** A report that cannot be taken in, with everything that is wrong in it, so that one look mends all. */
export class InvalidReportError extends OblysError {
  readonly code = 'INVALID_REPORT';

  constructor(readonly faults: readonly ReportFault[]) {
    super(faults.map(describeFault).join('\n'));
  }
}

function describeFault({ file, line, column, value, problem }: ReportFault): string {
  const place = [file, line === null ? null : `line ${line}`, column].filter((part) => part !== null).join(', ');
  return `${place}: "${value}" ${problem}`;
}
