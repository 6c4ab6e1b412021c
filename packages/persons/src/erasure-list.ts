import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InvalidInputError } from '@oblys/domain';
import type { Erasure } from './erase-person.js';

/** Who was erased, as lines of JSON in a file beside the database: a backup of the database does not bring it back. */
export class ErasureList {
  constructor(readonly file: string) {}

  /** Resolves once the disk has it. */
  async add(...erasures: readonly Erasure[]): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    const handle = await open(this.file, 'a', 0o600);
    try {
      await handle.appendFile(erasures.map((erasure) => `${JSON.stringify(erasure)}\n`).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** @throws {InvalidInputError} when a line is none of it: then nobody knows whom to erase */
  async read(): Promise<Erasure[]> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    return text.split('\n').flatMap((line, index) => (line === '' ? [] : [parseLine(line, index + 1, this.file)]));
  }
}

function parseLine(line: string, number: number, file: string): Erasure {
  try {
    const erasure = JSON.parse(line) as Erasure;
    const fields = [erasure.personId, erasure.regionCode, erasure.erasedAt, erasure.erasedBy, erasure.reason];
    if (fields.every((field) => typeof field === 'string')) return erasure;
  } catch {
    // Told below, as a line of another kind is.
  }
  throw new InvalidInputError(`Line ${number} of the list of erasures ${file} is none: restore the list first.`);
}
