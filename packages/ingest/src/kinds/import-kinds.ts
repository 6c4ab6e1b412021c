import { NotFoundError } from '@oblys/domain';
import type { ImportKind } from './import-kind.js';
import { akimElection, faction, factionSession, meeting, primaryOrganization, proposal } from './organization-kinds.js';
import { appeal, correspondence, facility, legalAidCase } from './people-kinds.js';
import { courseGroup, fundedProject, programmeEvent } from './programme-kinds.js';
import { commissionPlanItem, monitoringVisit, roadmapItem } from './roadmap-kinds.js';

/** Every kind of record that files bring; those that others name come first. */
export const importKinds: readonly ImportKind[] = [
  primaryOrganization,
  roadmapItem,
  meeting,
  akimElection,
  faction,
  factionSession,
  proposal,
  monitoringVisit,
  programmeEvent,
  fundedProject,
  courseGroup,
  commissionPlanItem,
  appeal,
  legalAidCase,
  facility,
  correspondence,
];

/** @throws {NotFoundError} when there is no such kind; the message names those there are */
export function getImportKind(code: string): ImportKind {
  const kind = importKinds.find((each) => each.code === code);
  if (kind !== undefined) return kind;
  const known = importKinds.map((each) => each.code).sort();
  throw new NotFoundError(`There is no kind of record "${code.slice(0, 50)}": there are ${known.join(', ')}.`);
}
