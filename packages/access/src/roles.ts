import { roles, type GivenRole, type Role } from '@oblys/database';

/** What else somebody of a role may have a token do, from the most to the least; nobody gives more than they have. */
const within: Readonly<Record<Role, readonly GivenRole[]>> = {
  PUBLIC: [],
  VIEWER: ['VIEWER'],
  DISTRICT_EDITOR: ['DISTRICT_EDITOR', 'VIEWER'],
  REGIONAL_ANALYST: ['REGIONAL_ANALYST', 'VIEWER'],
  CASEWORKER: ['CASEWORKER', 'VIEWER'],
  ADMINISTRATOR: ['ADMINISTRATOR', 'REGIONAL_ANALYST', 'CASEWORKER', 'DISTRICT_EDITOR', 'VIEWER'],
};

/** Whether somebody of a role may give another one to a token of theirs. */
export function mayGive(role: Role, given: GivenRole): boolean {
  return within[role].includes(given);
}

/** A role as settings, claims and commands write it, such as "district-editor"; null for what is none. */
export function parseRole(text: string): GivenRole | null {
  const name = text.trim().toUpperCase().replaceAll('-', '_');
  return roles.find((role) => role === name) ?? null;
}

/** As it is typed: "district-editor". */
export function roleName(role: Role): string {
  return role.toLowerCase().replaceAll('_', '-');
}
