import type { LocalizedText } from '@oblys/domain';
import type { Measure, RecordSql } from './topic.js';

interface Described {
  code: string;
  unit: string;
  names: LocalizedText;
  definition: LocalizedText;
}

/** Records dated within a span; `value` is summed, each record counts as one without it. */
export function flow(
  measure: Described & {
    on: RecordSql;
    value?: RecordSql;
    /** What to read instead of the record table; it must join the record table as `record`. */
    from?: string;
    where?: RecordSql;
    valueType?: 'count' | 'money';
  },
): Measure {
  const { on, value, from, where, valueType = 'count', ...described } = measure;
  const computation = { by: 'flow' as const, on, ...given({ value, from, where }) };
  return { ...described, kind: 'flow', valueType, additive: true, computation };
}

/** Records that have entered and not left by the end of a day. */
export function stock(measure: Described & { enters: RecordSql; leaves: RecordSql; where?: RecordSql }): Measure {
  const { enters, leaves, where, ...described } = measure;
  const computation = { by: 'stock' as const, enters, leaves, ...given({ where }) };
  return { ...described, kind: 'stock', valueType: 'count', additive: true, computation };
}

/** Records received within a span; with `changedOn` those of them that had changed by the end of the as-of day. */
export function cohort(
  measure: Described & { receivedOn: RecordSql; changedOn?: RecordSql; where?: RecordSql },
): Measure {
  const { receivedOn, changedOn, where, ...described } = measure;
  const computation = { by: 'cohort' as const, receivedOn, ...given({ changedOn, where }) };
  return { ...described, kind: 'cohort', valueType: 'count', additive: true, computation };
}

/** How many different values the records dated within a span have. It does not add up; its definition has to say so. */
export function distinct(measure: Described & { on: RecordSql; of: RecordSql; where?: RecordSql }): Measure {
  const { on, of, where, ...described } = measure;
  const computation = { by: 'distinct' as const, on, of, ...given({ where }) };
  return { ...described, kind: 'flow', valueType: 'count', additive: false, computation };
}

/** A count less its other parts, of the kind they have. */
export function difference(
  measure: Described & { kind: 'flow' | 'stock' | 'cohort'; whole: string; less: string[] },
): Measure {
  const { whole, less, ...described } = measure;
  return { ...described, valueType: 'count', additive: true, computation: { by: 'difference', whole, less } };
}

/** A share of 0..1: the quotient of two counts of one set. */
export function rate(measure: Omit<Described, 'unit'> & { numerator: string; denominator: string }): Measure {
  const { numerator, denominator, ...described } = measure;
  return {
    ...described,
    kind: 'rate',
    valueType: 'ratio',
    unit: 'ratio',
    additive: false,
    numerator,
    denominator,
    computation: { by: 'rate', numerator, denominator },
  };
}

type Given<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** Leaves out what is undefined, so that an absent part is absent from the definition's hash too. */
function given<T extends object>(parts: T): Given<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Given<T>;
}
