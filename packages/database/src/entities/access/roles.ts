import { registerEnum } from '../enums.js';

/** What somebody who signed in may be; nobody is given the role of the public. */
export const roles = ['VIEWER', 'DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'CASEWORKER', 'ADMINISTRATOR'] as const;
export type GivenRole = (typeof roles)[number];
export type Role = 'PUBLIC' | GivenRole;

export const RoleEnum = registerEnum<Role>(
  'Role',
  'What somebody may do, within the areas that they answer for.',
  ['PUBLIC', ...roles],
  {
    PUBLIC: 'Anybody: sees what is published.',
    VIEWER: 'Sees the records and figures of the own areas.',
    DISTRICT_EDITOR: 'Writes the records of the own areas, and submits its months.',
    REGIONAL_ANALYST: 'Decides on what is submitted, takes reports in and explains them, runs jobs.',
    CASEWORKER: 'Works on appeals and legal-aid cases, and sees whose they are.',
    ADMINISTRATOR: 'May do all of it.',
  },
);
