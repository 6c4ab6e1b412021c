import { InvalidInputError } from '@oblys/domain';
import type { Kind, OrderKey } from './kind.js';
import type { Rows, Statement } from './statement.js';

/** The value of each key of an order at one place in it; null where the column is. */
export type Place = readonly (string | number | null)[];

/** One entry of `orderBy`. */
export interface OrderChoice {
  field: string;
  direction?: 'ASC' | 'DESC' | null;
}

/**
 * The order that a connection is asked for: the keys that are given, then those of the kind's own order that are not
 * among them, so that the last key is always unique and every cursor names one place.
 * @throws {InvalidInputError} when a field is given twice
 */
export function readOrder(kind: Kind, orderBy: unknown): readonly OrderKey[] {
  const choices = (orderBy ?? []) as readonly OrderChoice[];
  if (choices.length === 0) return kind.order;
  const chosen = choices.map(({ field, direction }): OrderKey => {
    const key = kind.orderings[field];
    if (key === undefined) throw new Error(`${kind.name} cannot be ordered by ${field}.`);
    return { ...key, direction: direction === 'DESC' ? 'desc' : 'asc' };
  });
  const properties = chosen.map(({ property }) => property);
  const twice = properties.find((property, index) => properties.indexOf(property) !== index);
  if (twice !== undefined) throw new InvalidInputError(`"orderBy" names "${twice}" twice; each field orders once.`);
  return [...chosen, ...kind.order.filter(({ property }) => !properties.includes(property))];
}

/** What a cursor carries of its order; empty for the kind's own. */
export function signOrder(kind: Kind, order: readonly OrderKey[]): string {
  return order === kind.order ? '' : order.map(({ property, direction }) => `${property} ${direction}`).join(', ');
}

/** The list of an `order by`; nulls lie where PostgreSQL and its indexes have them, as if greater than every value. */
export function orderSql(order: readonly OrderKey[], rows: Rows, isBackward: boolean): string {
  return order
    .map(
      ({ property, direction }) => `${rows.column(property)} ${(direction === 'asc') === isBackward ? 'desc' : 'asc'}`,
    )
    .join(', ');
}

/** Rows on one side of a place in an order, those at the place among them where `inclusive`. */
export function besidePlace(
  order: readonly OrderKey[],
  rows: Rows,
  place: Place,
  side: { isAfter: boolean; inclusive: boolean },
  statement: Statement,
): string {
  const isGreater = order.map(({ direction }) => (direction === 'asc') === side.isAfter);
  const isPlain = order.every(({ isNullable }, index) => !isNullable && isGreater[index] === isGreater[0]);
  if (isPlain)
    return compareRows(order, rows, place, `${isGreater[0] ? '>' : '<'}${side.inclusive ? '=' : ''}`, statement);
  const keys = order.map((key, index): KeyAtPlace => {
    const column = rows.column(key.property);
    const value = place[index] ?? null;
    return {
      column,
      bound: value === null ? null : statement.bind(value, key.type),
      isNullable: key.isNullable === true,
      isGreater: isGreater[index]!,
    };
  });
  const turns = keys.map((key, index) => [...keys.slice(0, index).map(isAt), isBeyond(key)].join(' and '));
  const all = side.inclusive ? [...turns, keys.map(isAt).join(' and ')] : turns;
  // The first key's own bound is implied by every turn; said once more, an index can begin there.
  return [isNotBefore(keys[0]!), `(${all.map((turn) => `(${turn})`).join(' or ')})`].join(' and ');
}

interface KeyAtPlace {
  column: string;
  /** The placeholder of the value; null where the place has none. */
  bound: string | null;
  isNullable: boolean;
  isGreater: boolean;
}

function isAt({ column, bound }: KeyAtPlace): string {
  return bound === null ? `${column} is null` : `${column} = ${bound}`;
}

function isBeyond({ column, bound, isNullable, isGreater }: KeyAtPlace): string {
  if (bound === null) return isGreater ? 'false' : `${column} is not null`;
  if (!isGreater) return `${column} < ${bound}`;
  return isNullable ? `(${column} > ${bound} or ${column} is null)` : `${column} > ${bound}`;
}

function isNotBefore({ column, bound, isNullable, isGreater }: KeyAtPlace): string {
  if (bound === null) return isGreater ? `${column} is null` : 'true';
  if (!isGreater) return `${column} <= ${bound}`;
  return isNullable ? `(${column} >= ${bound} or ${column} is null)` : `${column} >= ${bound}`;
}

function compareRows(
  order: readonly OrderKey[],
  rows: Rows,
  place: Place,
  operator: string,
  statement: Statement,
): string {
  const columns = order.map(({ property }) => rows.column(property)).join(', ');
  const values = order.map(({ type }, index) => statement.bind(place[index], type)).join(', ');
  return `(${columns}) ${operator} (${values})`;
}
