import { countryCode } from '@oblys/domain';

/** Whose records are seen: everything, or what belongs to some areas, with all that lies below them. */
export type ViewerScope = 'WHOLE_TREE' | { readonly areaCodes: readonly string[] };

/** Who asks. Every read takes one from the context. */
export interface Viewer {
  readonly name: string;
  readonly scope: ViewerScope;
}

/** Until people can sign in, whoever reaches the loopback address is a developer who is allowed everything. */
export const developer: Viewer = { name: 'developer', scope: 'WHOLE_TREE' };

/** The areas that a viewer is confined to; null where all may be seen. */
export function confinesOf({ scope }: Viewer): readonly string[] | null {
  return scope === 'WHOLE_TREE' || scope.areaCodes.includes(countryCode) ? null : scope.areaCodes;
}
