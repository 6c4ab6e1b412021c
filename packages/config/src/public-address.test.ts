import { describe, expect, it } from '@jest/globals';
import type { ConfigError } from './config-error.js';
import { loadConfig } from './load-config.js';
import { assertFitForAddress } from './public-address.js';

const key = `${'A'.repeat(43)}=`;
const oidc = { OBLYS_OIDC_ISSUER: 'https://id.example.kz', OBLYS_OIDC_AUDIENCE: 'oblys' };

/** The settings that are told to be missing. */
function missing(env: Record<string, string>): string[] {
  try {
    assertFitForAddress(loadConfig(env));
    return [];
  } catch (error) {
    return (error as ConfigError).faults.map(({ setting }) => setting);
  }
}

describe('assertFitForAddress', () => {
  it.each(['', '127.0.0.1', 'localhost', '::1'])('lets development be on for OBLYS_HOST "%s"', (host) => {
    expect(missing({ OBLYS_HOST: host })).toEqual([]);
  });

  it.each(['0.0.0.0', '::', '10.0.0.7', 'oblys.example.kz', '::ffff:10.0.0.7'])(
    'names all that has to be set before others reach %s',
    (OBLYS_HOST) => {
      expect(missing({ OBLYS_HOST })).toEqual(['OBLYS_OIDC_ISSUER', 'OBLYS_MASTER_KEYS']);
      expect(missing({ OBLYS_HOST, NODE_ENV: 'test' })).toEqual(['OBLYS_OIDC_ISSUER', 'OBLYS_MASTER_KEYS']);
      expect(missing({ OBLYS_HOST, ...oidc })).toEqual(['OBLYS_MASTER_KEYS']);
      expect(missing({ OBLYS_HOST, OBLYS_MASTER_KEYS: key })).toEqual(['OBLYS_OIDC_ISSUER']);
      expect(missing({ OBLYS_HOST, ...oidc, OBLYS_MASTER_KEYS_FILE: 'keys' })).toEqual([]);
      expect(missing({ OBLYS_HOST, NODE_ENV: 'production' })).toEqual([]);
    },
  );

  it('loads no demonstration and serves no explorer there, unless that is said', () => {
    expect(loadConfig({ OBLYS_HOST: '0.0.0.0' })).toMatchObject({ demo: false, explorer: false });
    const said = { OBLYS_HOST: '0.0.0.0', OBLYS_DEMO: '1', OBLYS_EXPLORER: '1' };
    expect(loadConfig(said)).toMatchObject({ demo: true, explorer: true });
  });
});
