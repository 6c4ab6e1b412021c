import { holds, subjectsOf, type RecordRule, type RecordValues } from '@oblys/database';
import type { ImportKind } from './import-kind.js';

/** The rules that do not hold between values of a row; those about values that are at fault or not given say nothing. */
export function checkRow(
  { rules }: ImportKind,
  values: RecordValues,
  isSound: (property: string) => boolean,
): RecordRule[] {
  return rules.filter((rule) => subjectsOf(rule).every(isSound) && !holds(rule, values));
}
