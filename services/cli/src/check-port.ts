import { createServer } from 'node:net';
import { ConfigError, type Config } from '@oblys/config';
import { PortTakenError } from '@oblys/domain';
import { PortForbiddenError } from './errors.js';

/**
 * Fails at once where the gateway would fail after the long work. Port 0 is always free.
 * @throws {PortTakenError | PortForbiddenError}
 * @throws {ConfigError} when the address is none of this machine
 */
export async function checkPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ port, host, exclusive: true }, resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortTakenError(port, host, { cause: error });
    if (code === 'EACCES') throw new PortForbiddenError(port);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new ConfigError([
        { setting: 'OBLYS_HOST', shown: JSON.stringify(host), expected: 'an address of this machine' },
      ]);
    }
    throw error;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
