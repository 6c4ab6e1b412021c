import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { errnoOf } from './errors.js';

export interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** The links between the libraries of a binaries package, by paths inside it; a registry package cannot hold links. */
export function readLinks(root: string): LibraryLink[] {
  const list = join(root, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[]) : [];
}

/** An install script of the package makes the links; where install scripts are not run, they are made here. */
export function linkLibraries(root: string): void {
  for (const { source, target } of readLinks(root)) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error; // two processes link at once
    }
  }
}
