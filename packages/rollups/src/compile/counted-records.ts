import type { BaseComputation, Measure, Topic } from '../topic.js';
import { sourceOf } from './cell-counters.js';
import { aggregate } from './sql-text.js';

/** A measure that is counted from records of its own; every other one is made of such. */
export type BaseMeasure = Measure & { readonly computation: BaseComputation };

export function isBase(measure: Measure): measure is BaseMeasure {
  return measure.computation.by !== 'difference' && measure.computation.by !== 'rate';
}

/** What a measure reads: its relation, and the date that has to lie within the span; a stock has none. */
export function readBy(topic: Topic, { computation }: BaseMeasure): { source: string; window: string | null } {
  const source = sourceOf(topic, computation);
  switch (computation.by) {
    case 'flow':
    case 'distinct':
      return { source, window: computation.on };
    case 'cohort':
      return { source, window: computation.receivedOn };
    case 'stock':
      return { source, window: null };
  }
}

/** Which of the records within the span a measure counts, of `asked`; null where all of them. */
export function countedWhere({ computation }: BaseMeasure): string | null {
  const conditions = [computation.where, statusIn(computation)].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? null : conditions.join(' and ');
}

function statusIn(computation: BaseComputation): string | undefined {
  switch (computation.by) {
    case 'flow':
    case 'distinct':
      return undefined;
    case 'cohort':
      return computation.changedOn === undefined ? undefined : `${computation.changedOn} <= asked.as_of`;
    case 'stock': {
      const { enters, leaves } = computation;
      return `${enters} <= asked.day and (${leaves} is null or ${leaves} > asked.day)`;
    }
  }
}

/** What the records within the span come to. */
export function countOf(measure: BaseMeasure): string {
  const { computation } = measure;
  const where = countedWhere(measure);
  if (computation.by === 'distinct') {
    return `count(distinct ${computation.of})${where === null ? '' : ` filter (where ${where})`}`;
  }
  return aggregate(computation.by === 'flow' ? (computation.value ?? null) : null, where);
}
