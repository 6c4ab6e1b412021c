/**
 * A process of its own that opens an embedded server, says so in one line of JSON, and holds it until it is told
 * `release` or `exit` on its standard input, or is interrupted.
 */
import { createInterface } from 'node:readline';
import { openEmbeddedServer } from '@oblys/database';
import type { EmbeddedServer, EmbeddedServerOptions } from '@oblys/database';
import pg from 'pg';

const options = JSON.parse(process.argv[2] ?? '{}') as EmbeddedServerOptions;

try {
  const server = await openEmbeddedServer(options);
  process.on('SIGINT', () => void proveAliveAndRelease(server));
  tell({ url: server.url, version: server.version, attached: server.attached });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'exit') process.exit(3);
    if (line === 'release') break;
  }
  await server.release();
  process.exit(0);
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  tell({ error: { code, message } });
  process.exit(1);
}

/** After an interrupt of the whole process group the server must still be there to finish with. */
async function proveAliveAndRelease(server: EmbeddedServer): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query('select 1');
  await client.end();
  await server.release();
  process.exit(0);
}

function tell(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
