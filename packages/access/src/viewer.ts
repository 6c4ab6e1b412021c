import type { Role } from '@oblys/database';
import { countryCode } from '@oblys/domain';

/** Whose records are seen: everything, or what belongs to some areas, with all that lies below them. */
export type ViewerScope = 'WHOLE_TREE' | { readonly areaCodes: readonly string[] };

/** By what somebody signed in: a token of the provider, one of the development issuer, or an API token. */
export type SignInKind = 'OIDC' | 'DEVELOPMENT' | 'API_TOKEN';

/** Who signed in. */
export interface Identity {
  /** The same for one person always, and of nobody else. */
  readonly subject: string;
  readonly by: SignInKind;
  /** Of an API token its id, of another one the beginning of its hash; told to the audit. */
  readonly tokenId?: string;
  /** From then on it is not good any more. */
  readonly expiresAt: Date;
}

/** Who asks. Every read and every write takes one from the context. */
export interface Viewer {
  /** As others read who did something. */
  readonly name: string;
  readonly role: Role;
  readonly scope: ViewerScope;
  /** Absent of who did not sign in. */
  readonly identity?: Identity;
}

/** Whoever reaches a development server on the loopback address and does not sign in. */
export const developer: Viewer = { name: 'developer', role: 'ADMINISTRATOR', scope: 'WHOLE_TREE' };

/** Whoever does not sign in, where people do. */
export const publicViewer: Viewer = { name: 'public', role: 'PUBLIC', scope: { areaCodes: [] } };

/** What is kept for a viewer, and for nobody else, is kept under this. */
export function viewerKeyOf({ identity, name }: Viewer): string {
  return identity?.subject ?? name;
}

/** The areas that a viewer is confined to; null where all may be seen. */
export function confinesOf({ scope }: Viewer): readonly string[] | null {
  return scope === 'WHOLE_TREE' || scope.areaCodes.includes(countryCode) ? null : scope.areaCodes;
}
