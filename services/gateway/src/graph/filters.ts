import { confinesOf } from '@oblys/access';
import {
  assertAreaCode,
  compare,
  countryCode,
  InvalidInputError,
  isWholeTiyn,
  parseDecimal,
  toTiyn,
} from '@oblys/domain';
import type { GraphQLScalarType } from 'graphql';
import { ID } from 'type-graphql';
import type { Filter, FilterCondition } from '../read-path/kind.js';
import { inSomeRegion } from '../read-path/regions.js';
import type { Rows, Statement } from '../read-path/statement.js';
import { recordsBelow, recordsInDistrict } from './area-joins.js';
import {
  AmountFilter,
  choiceFilterOf,
  CodeFilter,
  DateFilter,
  InstantFilter,
  IntFilter,
  statusFilterOf,
  TextFilter,
  type ChoiceFilter,
  type StatusFilter,
} from './filter-inputs.js';
import { isTermCode } from './term-code.js';

/** A field of a filter: what GraphQL shows of it, and what it asks of a row. */
export interface FilterField extends Filter {
  type: () => GraphQLScalarType | (new () => object);
  description: string;
}

const maximumListLength = 500;

/** @throws {InvalidInputError} in its condition when the code is no KATO code, as those of all areas do */
export function regionFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the region that the record belongs to, as the tree was on its own date.',
    isRegional: true,
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return `${rows.column('regionCode')} = ${statement.bind(code, 'text')}`;
    },
  };
}

export function districtFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the district that the record belongs to, as the tree was on its own date.',
    isRegional: true,
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return recordsInDistrict(rows, statement.bind(code, 'text'), statement);
    },
  };
}

/** Records of an area at any level of the tree. */
export function withinFilter(): FilterField {
  return {
    type: () => ID,
    description:
      'Code of an area at any level: the records of the region or district as the tree was on their own date, or those that lie in the rural district or settlement.',
    isRegional: true,
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return code === countryCode
        ? inSomeRegion(rows, statement)
        : recordsBelow(rows, statement.bind(code, 'text'), statement);
    },
  };
}

export function areaFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the area it is about.',
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return `${rows.column('areaCode')} = ${statement.bind(code, 'text')}`;
    },
  };
}

/** @throws {InvalidInputError} in its condition when one is no code of a term */
export function codeFilter(property: string, description: string): FilterField {
  return catalogueFilter(property, description, assertTermCode);
}

/** Codes of a catalogue. @throws in its condition what `assertCode` says of one */
export function catalogueFilter(
  property: string,
  description: string,
  assertCode: (code: string) => void,
): FilterField {
  return {
    type: () => CodeFilter,
    description,
    condition: (rows, asked: CodeFilter, statement) => {
      for (const code of [asked.eq ?? [], asked.in ?? []].flat()) assertCode(code);
      return comparisons(rows, property, asked, 'text', statement);
    },
  };
}

function assertTermCode(code: string): void {
  if (!isTermCode(code)) throw new InvalidInputError(`"${code}" is no code of a term, such as auyl-amanaty.`);
}

export function choiceFilter(
  property: string,
  description: string,
  enumName: string,
  enumeration: object,
): FilterField {
  const type = choiceFilterOf(enumName, enumeration);
  return {
    type: () => type,
    description,
    condition: (rows, asked: ChoiceFilter, statement) => comparisons(rows, property, asked, 'text', statement),
  };
}

/** @throws {InvalidInputError} in its condition when a range is reversed, as those of numbers and amounts do */
export function dateFilter(property: string, description: string): FilterField {
  return {
    type: () => DateFilter,
    description,
    condition: (rows, asked: DateFilter, statement) => comparisons(rows, property, asked, 'date', statement),
  };
}

/** Of one that may not be absent. */
export function instantFilter(property: string, description: string): FilterField {
  const asText = (instant: Date | null | undefined) => instant?.toISOString() ?? null;
  return {
    type: () => InstantFilter,
    description,
    condition: (rows, { eq, from, to }: InstantFilter, statement) => {
      const asked = { eq: asText(eq), from: asText(from), to: asText(to) };
      return comparisons(rows, property, asked, 'timestamptz', statement);
    },
  };
}

export function integerFilter(property: string, description: string): FilterField {
  return {
    type: () => IntFilter,
    description,
    condition: (rows, asked: IntFilter, statement) => comparisons(rows, property, asked, 'integer', statement),
  };
}

