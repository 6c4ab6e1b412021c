import { foldInPlace } from './fold-in-place.js';
import type { KnownProgramme, Span } from './suggestion.js';

export interface ProgrammeMention extends Span {
  /** Null where the text names a programme that nobody knows. */
  readonly code: string | null;
  readonly name: string;
}

/** The programmes that a text names: those that are known, in any case of the words, and what is quoted as one. */
export function findProgrammes(
  text: string,
  folded: string,
  programmes: readonly KnownProgramme[],
  programmeNouns: readonly RegExp[],
): ProgrammeMention[] {
  const mentions: ProgrammeMention[] = [];
  const taken = new Uint8Array(text.length);
  const take = (start: number, end: number, code: string | null, name: string) => {
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    mentions.push({ start, end, code, name });
  };
  for (const { code, names } of programmes) {
    for (const name of new Set([names.kk, names.ru])) {
      for (const { 0: found, index: start } of folded.matchAll(patternOf(name))) {
        take(start, start + found.length, code, text.slice(start, start + found.length));
      }
    }
  }
  for (const { 0: quoted, 1: name, index: start } of text.matchAll(/[«"“]([^«»"“”\n]{2,60})[»"”]/gu)) {
    const end = start + quoted.length;
    const [before, after] = [folded.slice(Math.max(0, start - 30), start), folded.slice(end, end + 30)];
    const isProgramme = programmeNouns.some(
      (noun) =>
        new RegExp(`(?:${noun.source})\\s*$`, 'u').test(before) ||
        new RegExp(`^\\s*(?:${noun.source})`, 'u').test(after),
    );
    if (isProgramme) take(start, end, null, name!);
  }
  return mentions.sort((one, other) => one.start - other.start);
}

/** The words of a name in their order, each with what endings it may take: "Әйелдер қанаты" is in "әйелдер қанатымен". */
function patternOf(name: string): RegExp {
  const words = foldInPlace(name).match(/\p{L}+/gu) ?? [];
  const stems = words.map((word) => `${word.slice(0, Math.max(3, word.length - 2))}\\p{L}{0,8}`);
  return new RegExp(`(?<!\\p{L})${stems.join('[ -]')}(?!\\p{L})`, 'gu');
}
