import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidInputError } from '@oblys/domain';
import { readFigures } from './read-figures.js';
import { readHeading } from './read-heading.js';
import { InvalidReportError, type ReportFault } from './report-faults.js';
import type { StatedReport } from './stated-report.js';

/**
 * Reads a report from its two files: `name.txt`, headings and an empty line before the words of the report, and
 * `name.csv`, a row for each figure it states. Either path names both.
 *
 * @throws {InvalidReportError} listing everything that is wrong, by file, line, column and value
 * @throws {InvalidInputError} when one of the files cannot be read
 */
export async function readReport(path: string): Promise<StatedReport> {
  const stem = path.replace(/\.(txt|csv)$/, '');
  const [textPath, figuresPath] = [`${stem}.txt`, `${stem}.csv`];
  const [text, figures] = await Promise.all([readText(textPath), readText(figuresPath)]);

  const faults: ReportFault[] = [];
  const heading = readHeading(text, basename(textPath), faults);
  const rows = readFigures(figures, basename(figuresPath), heading.asOf, faults);
  if (faults.length > 0) throw new InvalidReportError(faults);
  return { ...(heading as Omit<StatedReport, 'figures'>), figures: rows };
}

async function readText(path: string): Promise<string> {
  const unreadable = (reason: string, cause: unknown) =>
    new InvalidInputError(
      `The report file ${path} cannot be read: ${reason}. A report is a .txt with a .csv of the same name beside it.`,
      { cause },
    );
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.message, error);
  });
  try {
    // Bytes of another encoding are refused here: loose decoding would put marks of replacement into the words.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable('it is not UTF-8 text', error);
  }
}
