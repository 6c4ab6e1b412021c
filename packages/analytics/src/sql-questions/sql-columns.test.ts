import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { sqlColumn } from './sql-columns.js';

const { builtins } = pg.types;
const columnOf = (dataTypeID: number, first: (string | null)[] = [], dataTypeModifier = -1) =>
  sqlColumn({ name: 'found', dataTypeID, dataTypeModifier }, first, null);

describe('sqlColumn', () => {
  it('takes the digits of a number from its type, else from the longest of the first rows', () => {
    expect(columnOf(builtins.NUMERIC, [], ((18 << 16) | 2) + 4).column.type).toEqual({ precision: 18, scale: 2 });
    expect(columnOf(builtins.NUMERIC, ['1.5', null, '2', '0.125']).column.type).toEqual({ precision: 38, scale: 3 });
    expect(columnOf(builtins.NUMERIC, [null]).column.type).toEqual({ precision: 38, scale: 10 });
  });

  it('keeps numbers as their digits, and an instant as one', () => {
    expect(columnOf(builtins.INT8).read('9007199254740993')).toBe('9007199254740993');
    expect(columnOf(builtins.TIMESTAMPTZ).read('2025-11-05 09:30:00+05')).toEqual(new Date('2025-11-05T04:30:00Z'));
    expect(columnOf(builtins.BOOL).read('f')).toBe(false);
    expect(columnOf(builtins.FLOAT8).read('0.1')).toBe(0.1);
  });

  it('gives as text what no column of a file is made for', () => {
    expect(columnOf(builtins.JSONB).column.type).toBe('TEXT');
    expect(columnOf(builtins.TIMESTAMPTZ).read('infinity')).toBe('infinity');
  });

  it('takes an instant to the millisecond', () => {
    const read = columnOf(builtins.TIMESTAMPTZ).read('2025-11-05 09:30:00.123456+05');
    expect(read).toEqual(new Date('2025-11-05T04:30:00.123Z'));
  });
});
