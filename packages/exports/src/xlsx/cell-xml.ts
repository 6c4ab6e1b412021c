import type { IsoDate } from '@oblys/domain';
import { columnName, xmlText } from './xlsx-text.js';

/**
 * A row of a sheet. Each cell gets its place, without which some readers fail; null is none.
 * @param number counted from 1
 */
export function rowXml(number: number, cells: readonly (string | null)[]): string {
  let xml = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]!;
    if (cell !== null) xml += `<c r="${nameOf(index)}${number}"${cell.slice('<c'.length)}`;
  }
  return `${xml}</row>`;
}

function nameOf(index: number): string {
  return (columnNames[index] ??= columnName(index));
}

const columnNames: string[] = [];

export function textCell(text: string, style: number): string {
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** @param number in digits that XML Schema takes for a double */
export function numberCell(number: number | string, style: number): string {
  return `<c s="${style}"><v>${number}</v></c>`;
}

export function booleanCell(value: boolean): string {
  return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
}

const dayMs = 86_400_000;
const dayZeroMs = Date.parse('1899-12-30T00:00:00Z');

/** Spreadsheets believe in a 29 February 1900, so before the next day they count otherwise, and before 1900 not at all. */
export const firstExactDay: IsoDate = '1900-03-01';
export const firstExactInstantMs = Date.parse(`${firstExactDay}T00:00:00Z`);

/** The number of a day, from firstExactDay on. */
export function serialOfDay(day: IsoDate): number {
  return (Date.parse(`${day}T00:00:00Z`) - dayZeroMs) / dayMs;
}

/** The number of an instant in UTC, from firstExactDay on; to the millisecond it is exact once rounded. */
export function serialOfInstant(instantMs: number): number {
  return (instantMs - dayZeroMs) / dayMs;
}
