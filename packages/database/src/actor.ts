import pg from 'pg';
import type { AuditActor } from './audit/audit-actor.js';
import type { Scope } from './scopes.js';

/** As whom the database is asked: roles that migrations make, under the policies of their tables. */
export type ActorRole =
  | 'oblys_public'
  | 'oblys_confined_viewer'
  | 'oblys_everywhere_viewer'
  | 'oblys_confined_reader'
  | 'oblys_confined_writer'
  | 'oblys_everywhere_reader'
  | 'oblys_everywhere_writer'
  | 'oblys_confined_caseworker'
  | 'oblys_everywhere_caseworker';

/** Somebody for whom statements run. */
export interface Actor {
  /** Of single statements. */
  readonly reads: ActorRole;
  /** Of transactions. */
  readonly writes: ActorRole;
  /** What a confined role is confined to; null for the other roles. */
  readonly scope: (() => Promise<Scope>) | null;
  /** Who it is, for the audit of what transactions write. */
  readonly audited?: AuditActor;
}

/** The statements that take on a role until the transaction ends. */
export function takeOn(role: ActorRole, scope: Scope | null): string {
  const areas = scope === null ? [] : [set('oblys.scope', scope.recordsOf), set('oblys.figures_of', scope.figuresOf)];
  return [...areas, `set local role ${role}`].join('; ');
}

function set(name: string, codes: readonly string[]): string {
  const array = `{${codes.map((code) => `"${code.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
  return `set local ${name} = ${pg.escapeLiteral(array)}`;
}
