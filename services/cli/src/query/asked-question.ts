import type { MeasureQuestion, RowOrder } from '@oblys/analytics';
import { countryCode, grains, InvalidInputError, trees, type Grain, type IsoDate, type Tree } from '@oblys/domain';
import type { Comparison } from '@oblys/rollups';
import { InvalidArgumentError } from 'commander';

/** What of a question is told by options. */
export interface QuestionOptions {
  measures?: string[];
  by?: string[];
  from?: IsoDate;
  to?: IsoDate;
  asOf?: IsoDate;
  grain?: Grain;
  area?: string;
  tree?: Tree;
  where?: Record<string, string[]>;
  compare?: Comparison;
  orderBy?: RowOrder[];
}

/** @throws {InvalidInputError} when the measures or the span are not told */
export function askedQuestion(options: QuestionOptions): MeasureQuestion {
  const { measures, by = [], from, to, asOf, grain, area = countryCode, tree, where, compare, orderBy } = options;
  if (measures === undefined || from === undefined || to === undefined) {
    const missing = [
      ...(measures === undefined ? ['--measures'] : []),
      ...(from === undefined ? ['--from'] : []),
      ...(to === undefined ? ['--to'] : []),
    ];
    throw new InvalidInputError(
      `A question needs ${missing.join(' and ')}, such as --measures appeal.received --from 2025-01-01 --to 2025-12-31, or else --sql.`,
    );
  }
  return {
    measures,
    by,
    from,
    to,
    asOf: asOf ?? null,
    grain: grain ?? null,
    areaCode: area,
    tree: tree ?? 'AS_RECORDED',
    only: where ?? {},
    compareWith: compare ?? null,
    orderBy: orderBy ?? [],
  };
}

/** Options of the measures that were given though the question is SQL. */
export function questionOptionsOf(options: QuestionOptions): string[] {
  const names = [
    'measures',
    'by',
    'from',
    'to',
    'asOf',
    'grain',
    'area',
    'tree',
    'where',
    'compare',
    'orderBy',
  ] as const;
  return names
    .filter((name) => options[name] !== undefined)
    .map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

/** One after the other with commas between, in one option or in several. */
export function collectNames(text: string, before: readonly string[] = []): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError(`"${text}" has an empty name between its commas.`);
  return [...before, ...names];
}

export function collectDimensions(text: string, before: readonly string[] = []): string[] {
  return [...before, ...collectNames(text).map(toCode)];
}

/** Such as channel=MOBILE,POST; records without one are channel=. */
export function collectFilters(
  text: string,
  before: Readonly<Record<string, string[]>> = {},
): Record<string, string[]> {
  const [, name = '', codes = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === '') {
    throw new InvalidArgumentError(`"${text}" is no filter: a dimension and its codes are, such as channel=MOBILE.`);
  }
  const dimension = toCode(name);
  return { ...before, [dimension]: [...(before[dimension] ?? []), ...codes.split(',').map((code) => code.trim())] };
}

/** Such as appeal.received:desc; what holds a point is a measure, anything else a dimension. */
export function collectOrders(text: string, before: readonly RowOrder[] = []): RowOrder[] {
  return [...before, ...collectNames(text).map(parseOrder)];
}

function parseOrder(text: string): RowOrder {
  const [, name = '', direction = 'asc'] = /^([^:]+)(?::(asc|desc))?$/i.exec(text) ?? [];
  if (name === '') {
    throw new InvalidArgumentError(`"${text}" is no order: a measure or a dimension is, and :asc or :desc after it.`);
  }
  const key = name.includes('.') ? { measure: name } : { dimension: toCode(name) };
  return { ...key, direction: direction.toUpperCase() as RowOrder['direction'] };
}

export const parseGrain = oneOf(grains, 'grain');
export const parseTree = oneOf(trees, 'tree of areas');
export const parseComparison = oneOf(['PREVIOUS_YEAR', 'PREVIOUS_PERIOD'] as const, 'comparison');

/** As it is typed, such as half-year. */
export function typed(code: string): string {
  return code.toLowerCase().replaceAll('_', '-');
}

export function oneOf<Code extends string>(codes: readonly Code[], what: string): (text: string) => Code {
  return (text) => {
    const found = codes.find((code) => code === toCode(text));
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`"${text}" is no ${what}: ${codes.map(typed).join(', ')}.`);
  };
}

function toCode(text: string): string {
  return text.trim().toUpperCase().replaceAll('-', '_');
}
