import { relative } from 'node:path';

/** A path as one would type it here, when that is shorter. */
export function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length && fromHere !== '' ? fromHere : path;
}
