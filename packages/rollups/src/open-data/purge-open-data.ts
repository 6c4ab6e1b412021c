import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, businessDay, InvalidInputError, type IsoDate } from '@oblys/domain';
import { bundleName, latestFile, unfinished } from './bundle-folder.js';
import { inFolder } from './export-folder-error.js';

/**
 * Removes the bundles of days that lie further back than so many days, but never the one that `latest.json` names.
 * Gives the days, the earliest first. A folder that is not there has none.
 * @throws {InvalidInputError} when the number of days is no whole number from 1
 * @throws {ExportFolderError} when the folder cannot be written
 */
export async function purgeOpenData(folder: string, keepDays: number, now = new Date()): Promise<IsoDate[]> {
  if (!Number.isInteger(keepDays) || keepDays < 1) {
    throw new InvalidInputError(`Bundles cannot be kept for ${keepDays} days: give a whole number from 1.`);
  }
  if (!existsSync(folder)) return [];
  const first = addDays(businessDay(now), -keepDays);
  return inFolder(folder, async () => {
    const newest = await readNewest(folder);
    const days = (await readdir(folder)).filter((name) => bundleName.test(name) && name < first && name !== newest);
    for (const day of days.sort()) await removeBundle(folder, day);
    return days;
  });
}

async function readNewest(folder: string): Promise<IsoDate | null> {
  const path = join(folder, latestFile);
  if (!existsSync(path)) return null;
  return (JSON.parse(await readFile(path, 'utf8')) as { asOf: IsoDate }).asOf;
}

/** Out of sight first, so that no reader finds a half of it. */
async function removeBundle(folder: string, day: IsoDate): Promise<void> {
  const removed = unfinished(folder, day, randomUUID(), 'removed');
  await rename(join(folder, day), removed);
  await rm(removed, { recursive: true, force: true });
}
