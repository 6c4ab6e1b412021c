import { isLoopbackHost } from '@oblys/domain';
import { ConfigError, type ConfigFault } from './config-error.js';
import type { Config } from './load-config.js';

type AddressSettings = Pick<Config, 'host' | 'nodeEnv' | 'oidc' | 'masterKeys' | 'masterKeysFile'>;

/**
 * What is for development alone must not be on where others reach the gateway. Told before a gateway listens, and not
 * when settings are read: `oblys keys new` makes a key where there is none yet.
 * @throws {ConfigError} with all that has to be set first
 */
export function assertFitForAddress({ host, nodeEnv, oidc, masterKeys, masterKeysFile }: AddressSettings): void {
  if (isLoopbackHost(host) || nodeEnv === 'production') return;
  const others = `since others reach OBLYS_HOST ${host}`;
  const faults: ConfigFault[] = [];
  if (oidc === null) {
    faults.push({
      setting: 'OBLYS_OIDC_ISSUER',
      shown: 'nothing',
      expected: `a provider that people sign in at, or NODE_ENV to be production, ${others}: anybody would be a developer who may do everything`,
    });
  }
  if (masterKeys === null && masterKeysFile === null) {
    faults.push({
      setting: 'OBLYS_MASTER_KEYS',
      shown: 'nothing',
      expected: `a key that \`oblys keys new\` made, here or in OBLYS_MASTER_KEYS_FILE, or NODE_ENV to be production, ${others}: one would be made beside the data`,
    });
  }
  if (faults.length > 0) throw new ConfigError(faults);
}