/** @param property the amount in tiyn; it is asked for in tenge */
export function amountFilter(property: string, description: string): FilterField {
  return {
    type: () => AmountFilter,
    description,
    condition: (rows, { eq, in: among, from, to }: AmountFilter, statement) => {
      if (isGiven(from) && isGiven(to) && compare(parseDecimal(to), parseDecimal(from)) < 0) {
        throw reversedRange('amount', from, to);
      }
      // No amount is a part of a tiyn.
      if (isGiven(eq) && !isWholeTiyn(eq)) return 'false';
      const asked = {
        eq: isGiven(eq) ? toTiyn(eq, 'DOWN') : null,
        in: isGiven(among) ? among.filter(isWholeTiyn).map((amount) => toTiyn(amount, 'DOWN')) : null,
        from: isGiven(from) ? toTiyn(from, 'UP') : null,
        to: isGiven(to) ? toTiyn(to, 'DOWN') : null,
      };
      return comparisons(rows, property, asked, 'bigint', statement);
    },
  };
}

/** Words in any of some columns; each has an index of its trigrams, which needs three letters to begin with. */
export function textFilter(properties: readonly string[], description: string): FilterField {
  return {
    type: () => TextFilter,
    description,
    condition: (rows, { contains, startsWith }: TextFilter, statement) => {
      const like = (words: string, pattern: (escaped: string) => string): string => {
        if (words.trim().length < 3) {
          throw new InvalidInputError(`"${words}" is too short to search for; three letters are the least.`);
        }
        const bound = statement.bind(pattern(words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)), 'text');
        return anyIn(properties.map((property) => hasWords(rows, property, bound, statement)));
      };
      return allOf([
        isGiven(contains) && like(contains, (escaped) => `%${escaped}%`),
        isGiven(startsWith) && like(startsWith, (escaped) => `${escaped}%`),
      ]);
    },
  };
}

/**
 * Under the policy of who is confined to areas the comparison may not be asked before the policy is, so that no index
 * serves it; a function that applies the scope itself asks it by the index of trigrams.
 */
function hasWords(rows: Rows, property: string, pattern: string, { viewer }: Statement): string {
  if (confinesOf(viewer) === null || !rows.has('branchCode')) return `${rows.column(property)} ilike ${pattern}`;
  const column = rows.column(property).slice(rows.alias.length + 1);
  return `${rows.column('id')} = any (array(select rows_with_words('${rows.tableName}', '${column}', ${pattern})))`;
}

/** The rows that are in one of some statuses at the end of a day, each status by the SQL that the dates give. */
export function statusFilter<Value extends string>(
  enumName: string,
  enumeration: object,
  conditions: Readonly<Record<Value, (rows: Rows, day: string) => string>>,
): FilterField {
  const condition: FilterCondition = (rows, { asOf, in: wanted }: StatusFilter<Value>, statement) => {
    if (wanted.length === 0) return 'false';
    const day = statement.bind(asOf ?? statement.today, 'date');
    return anyIn(wanted.map((status) => `(${conditions[status](rows, day)})`));
  };
  const type = statusFilterOf(enumName, enumeration);
  return {
    type: () => type,
    description: 'The status at the end of a day.',
    condition,
  };
}

interface Asked<Value> {
  eq?: Value | null;
  in?: readonly Value[] | null;
  from?: Value | null;
  to?: Value | null;
  isNull?: boolean | null;
}

function comparisons<Value extends string | number>(
  rows: Rows,
  property: string,
  asked: Asked<Value>,
  cast: 'text' | 'date' | 'timestamptz' | 'integer' | 'bigint',
  statement: Statement,
): string {
  const column = rows.column(property);
  const { from, to } = asked;
  if (isGiven(from) && isGiven(to) && isReversed(from, to, cast)) throw reversedRange(property, from, to);
  if (isGiven(asked.in) && asked.in.length > maximumListLength) {
    throw new InvalidInputError(
      `"in" of "${property}" lists ${asked.in.length} values; ${maximumListLength} are the most.`,
    );
  }
  return allOf([
    isGiven(asked.eq) && `${column} = ${statement.bind(asked.eq, cast)}`,
    isGiven(asked.in) && `${column} = any (${statement.bind(asked.in, `${cast}[]`)})`,
    isGiven(from) && `${column} >= ${statement.bind(from, cast)}`,
    isGiven(to) && `${column} <= ${statement.bind(to, cast)}`,
    asked.isNull === true && `${column} is null`,
    asked.isNull === false && `${column} is not null`,
  ]);
}

function reversedRange(name: string, from: string | number, to: string | number): InvalidInputError {
  return new InvalidInputError(`The range ${from}..${to} of "${name}" is reversed: its end is before its start.`);
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function isReversed(from: string | number, to: string | number, cast: string): boolean {
  // Of amounts it was looked at before they were rounded.
  if (cast === 'bigint') return false;
  return cast === 'integer' ? Number(to) < Number(from) : to < from;
}

function allOf(conditions: readonly (string | false)[]): string {
  const given = conditions.filter((condition) => condition !== false);
  return given.length === 0 ? 'true' : given.join(' and ');
}

function anyIn(conditions: readonly string[]): string {
  return `(${conditions.join(' or ')})`;
}
