import { personalLimits } from '@oblys/persons';
import type { Cell } from '../files/table-file.js';
import { fault, type CellFault } from './cell-fault.js';
import type { PersonalField, PersonalProperty } from './import-kind.js';
import { isBlank, textOf, type ValueCell } from './read-cell.js';

export type PersonalResult = { readonly value: string | number | null } | { readonly fault: CellFault };

/**
 * What a cell says of a person; null where it is blank. No fault tells anything of what stood there: neither the value
 * nor what it might mean.
 * @param thisYear nobody is born later
 */
export function readPersonalCell({ property }: PersonalField, cell: Cell, thisYear: number): PersonalResult {
  if (isBlank(cell)) return { value: null };
  if (typeof cell === 'object' && 'unusable' in cell) return fault(cell.unusable);
  return property === 'birthYear' ? readYear(cell, thisYear) : readWords(property, cell);
}

function readYear(cell: ValueCell, thisYear: number): PersonalResult {
  const [, digits] = /^(\d{4})(?:\s*(?:г|ж)\.?(?:\s*р\.?)?)?$/u.exec(textOf(cell).slice(0, 20)) ?? [];
  if (digits === undefined) return fault('NOT_A_YEAR');
  const value = Number(digits);
  const [least, most] = [personalLimits.birthYear, thisYear];
  return value < least || value > most ? fault('OUT_OF_RANGE', { least, most }) : { value };
}

const most: Readonly<Record<Exclude<PersonalProperty, 'birthYear'>, number>> = {
  fullName: personalLimits.fullName,
  phone: personalLimits.contact,
  address: personalLimits.contact,
  text: personalLimits.text,
};

function readWords(property: keyof typeof most, cell: ValueCell): PersonalResult {
  const value = textOf(cell).normalize('NFC');
  if (/\0|\p{Surrogate}/u.test(value)) return fault('NOT_TEXT');
  if (value.length > most[property]) return fault('TOO_LONG', { most: most[property] });
  return property === 'phone' && !isPhone(value) ? fault('NOT_A_PHONE') : { value };
}

/** One number or several, each with what people put between its digits, and with an extension. */
function isPhone(text: string): boolean {
  return text.split(/[,;/]/).every((each) => {
    const bare = each.trim().replace(/\s*(?:доб|вн|ішкі|қос|ext)\.?\s*\d{1,6}$/iu, '');
    const digits = bare.replace(/\D/g, '').length;
    return /^\+?[\d\s().-]+$/.test(bare) && digits >= 5 && digits <= 15;
  });
}
