import type { Weakening } from '../weakened-build.js';
import type { Target } from './target.js';

/** One hostile request: resolves to whether it got what it was after. */
export type Attack = readonly [what: string, succeeds: (target: Target) => Promise<boolean>];

/** Hostile requests of one kind, at least ten. */
export interface Hostility {
  readonly kind: string;
  readonly attacks: (about: Attacked) => readonly Attack[];
  /** What is taken away of the platform for them to succeed. */
  readonly weakenings: readonly Weakening[];
  /** Settings that are weak as well. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether they meet a gateway in production, where who does not sign in is the public. */
  readonly isInProduction?: boolean;
}

/** What is there to be attacked, and by whom. */
export interface Attacked {
  /** A token of an editor of a district that is not the attacked one. */
  readonly editor: string;
  /** The area code of theirs, and of the attacked one. */
  readonly ownDistrict: string;
  readonly otherDistrict: string;
  /** One record of each kind in the attacked district, with its cursor in the list of all. */
  readonly records: readonly { readonly plural: string; readonly id: string; readonly cursor: string }[];
  /** A report about the attacked district, which nothing published tells, and its figure, of a day's appeals. */
  readonly report: string;
  readonly figure: string;
}

/** Which of some attacks got what they were after, one after the other. */
export async function attack(target: Target, attacks: readonly Attack[]): Promise<string[]> {
  const succeeded: string[] = [];
  for (const [what, succeeds] of attacks) if (await succeeds(target)) succeeded.push(what);
  return succeeded;
}
