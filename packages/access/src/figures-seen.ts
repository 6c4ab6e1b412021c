import type { Actor } from '@oblys/database';
import { has } from './rights.js';
import type { Viewer } from './viewer.js';

/**
 * Whether figures of a topic may be seen as records have them, of the areas that a viewer may see.
 * @param isOfPeople whether the topic counts people
 */
export function seesFigures({ role }: Viewer, isOfPeople: boolean): boolean {
  return has(role, isOfPeople ? 'READ_PEOPLE' : 'READ_RECORDS');
}

/**
 * Tells of areas, in their order, whether an actor may see their figures. These rest on records of all branches, so that
 * the whole area has to be within the scope, which is read once.
 */
export function figureFilterOf({ scope }: Actor): (areaCodes: readonly string[]) => Promise<boolean[]> {
  let seen: Promise<ReadonlySet<string>> | undefined;
  return async (areaCodes) => {
    if (scope === null) return areaCodes.map(() => true);
    const codes = await (seen ??= scope().then(({ figuresOf }) => new Set(figuresOf)));
    return areaCodes.map((code) => codes.has(code));
  };
}
