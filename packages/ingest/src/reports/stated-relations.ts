import { findMeasure, type Topic } from '@oblys/rollups';

/** Measures of a topic of which one is made up of the others, or holds them beside a rest that has no name. */
export interface Relation {
  whole: string;
  parts: string[];
  hasRest: boolean;
}

/**
 * What ties the counts of a topic together: its identities; and where a part is known to lie within a whole without an
 * identity saying what else does, that part and the rest. Only counts are tied: sums of money have no whole number.
 */
export function relationsOf(topic: Topic): Relation[] {
  const identities = topic.identities.map(({ whole, parts }) => ({ whole, parts: [...parts], hasRest: false }));
  const withinWhole = [
    ...topic.measures.flatMap(({ numerator, denominator }) =>
      numerator === undefined || denominator === undefined ? [] : [{ part: numerator, whole: denominator }],
    ),
    ...topic.invariants,
  ];
  const relations: Relation[] = [...identities];
  for (const { part, whole } of withinWhole) {
    const isTied = relations.some((relation) => relation.whole === whole && relation.parts.includes(part));
    if (!isTied) relations.push({ whole, parts: [part], hasRest: true });
  }
  return relations.filter(({ whole, parts }) =>
    [whole, ...parts].every((code) => findMeasure(topic, code)?.valueType === 'count'),
  );
}
