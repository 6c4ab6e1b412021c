import { EvidenceRefusedError } from './evidence-errors.js';
import { assertEvidenceName } from './evidence-type.js';

const longestName = 200;
const longestCaption = 500;

/**
 * The name as it is kept: without folders, and composed, so that the same letters are the same name.
 * @throws {EvidenceRefusedError} when it is empty or too long, or holds what is no letter
 */
export function readEvidenceName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').normalize('NFC').trim();
  // Marks of direction could show a name backwards, such as exe.pdf for fdp.exe.
  if (/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name)) {
    throw new EvidenceRefusedError('The name of the file holds characters that cannot be seen.');
  }
  if (name === '' || [...name].length > longestName) {
    throw new EvidenceRefusedError(`The name of the file has from 1 to ${longestName} letters.`);
  }
  assertEvidenceName(name);
  return name;
}

/** Null where nothing is written. @throws {EvidenceRefusedError} when it is too long */
export function readEvidenceCaption(given: string | null | undefined): string | null {
  const caption = (given ?? '').normalize('NFC').trim();
  if ([...caption].length > longestCaption || caption.includes('\0')) {
    throw new EvidenceRefusedError(`The caption has at most ${longestCaption} letters.`);
  }
  return caption === '' ? null : caption;
}
