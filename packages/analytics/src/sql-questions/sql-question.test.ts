import { describe, expect, it } from '@jest/globals';
import { assertSqlQuestion } from './sql-question.js';

describe('assertSqlQuestion', () => {
  it.each([
    'select 1',
    '  -- what for\n(SELECT 1)',
    '/* a word */ with one as (select 1) table one',
    'values (1), (2);',
  ])('lets %j pass', (text) => {
    expect(() => assertSqlQuestion(text)).not.toThrow();
  });

  it.each([
    ['', 'The SQL is empty'],
    ['-- select 1', 'The SQL is empty'],
    ['insert into area values (1)', 'begins with "insert into area val"'],
    ['selection', 'begins with "selection"'],
    ['set role none', 'begins with "set role none"'],
  ])('refuses %j', (text, refusal) => {
    expect(() => assertSqlQuestion(text)).toThrow(refusal);
  });
});
