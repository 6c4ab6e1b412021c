import { InvalidInputError } from '@oblys/domain';
import type { Kind } from './kind.js';
import type { Rows, Statement } from './statement.js';

/** A filter as it was given: conditions by name, and filters of the same kind under `and`, `or` and `not`. */
type GivenFilter = Readonly<Record<string, unknown>>;

export const maximumFilterDepth = 8;

/**
 * The conditions that a filter puts to the rows of a kind; all must hold. What is null asks nothing.
 * @throws {InvalidInputError} when it nests too deep, or a condition cannot be asked for
 */
export function filterConditions(kind: Kind, rows: Rows, filter: unknown, statement: Statement, depth = 1): string[] {
  if (depth > maximumFilterDepth) {
    throw new InvalidInputError(`"filter" nests deeper than ${maximumFilterDepth} levels of "and", "or" and "not".`);
  }
  return listGiven(filter).map(([name, value]) => {
    const whole = (inner: unknown): string => conjunction(filterConditions(kind, rows, inner, statement, depth + 1));
    if (name === 'and') return conjunction((value as GivenFilter[]).map(whole));
    if (name === 'or') return disjunction((value as GivenFilter[]).map(whole));
    // A row whose value is unknown does not meet the condition, so it meets its contrary.
    if (name === 'not') return `(${whole(value)}) is not true`;
    const given = kind.filters[name];
    if (given === undefined) throw new Error(`${kind.name} has no filter ${name}.`);
    return given.condition(rows, value as never, statement);
  });
}

/** Whether a filter as a whole names the regions that its rows lie in. */
export function isRegional(kind: Kind, filter: unknown): boolean {
  return listGiven(filter).some(([name, value]) =>
    name === 'and'
      ? (value as GivenFilter[]).some((inner) => isRegional(kind, inner))
      : kind.filters[name]?.isRegional === true,
  );
}

function listGiven(filter: unknown): [string, unknown][] {
  return Object.entries((filter ?? {}) as GivenFilter).filter(([, value]) => value !== null && value !== undefined);
}

function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
}

function disjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}
