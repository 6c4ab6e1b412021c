import type { Config } from '@oblys/config';
import { ErasureList, MasterKeyError, readMasterKeys, type MasterKeys } from '@oblys/persons';

/** The keys that wrap those of persons, by the settings; null where there are none. */
export function openMasterKeys({ masterKeys, masterKeysFile, nodeEnv, dataDir }: Config): Promise<MasterKeys | null> {
  // In production a key is somebody's decision: who loses it loses the data.
  const madeIn = nodeEnv === 'production' ? null : dataDir;
  return readMasterKeys({ keys: masterKeys, file: masterKeysFile, madeIn });
}

/** @throws {MasterKeyError} when there are none */
export async function requireMasterKeys(config: Config): Promise<MasterKeys> {
  const keys = await openMasterKeys(config);
  if (keys !== null) return keys;
  throw new MasterKeyError(
    'There is no master key, which the keys of persons are wrapped by: set OBLYS_MASTER_KEYS or OBLYS_MASTER_KEYS_FILE; `oblys keys new` makes one.',
  );
}

export function openErasureList({ erasuresFile }: Config): ErasureList {
  return new ErasureList(erasuresFile);
}
