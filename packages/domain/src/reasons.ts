import { InvalidInputError } from './errors.js';

const mostLetters = 1_000;

/** Why somebody does something, without spaces around it. @throws {InvalidInputError} when it is empty or too long */
export function readReason(reason: string): string {
  const words = reason.trim();
  if (words === '') throw new InvalidInputError('The reason is empty: say in a few words why.');
  return assertLength(words, 'reason');
}

/** Null for none. @throws {InvalidInputError} when it is too long */
export function readNote(note: string | null): string | null {
  const words = note?.trim() ?? '';
  return words === '' ? null : assertLength(words, 'note');
}

function assertLength(words: string, name: string): string {
  if (words.length <= mostLetters) return words;
  throw new InvalidInputError(`The ${name} has ${words.length} letters; ${mostLetters} are the most.`);
}
