import { describe, expect, it } from '@jest/globals';
import { rowChecker, type CheckedValue } from './check-values.js';
import type { ColumnType, ExportValue } from './export-table.js';
import { UnwritableValueError } from './unwritable-value-error.js';

function check(type: ColumnType, value: ExportValue): CheckedValue {
  return rowChecker([{ key: 'value', heading: 'Мән', type }])([value], 7)[0]!;
}

describe('rowChecker', () => {
  const money = { precision: 18, scale: 2 };

  it.each<[ColumnType, ExportValue, CheckedValue]>([
    ['TEXT', '', ''],
    ['TEXT', 'Қарағанды 🌾', 'Қарағанды 🌾'],
    ['CODE', '010000000', '010000000'],
    ['INTEGER', -0, '0'],
    ['INTEGER', 9_223_372_036_854_775_807n, '9223372036854775807'],
    ['INTEGER', '-9223372036854775808', '-9223372036854775808'],
    ['INTEGER', '007', '7'],
    [money, '1985999777.60', '1985999777.60'],
    [money, '1985999777.6', '1985999777.60'],
    [money, '1985999777.6000', '1985999777.60'],
    [money, '-0.00', '0.00'],
    [money, '0.5', '0.50'],
    [money, 12, '12.00'],
    [money, '9999999999999999.99', '9999999999999999.99'],
    [{ precision: 2, scale: 2 }, '0.25', '0.25'],
    [{ precision: 38, scale: 0 }, '9'.repeat(38), '9'.repeat(38)],
    ['FLOAT', 0.1, 0.1],
    ['BOOLEAN', false, false],
    ['DATE', '0001-01-01', '0001-01-01'],
    ['INSTANT', '2025-11-05T09:30:00.250+05:00', new Date('2025-11-05T04:30:00.250Z')],
    ['DATE', null, null],
  ])('takes %j %j as %j', (type, value, expected) => {
    expect(check(type, value)).toEqual(expected);
  });

  it.each<[ColumnType, ExportValue]>([
    ['TEXT', 'half a letter \ud83c'],
    ['TEXT', 12],
    ['INTEGER', 1.5],
    ['INTEGER', 2 ** 53],
    ['INTEGER', '9223372036854775808'],
    ['INTEGER', ''],
    [money, '0.001'],
    [money, '10000000000000000'],
    [money, 0.1],
    [money, 'NaN'],
    [money, ''],
    [money, '.'],
    [money, '1e3'],
    ['FLOAT', Number.NaN],
    ['FLOAT', Number.POSITIVE_INFINITY],
    ['FLOAT', '0.1'],
    ['BOOLEAN', 'true'],
    ['DATE', '2025-02-29'],
    ['DATE', 'infinity'],
    ['DATE', new Date(0)],
    ['INSTANT', new Date(Number.NaN)],
    ['INSTANT', '2025-11-05T09:30:00.123456Z'],
    ['INSTANT', '2025-11-05'],
  ])('refuses %j %j rather than change it', (type, value) => {
    expect(() => check(type, value)).toThrow(UnwritableValueError);
  });

  it('names the row and the column', () => {
    expect(() => check('DATE', '2025-02-29')).toThrow('Row 7, column "value": "2025-02-29" is no date (YYYY-MM-DD).');
  });

  it('refuses a row of more or fewer values than there are columns', () => {
    const checker = rowChecker([{ key: 'value', heading: 'Мән', type: 'TEXT' }]);
    expect(() => checker([], 1)).toThrow('Row 1 has 0 values for 1 columns.');
    expect(() => checker(['a', 'b'], 2)).toThrow('Row 2 has 2 values for 1 columns.');
  });
});
