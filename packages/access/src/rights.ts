import type { Role } from '@oblys/database';

const everybody: readonly Role[] = [
  'PUBLIC',
  'VIEWER',
  'DISTRICT_EDITOR',
  'REGIONAL_ANALYST',
  'CASEWORKER',
  'ADMINISTRATOR',
];
const signedIn = everybody.filter((role) => role !== 'PUBLIC');

/** Who may what. Rights on areas hold within the areas of who has them; this is the one place that says so. */
const holders = {
  /** Areas, the catalogue, reports and verdicts, names and last states of jobs, figures of topics that count no people. */
  READ_PUBLISHED: everybody,
  /** Records of topics that count no people, with their history and evidence, and all figures of these topics. */
  READ_RECORDS: signedIn,
  /**
   * Records of topics that count people, and their figures as records have them, of which others are given what
   * publications show to anybody; and what tells how many there are: findings, submissions, imports.
   */
  READ_PEOPLE: signedIn.filter((role) => role !== 'VIEWER'),
  /** Whose appeals and legal-aid cases they are. */
  READ_PERSONS: ['CASEWORKER', 'ADMINISTRATOR'],
  /** What runs of jobs did, and who asked for them. */
  READ_RUNS: signedIn,
  WRITE_RECORDS: ['DISTRICT_EDITOR', 'ADMINISTRATOR'],
  /** Appeals and legal-aid cases. */
  WRITE_CASES: ['DISTRICT_EDITOR', 'CASEWORKER', 'ADMINISTRATOR'],
  IMPORT_FILES: ['DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'ADMINISTRATOR'],
  /** Of appeals and legal-aid cases; what is of persons in them asks for READ_PERSONS besides. */
  IMPORT_CASES: ['DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'CASEWORKER', 'ADMINISTRATOR'],
  SUBMIT_MONTHS: ['DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'ADMINISTRATOR'],
  /** To approve, send back and reopen what was submitted. */
  DECIDE_MONTHS: ['REGIONAL_ANALYST', 'ADMINISTRATOR'],
  /** To take reports in and away, and to explain what does not agree with the records. */
  WRITE_REPORTS: ['REGIONAL_ANALYST', 'ADMINISTRATOR'],
  ANSWER_FINDINGS: ['DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'ADMINISTRATOR'],
  RUN_JOBS: ['REGIONAL_ANALYST', 'ADMINISTRATOR'],
  HOLD_TOKENS: signedIn,
  /** Who did what, when and from where. */
  READ_AUDIT: ['ADMINISTRATOR'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof holders;

export const rights = Object.keys(holders) as Right[];

/** Whether somebody of a role has a right. */
export function has(role: Role, right: Right): boolean {
  return (holders[right] as readonly Role[]).includes(role);
}
