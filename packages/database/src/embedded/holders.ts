import { randomUUID } from 'node:crypto';
import type { ControlFolder } from './control-folder.js';
import type { ProcessIdentity } from './process-identity.js';
import { isRunning, ownIdentity } from './process-identity.js';

const FOLDER = 'holders';

/** Notes that this process uses the server; gives the name to remove it by. One process may hold several times. */
export function addHolder(folder: ControlFolder): string {
  folder.makeSubfolder(FOLDER);
  const name = `${FOLDER}/${process.pid}-${randomUUID()}.json`;
  folder.write(name, JSON.stringify(ownIdentity()));
  return name;
}

export function removeHolder(folder: ControlFolder, name: string): void {
  folder.remove(name);
}

/** How many live processes use the server; what the dead have left is cleared away. */
export function countHolders(folder: ControlFolder): number {
  let count = 0;
  for (const file of folder.list(FOLDER)) {
    const name = `${FOLDER}/${file}`;
    const identity = file.endsWith('.json') ? folder.readJson<ProcessIdentity>(name) : null;
    if (identity !== null && isRunning(identity)) count += 1;
    else folder.remove(name);
  }
  return count;
}
