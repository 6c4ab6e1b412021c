import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { openDatabase, openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import { onServer } from '../support/postgres.js';
import { makeRunFolder, removeLeftOvers } from '../support/run-folder.js';
import { weakenBuild, type Weakening } from '../support/weakened-build.js';
import { measureThroughput, post } from './gateway/load.js';
import { startOblys, type Peer } from './gateway/peers.js';
import { shapes, type Shape } from './gateway/shapes.js';
import { makeGatewayWorld } from './gateway/world.js';
import { say, tell } from './progress.js';
import { formatRatios, median, type Ratio } from './ratios.js';
import { headersOfAnalyst } from './viewer-headers.js';

/**
 * Measures what row security costs: how many requests a second the gateway answers with it, beside a copy of the
 * gateway that asks the database as the owner of the tables, under no policy. Both answer the same.
 */
const usage = `npx pnpm@10 bench:access [--rounds N] [--seconds N]

  --rounds N   times that each is asked for each shape, by turns; 7 unless given.
  --seconds N  how long each time; 2 unless given.
`;

const connections = 8;
const akmola = '110000000';

/** No role is taken on; the conditions of the statements themselves stay. */
const withoutRoles: Weakening = {
  file: 'packages/database/dist/limited-database.js',
  from: '(role === undefined ? [] : [takeOn(role, scope)])',
  to: '[]',
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return;
  }
  const [rounds, seconds] = [Number(values.rounds ?? 7), Number(values.seconds ?? 2)];
  if (!(rounds >= 1) || !(seconds > 0)) throw new Error('--rounds and --seconds take a number above zero.');
  await removeLeftOvers();
  const dataDir = makeRunFolder('bench-access');
  const server = await openEmbeddedServer({ dataDir });
  const peers: Peer[] = [];
  try {
    say(
      `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}; PostgreSQL ${server.version} embedded, Node ${process.version}; ${connections} connections`,
    );
    await onServer(server.url, (client) => client.query('create database bench'));
    const url = Object.assign(new URL(server.url), { pathname: '/bench' }).href;
    tell('making the records');
    const database = await openDatabase({ url, poolSize: 2, applicationName: 'oblys-bench' });
    await makeGatewayWorld(database);
    const viewers = [
      { name: 'whole tree', headers: await headersOfAnalyst(database, '000000000') },
      { name: 'one region', headers: await headersOfAnalyst(database, akmola) },
    ];
    await database.close();
    const secured = await startOblys(url);
    peers.push(secured);
    const bare = await startOblys(url, weakenBuild(join(dataDir, 'bare'), [withoutRoles]));
    peers.push(bare);
    const measured: { shape: Shape; viewer: string; rates: Map<Peer, number[]> }[] = [];
    for (const { name, headers } of viewers) {
      for (const shape of shapes) {
        const body = JSON.stringify({ query: shape.oblys });
        assertSame(shape, name, await Promise.all(peers.map((peer) => post(peer.url, body, undefined, headers))));
        const rates = new Map(peers.map((peer) => [peer, [] as number[]]));
        measured.push({ shape, viewer: name, rates });
        for (const peer of peers) await measureThroughput(peer.url, body, { connections, durationMs: 1_500, headers });
        for (let round = 1; round <= rounds; round += 1) {
          for (const peer of round % 2 === 0 ? peers : peers.toReversed()) {
            tell(`${shape.what}, ${name}, round ${round} of ${rounds}`);
            const options = { connections, durationMs: seconds * 1_000, headers };
            rates.get(peer)!.push(await measureThroughput(peer.url, body, options));
          }
        }
      }
    }
    say('Both answer each shape with the same data.');
    const ratios = measured.map(({ shape, viewer, rates }): Ratio => {
      const [with_, without] = [median(rates.get(secured)!), median(rates.get(bare)!)];
      return {
        what: `${shape.what}, ${viewer}`,
        value: with_ / without,
        target: { kind: 'AT_LEAST', value: 0.85 },
        shownAs: 'TIMES',
        from: `${with_.toFixed(0)} / ${without.toFixed(0)} requests a second`,
      };
    });
    for (const line of formatRatios(ratios)) say(line);
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()));
    await server.release();
    await removeEmbeddedServer({ dataDir });
  }
}

function assertSame(shape: Shape, viewer: string, answers: readonly string[]): void {
  const [one, other] = answers.map((answer) => JSON.parse(answer) as { data?: unknown; errors?: unknown });
  if (one?.errors !== undefined || !isDeepStrictEqual(one, other)) {
    throw new Error(`${shape.what}, ${viewer}: ${answers.map((answer) => answer.slice(0, 300)).join('\n')}`);
  }
}

try {
  await main();
} catch (error) {
  tell('');
  process.stderr.write(`bench:access: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
