import { findMeasure, type Topic } from '@oblys/rollups';

/** Measures of a topic of which one is made up of the others, or holds them beside a rest that has no name. */
export interface Relation {
  whole: string;
  parts: string[];
  hasRest: boolean;
  /** Sums of money, which have no whole number to look for. */
  isMoney: boolean;
}

/**
 * What ties the counts of a topic together, or its sums of money: its identities; and where a part is known to lie
 * within a whole without an identity saying what else does, that part and the rest.
 */
export function relationsOf(topic: Topic): Relation[] {
  const withinWhole = [
    ...topic.measures.flatMap(({ numerator, denominator }) =>
      numerator === undefined || denominator === undefined ? [] : [{ part: numerator, whole: denominator }],
    ),
    ...topic.invariants,
  ];
  const tied = topic.identities.map(({ whole, parts }) => ({ whole, parts: [...parts], hasRest: false }));
  for (const { part, whole } of withinWhole) {
    const isTied = tied.some((relation) => relation.whole === whole && relation.parts.includes(part));
    if (!isTied) tied.push({ whole, parts: [part], hasRest: true });
  }
  return tied.flatMap((relation) => {
    const types = new Set([relation.whole, ...relation.parts].map((code) => findMeasure(topic, code)?.valueType));
    const [type] = types;
    return types.size === 1 && (type === 'count' || type === 'money')
      ? [{ ...relation, isMoney: type === 'money' }]
      : [];
  });
}
