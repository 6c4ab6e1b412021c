/** The numbers that are ours in the database's space of advisory locks, each of one thing alone. */
export const advisoryLocks = {
  /** Who lays tables. */
  migration: 7_061_992_111,
  /** Who writes or verifies the summaries. */
  summaries: 7_061_992_112,
  publication: 7_061_992_113,
  quality: 7_061_992_114,
  openData: 7_061_992_115,
  incidents: 7_061_992_116,
  /** Who seals events of the audit. */
  audit: 7_061_992_117,
  /** Who takes files of a kind in, or undoes that: the first of two numbers, the second is that of the kind. */
  imports: 706_199_211,
  /** Who writes records of a topic (shared) or approves a month of it: the first of two numbers, the second hashes the topic. */
  submissions: 706_199_212,
} as const;
