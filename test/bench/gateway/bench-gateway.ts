import { availableParallelism, cpus, totalmem } from 'node:os';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { openDatabase, openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import { onServer } from '../../support/postgres.js';
import { makeRunFolder, removeLeftOvers } from '../../support/run-folder.js';
import { headersOfAnalyst } from '../viewer-headers.js';
import { say, tell } from '../progress.js';
import { formatRatios, median, type Ratio } from '../ratios.js';
import { measureThroughput, post } from './load.js';
import { installPeers, startCeiling, startOblys, startPostgraphile, type Peer } from './peers.js';
import { shapes, type Shape } from './shapes.js';
import { makeGatewayWorld } from './world.js';

/**
 * Measures how many requests a second the gateway answers, beside PostGraphile and a server written by hand for nothing
 * but this, on one database in one run. What they answer is first shown to be the same.
 */
const usage = `npx pnpm@10 bench:gateway [--rounds N] [--seconds N]

  --rounds N   times that each server is asked for each shape, by turns; 5 unless given.
  --seconds N  how long each time; 2 unless given.
`;

const connections = 8;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return;
  }
  const [rounds, seconds] = [Number(values.rounds ?? 5), Number(values.seconds ?? 2)];
  if (!(rounds >= 1) || !(seconds > 0)) throw new Error('--rounds and --seconds take a number above zero.');
  installPeers(tell);
  await removeLeftOvers();
  const dataDir = makeRunFolder('bench-gateway');
  const server = await openEmbeddedServer({ dataDir });
  const peers: Peer[] = [];
  try {
    say(
      `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB; PostgreSQL ${server.version} embedded, Node ${process.version}; ${connections} connections`,
    );
    await onServer(server.url, (client) => client.query('create database bench'));
    const url = Object.assign(new URL(server.url), { pathname: '/bench' }).href;
    tell('making the records');
    const database = await openDatabase({ url, poolSize: 2, applicationName: 'oblys-bench' });
    await makeGatewayWorld(database);
    const headers = await headersOfAnalyst(database, '000000000');
    await database.close();
    for (const start of [startOblys, startPostgraphile, startCeiling]) peers.push(await start(url));
    for (const shape of shapes) await assertSameData(shape, peers, headers);
    say('All three answer each shape with the same data.');
    const measured = new Map(shapes.map((shape) => [shape, new Map(peers.map((peer) => [peer, [] as number[]]))]));
    for (const shape of shapes) {
      for (const peer of peers)
        await measureThroughput(peer.url, bodyFor(shape, peer), { connections, durationMs: 1_500, headers });
      for (let round = 1; round <= rounds; round += 1) {
        for (const peer of peers) {
          tell(`${shape.what}: ${peer.name}, round ${round} of ${rounds}`);
          const options = { connections, durationMs: seconds * 1_000, headers };
          measured
            .get(shape)!
            .get(peer)!
            .push(await measureThroughput(peer.url, bodyFor(shape, peer), options));
        }
      }
    }
    for (const line of formatRatios(ratiosOf(measured))) say(line);
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()));
    await server.release();
    await removeEmbeddedServer({ dataDir });
  }
}

function ratiosOf(measured: ReadonlyMap<Shape, ReadonlyMap<Peer, number[]>>): Ratio[] {
  const against = (other: Peer['name']): { shape: Shape; value: number; from: string }[] =>
    [...measured].map(([shape, byPeer]) => {
      const rate = (name: Peer['name']): number => median([...byPeer].find(([peer]) => peer.name === name)![1]);
      return {
        shape,
        value: rate('oblys') / rate(other),
        from: `${rate('oblys').toFixed(0)} / ${rate(other).toFixed(0)} requests a second`,
      };
    });
  const postgraphile = against('postgraphile');
  return [
    ...postgraphile.map(({ shape, value, from }): Ratio => ({
      what: `${shape.what} / PostGraphile`,
      value,
      target: { kind: 'AT_LEAST', value: 1 },
      shownAs: 'TIMES',
      from,
    })),
    {
      what: 'geometric mean of the four',
      value: geometricMean(postgraphile.map(({ value }) => value)),
      target: { kind: 'AT_LEAST', value: 1.5 },
      shownAs: 'TIMES',
      from: '',
    },
    ...against('ceiling').map(({ shape, value, from }): Ratio => ({
      what: `${shape.what} / ceiling`,
      value,
      shownAs: 'TIMES',
      from,
    })),
  ];
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function bodyFor(shape: Shape, { name }: Peer): string {
  return JSON.stringify(name === 'ceiling' ? { shape: shape.name } : { query: shape[name] });
}

async function assertSameData(
  shape: Shape,
  peers: readonly Peer[],
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const answers = await Promise.all(
    peers.map(async (peer) => {
      const answer = JSON.parse(await post(peer.url, bodyFor(shape, peer), undefined, headers)) as {
        data?: unknown;
        errors?: unknown;
      };
      if (answer.errors !== undefined) throw new Error(`${peer.name}: ${JSON.stringify(answer.errors).slice(0, 500)}`);
      if (peer.name === 'ceiling') return answer;
      return peer.name === 'oblys' ? shape.fromOblys(answer.data) : shape.fromPostgraphile(answer.data);
    }),
  );
  answers.forEach((answer, index) => {
    if (isDeepStrictEqual(answer, answers[0])) return;
    const [one, other] = [JSON.stringify(answers[0]).slice(0, 400), JSON.stringify(answer).slice(0, 400)];
    throw new Error(`${shape.what}: ${peers[index]!.name} answers otherwise than oblys.\n${one}\n${other}`);
  });
}

try {
  await main();
} catch (error) {
  tell('');
  process.stderr.write(`bench:gateway: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
