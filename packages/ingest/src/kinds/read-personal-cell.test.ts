import { describe, expect, it } from '@jest/globals';
import { textOfAppeal, whoItIsAbout } from './personal-fields.js';
import { readPersonalCell } from './read-personal-cell.js';
import type { Cell } from '../files/table-file.js';

const read = (property: string, cell: Cell) =>
  readPersonalCell(
    [...whoItIsAbout, textOfAppeal].find((field) => field.property === property)!,
    cell,
    2025,
  );

describe('readPersonalCell', () => {
  it.each<[string, Cell, string | number | null]>([
    ['fullName', '  Серікова Мадина ', 'Серікова Мадина'],
    ['fullName', '-', null],
    ['phone', '+7 (701) 234-56-78', '+7 (701) 234-56-78'],
    ['phone', 87012345678, '87012345678'],
    ['phone', '2-12-12; 8 701 234 56 78 доб. 12', '2-12-12; 8 701 234 56 78 доб. 12'],
    ['address', 'Щучинск, Абай көшесі 5', 'Щучинск, Абай көшесі 5'],
    ['birthYear', 1980, 1980],
    ['birthYear', '1980 г.р.', 1980],
    ['birthYear', '1980 ж.', 1980],
    ['birthYear', '2025', 2025],
    ['birthYear', null, null],
    ['text', 'Жол\nжөндеуді сұраймын', 'Жол\nжөндеуді сұраймын'],
  ])('takes %s from %j', (property, cell, value) => {
    expect(read(property, cell)).toEqual({ value });
  });

  it.each<[string, Cell, string]>([
    ['fullName', 'А'.repeat(201), 'TOO_LONG'],
    ['fullName', { unusable: 'FORMULA' }, 'FORMULA'],
    ['fullName', 'А\0', 'NOT_TEXT'],
    ['phone', 'нет телефона', 'NOT_A_PHONE'],
    ['phone', '112', 'NOT_A_PHONE'],
    ['phone', '+7 701 234 56 78 999 888', 'NOT_A_PHONE'],
    ['address', 'А'.repeat(301), 'TOO_LONG'],
    ['birthYear', 3000, 'OUT_OF_RANGE'],
    ['birthYear', '1899', 'OUT_OF_RANGE'],
    ['birthYear', '80', 'NOT_A_YEAR'],
    ['birthYear', '03.05.1980', 'NOT_A_YEAR'],
    ['text', 'А'.repeat(10_001), 'TOO_LONG'],
  ])('refuses for %s what is none, and tells nothing of it: %#', (property, cell, code) => {
    const result = read(property, cell);
    expect(result).toMatchObject({ fault: { code } });
    expect(JSON.stringify(result)).not.toMatch(/3000|1899|"80"|1980|701|А/);
  });
});
