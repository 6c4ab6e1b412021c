import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MasterKeyError } from './errors.js';
import { MasterKeys, newMasterKey } from './master-keys.js';

/** Where the master keys are. */
export interface MasterKeySource {
  /** Keys in base64, the current one first; null where they are not set. */
  readonly keys: readonly string[] | null;
  /** A file with a key on each line, the current one first; null where none is named. */
  readonly file: string | null;
  /** The folder of the embedded server, where a key is made when there is none; null where the database is elsewhere. */
  readonly madeIn: string | null;
}

/**
 * The master keys by the settings; null where nothing is set and the database is not the embedded one.
 * @throws {MasterKeyError} when the file cannot be read, or a key is none
 */
export async function readMasterKeys({ keys, file, madeIn }: MasterKeySource): Promise<MasterKeys | null> {
  if (keys !== null) return MasterKeys.parse(keys);
  if (file !== null) return MasterKeys.parse(linesOf(await readKeyFile(file)));
  return madeIn === null ? null : MasterKeys.parse(linesOf(await readOwnFile(join(madeIn, 'master-keys'))));
}

async function readKeyFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new MasterKeyError(`The file of master keys cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

/** The file of the data folder, made when it is needed first; two who make it at once end up with one. */
async function readOwnFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(join(file, '..'), { recursive: true });
  try {
    await writeFile(file, `# Whoever loses this loses all personal data.\n${newMasterKey()}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
