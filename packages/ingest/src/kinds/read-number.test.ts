import { describe, expect, it } from '@jest/globals';
import { digitsOf, readNumber } from './read-number.js';

describe('readNumber', () => {
  it.each([
    ['1848', '1848'],
    ['0017', '17'],
    ['+5', '5'],
    ['-5', '-5'],
    ['−5', '-5'],
    ['1 848', '1848'],
    ['1\u00a0848', '1848'],
    ['1\u2009848', '1848'],
    ['1\u202f848\u202f000', '1848000'],
    ["1'848", '1848'],
    ['1 848,50', '1848.5'],
    ['1 848.50', '1848.5'],
    ['1848,5', '1848.5'],
    ['1848.50', '1848.5'],
    ['0,500', '0.5'],
    ['0.123', '0.123'],
    ['1234,567', '1234.567'],
    ['1,848.50', '1848.5'],
    ['1.848,50', '1848.5'],
    ['1,848,000', '1848000'],
    ['1.848.000', '1848000'],
    ['1 848 000 ₸', '1848000'],
    ['1 848 000 тг.', '1848000'],
    ['1848000 теңге', '1848000'],
    ['1848000 KZT', '1848000'],
    ['  12  ', '12'],
    ['99999999999999999999', '99999999999999999999'],
    ['0', '0'],
    ['-0', '0'],
  ])('reads %j as %s', (text, digits) => {
    expect(readNumber(text)).toEqual({ digits });
  });

  it.each([
    ['1 848 млн', '1848000000'],
    ['1,8 млрд', '1800000000'],
    ['17 мың', '17000'],
    ['17,2 тыс.', '17200'],
    ['2 миллиона тенге', '2000000'],
    ['1 848 млн теңге', '1848000000'],
    ['0,5 million', '500000'],
    ['1234567,8912345 тыс', '1234567891.2345'],
  ])('refuses %j and says what to write', (text, hint) => {
    expect(readNumber(text)).toEqual({ fault: { code: 'MULTIPLIER', params: { hint } } });
  });

  it.each([
    ['1,848', 'AMBIGUOUS_NUMBER'],
    ['1.848', 'AMBIGUOUS_NUMBER'],
    ['-12,345', 'AMBIGUOUS_NUMBER'],
    ['92 %', 'PERCENT'],
    ['92 пайыз', 'PERCENT'],
    ['', 'NOT_A_NUMBER'],
    ['1 2', 'NOT_A_NUMBER'],
    ['1 84', 'NOT_A_NUMBER'],
    ['12-15', 'NOT_A_NUMBER'],
    ['1e5', 'NOT_A_NUMBER'],
    ['0x1F', 'NOT_A_NUMBER'],
    ['шамамен 5', 'NOT_A_NUMBER'],
    ['1,84,8', 'NOT_A_NUMBER'],
    ['млн', 'NOT_A_NUMBER'],
    ['=1+1', 'NOT_A_NUMBER'],
  ])('refuses %j: %s', (text, code) => {
    expect(readNumber(text)).toMatchObject({ fault: { code } });
  });

  it('names both readings of what is ambiguous', () => {
    expect(readNumber('1.848')).toMatchObject({ fault: { params: { one: '1848', other: '1,848' } } });
  });
});

describe('digitsOf', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [12_345_678_901_234, '12345678901234'],
    [1e21, '1000000000000000000000'],
    [-1848.5, '-1848.5'],
    [1e-7, '0.0000001'],
    [0, '0'],
  ])('gives %d as %s', (number, digits) => {
    expect(digitsOf(number)).toBe(digits);
  });
});
