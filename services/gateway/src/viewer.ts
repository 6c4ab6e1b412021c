/** Whose records are seen: everything, or what belongs to some regions and branches. */
export type ViewerScope = 'WHOLE_TREE' | { readonly areaCodes: readonly string[] };

/** Who asks. Every read takes one from the context. */
export interface Viewer {
  readonly name: string;
  readonly scope: ViewerScope;
}

/** Until people can sign in, whoever reaches the loopback address is a developer who is allowed everything. */
export const developer: Viewer = { name: 'developer', scope: 'WHOLE_TREE' };
