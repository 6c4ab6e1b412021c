import { assertFitForAddress } from '@oblys/config';
import type { Command } from 'commander';
import { checkPort } from '../check-port.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';

export function gatewayCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'gateway',
    summary: 'serve GraphQL and the page until stopped',
    description:
      'Serves an existing database, and nothing else: no migrations, no jobs. PORT names the port, OBLYS_HOST the address.',
    example: 'oblys gateway',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { config, output, interruption, withSession } = createContext(host, 'gateway', json);
    assertFitForAddress(config);
    await checkPort(config);
    await withSession(async (session) => {
      const { serveGateway } = await import('../serve.js');
      const gateway = await serveGateway(config, session);
      output.result({ event: 'serving', url: gateway.url }, [`Serving on ${gateway.url}. Stop with Ctrl-C.`]);
      await interruption.awaited();
      await gateway.stop();
    });
  });
}
