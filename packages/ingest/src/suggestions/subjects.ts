import type { Cues, Subject } from './cues/cues.js';
import type { FamilyName } from './families.js';

const subjects: readonly (readonly [Subject, FamilyName])[] = [
  ['roadmap', 'roadmap'],
  ['commissionPlan', 'commissionPlan'],
  ['legalAid', 'legalAid'],
  ['appeal', 'appeal'],
  ['proposal', 'proposal'],
  ['election', 'election'],
];

/** What is spoken of last before a place; what has numbers of its own there is told apart by their nouns. */
export function nearestSubject(cues: Cues, words: string, place: number): FamilyName | null {
  const mentions = subjects.flatMap(([subject, family], rank) =>
    [...words.slice(0, place).matchAll(cues.about[subject])].map(({ index }) => ({ family, index, rank })),
  );
  return mentions.sort((one, other) => other.index - one.index || one.rank - other.rank)[0]?.family ?? null;
}
