import type { Join, TypeClass } from '../read-path/kind.js';

/** Rows whose properties equal those of the source: `{ code: 'regionCode' }` reads target.code = source.regionCode. */
export function same(properties: Readonly<Record<string, string>>): Join {
  return (target, source) =>
    Object.entries(properties)
      .map(([ofTarget, ofSource]) => `${target.column(ofTarget)} = ${source.column(ofSource)}`)
      .join(' and ');
}

/** Rows that a third table links to the source; the properties are those of the link, by those of either side. */
export function linkedBy(
  link: TypeClass,
  toTarget: Readonly<Record<string, string>>,
  toSource: Readonly<Record<string, string>>,
): Join {
  return (target, source, statement) => {
    const links = statement.rowsOf({ entity: link });
    const conditions = [same(toTarget)(links, target, statement), same(toSource)(links, source, statement)];
    return `exists (select 1 from ${links.from} where ${conditions.join(' and ')})`;
  };
}

/** The one row of another kind that its key in the same region names. */
export function inRegion(keyOfSource: string): Join {
  return same({ id: keyOfSource, regionCode: 'regionCode' });
}

/** The rows of the same region that name the source by its id. */
export function ofSource(keyOfTarget: string): Join {
  return same({ [keyOfTarget]: 'id', regionCode: 'regionCode' });
}
