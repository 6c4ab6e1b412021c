import { InvalidInputError } from '@oblys/domain';
import type { Kind } from './kind.js';
import type { Rows, Statement } from './statement.js';

/** A filter as it was given: conditions by name, and filters of the same kind under `and`, `or` and `not`. */
type GivenFilter = Readonly<Record<string, unknown>>;

export const maximumFilterDepth = 8;

/** Each is looked at for every row, and many words are looked for one by one. */
export const maximumFilterConditions = 200;

/**
 * The conditions that a filter puts to the rows of a kind; all must hold. What is null asks nothing.
 * @throws {InvalidInputError} when it nests too deep, has too many conditions, or one that cannot be asked for
 */
export function filterConditions(kind: Kind, rows: Rows, filter: unknown, statement: Statement): string[] {
  const count = countConditions(filter);
  if (count > maximumFilterConditions) {
    throw new InvalidInputError(
      `"filter" has ${count} conditions; it may have ${maximumFilterConditions}, those in "and", "or" and "not" among them.`,
    );
  }
  return conditionsOf(kind, rows, filter, statement);
}

function conditionsOf(kind: Kind, rows: Rows, filter: unknown, statement: Statement, depth = 1): string[] {
  if (depth > maximumFilterDepth) {
    throw new InvalidInputError(`"filter" nests deeper than ${maximumFilterDepth} levels of "and", "or" and "not".`);
  }
  return listGiven(filter).map(([name, value]) => {
    const whole = (inner: unknown): string => conjunction(conditionsOf(kind, rows, inner, statement, depth + 1));
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

/** Each filter that is within another counts as well, so that empty ones are not without end either. */
function countConditions(filter: unknown, depth = 1): number {
  if (depth > maximumFilterDepth) return 1;
  return listGiven(filter).reduce((sum, [name, value]) => {
    if (name === 'and' || name === 'or') {
      const inner = value as GivenFilter[];
      return sum + inner.reduce((within, each) => within + Math.max(countConditions(each, depth + 1), 1), 0);
    }
    return sum + (name === 'not' ? Math.max(countConditions(value, depth + 1), 1) : 1);
  }, 0);
}

function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
}

function disjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}
