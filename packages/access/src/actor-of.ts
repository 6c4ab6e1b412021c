import type { Actor, AuditActor, AuditOrigin, Scopes } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { has, rights, type Right } from './rights.js';
import { confinesOf, type Viewer } from './viewer.js';

const readingRights: readonly Right[] = [
  ...([
    'READ_PUBLISHED',
    'READ_RECORDS',
    'READ_PEOPLE',
    'READ_PERSONS',
    'READ_RUNS',
    'HOLD_TOKENS',
    'READ_AUDIT',
  ] as const),
];
const writingRights = rights.filter((right) => !readingRights.includes(right));

/** Reads the records of the whole tree: for figures whose area has been found to be in somebody's scope. */
export const wholeTreeReader: Actor = {
  reads: 'oblys_everywhere_reader',
  writes: 'oblys_everywhere_reader',
  scope: null,
};

/** Who a viewer is for the audit. */
export function auditActorOf({ name, role, identity }: Viewer, origin: AuditOrigin): AuditActor {
  if (identity === undefined) return { by: 'NOBODY', name, role, origin };
  const { by, subject, tokenId } = identity;
  return { by, name, role, subject, ...(tokenId !== undefined && { tokenId }), origin };
}

/** As whom it is asked of persons for a viewer: nobody sees them but who has the right to. */
export function caseworkerOf(viewer: Viewer, today: IsoDate, scopes: Scopes): Actor {
  const actor = actorOf(viewer, today, scopes);
  if (!has(viewer.role, 'READ_PERSONS')) return { ...actor, writes: actor.reads };
  const role = actor.scope === null ? 'oblys_everywhere_caseworker' : 'oblys_confined_caseworker';
  return { ...actor, reads: role, writes: role };
}

/** As whom the database is asked for a viewer, on the day of the request. */
export function actorOf(viewer: Viewer, today: IsoDate, scopes: Scopes): Actor {
  if (!has(viewer.role, 'READ_RECORDS')) return { reads: 'oblys_public', writes: 'oblys_public', scope: null };
  const mayWrite = writingRights.some((right) => has(viewer.role, right));
  const areaCodes = confinesOf(viewer);
  const seesPeople = has(viewer.role, 'READ_PEOPLE');
  if (areaCodes === null) {
    const reads = seesPeople ? 'oblys_everywhere_reader' : 'oblys_everywhere_viewer';
    return { reads, writes: mayWrite ? 'oblys_everywhere_writer' : reads, scope: null };
  }
  const reads = seesPeople ? 'oblys_confined_reader' : 'oblys_confined_viewer';
  const scope = () => scopes.of(areaCodes, today);
  return { reads, writes: mayWrite ? 'oblys_confined_writer' : reads, scope };
}
