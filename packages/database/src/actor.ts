import pg from 'pg';
import type { IsoDate } from '@oblys/domain';

/** As whom the database is asked: roles that migrations make, under the policies of their tables. */
export type ActorRole =
  | 'oblys_public'
  | 'oblys_confined_reader'
  | 'oblys_confined_writer'
  | 'oblys_everywhere_reader'
  | 'oblys_everywhere_writer';

/** Somebody for whom statements run. */
export interface Actor {
  /** Of single statements. */
  readonly reads: ActorRole;
  /** Of transactions. */
  readonly writes: ActorRole;
  /** The areas that a confined role is confined to, as their tree is on a day; null for the other roles. */
  readonly scope: { readonly areaCodes: readonly string[]; readonly today: IsoDate } | null;
}

/** The statements that take on a role until the transaction ends. */
export function takeOn(role: ActorRole, { scope }: Actor): string {
  const set = `set local role ${role}`;
  if (scope === null) return set;
  const codes = `array[${scope.areaCodes.map((code) => pg.escapeLiteral(code)).join(', ')}]::text[]`;
  const areas = `areas_in_scope(${codes}, ${pg.escapeLiteral(scope.today)})`;
  // Before the role: what the areas are is no matter of policies.
  return `select set_config('oblys.scope', ${areas}::text, true); ${set}`;
}
