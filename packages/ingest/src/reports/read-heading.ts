import { assertAreaCode, InvalidInputError, locales, parseIsoDate } from '@oblys/domain';
import type { ReportFault } from './report-faults.js';
import type { StatedReport } from './stated-report.js';

type Heading = Omit<StatedReport, 'figures'>;

/** The headings of a report's text, each with what it fills and how its value is read. */
const headings: Record<string, { fills: Exclude<keyof Heading, 'text'>; read: (value: string) => string }> = {
  Source: { fills: 'sourceRef', read: (value) => value },
  Area: { fills: 'areaCode', read: readAreaCode },
  Title: { fills: 'title', read: (value) => value },
  Language: { fills: 'language', read: readLanguage },
  Published: { fills: 'publishedOn', read: (value) => parseIsoDate(value, 'day of publication') },
  'As of': { fills: 'asOf', read: (value) => parseIsoDate(value, 'as-of day') },
};

/** Reads "Name: value" lines up to the first empty one, then the words. Complete only when no fault was added. */
export function readHeading(content: string, file: string, faults: ReportFault[]): Partial<Heading> {
  const lines = content.split(/\r?\n/);
  const firstEmpty = lines.findIndex((line) => line.trim() === '');
  const end = firstEmpty === -1 ? lines.length : firstEmpty;
  const heading: Partial<Record<keyof Heading, string>> = { text: lines.slice(end).join('\n').trim() };

  for (const [index, line] of lines.slice(0, end).entries()) {
    const fault = (column: string | null, value: string, problem: string) =>
      faults.push({ file, line: index + 1, column, value, problem });
    const [, name = '', value = ''] = /^([^:]+):\s*(.*?)\s*$/.exec(line) ?? [];
    const known = Object.hasOwn(headings, name) ? headings[name] : undefined;
    if (known === undefined) {
      fault(null, line, `is no heading. The headings are: ${Object.keys(headings).join(', ')}.`);
    } else if (heading[known.fills] !== undefined) {
      fault(name, value, 'is given twice; a heading is given once.');
    } else {
      try {
        heading[known.fills] = value === '' ? noValue() : known.read(value);
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error;
        heading[known.fills] = value;
        fault(name, value, `cannot stand here. ${error.message}`);
      }
    }
  }
  for (const [name, { fills }] of Object.entries(headings)) {
    if (heading[fills] === undefined) {
      faults.push({ file, line: null, column: name, value: '', problem: 'is missing; every heading is needed.' });
    }
  }
  if (heading.text === '') {
    faults.push({ file, line: end + 1, column: null, value: '', problem: 'is all there is: the report has no words.' });
  }
  return heading as Partial<Heading>;
}

function noValue(): never {
  throw new InvalidInputError('It has no value.');
}

function readAreaCode(value: string): string {
  assertAreaCode(value);
  return value;
}

function readLanguage(value: string): string {
  if (locales.some((locale) => locale === value)) return value;
  throw new InvalidInputError(`The languages are ${locales.join(', ')}.`);
}
