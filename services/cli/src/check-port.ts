import { createServer } from 'node:net';
import { PortTakenError } from '@oblys/domain';
import { PortForbiddenError } from './errors.js';

const host = '127.0.0.1';

/**
 * Fails at once where the gateway would fail after the long work. 0 is always free.
 * @throws {PortTakenError | PortForbiddenError}
 */
export async function checkPort(port: number): Promise<void> {
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
    throw error;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
