import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findWorkspaceRoot } from '@oblys/config';
import { findFreePort } from '../support/cli.js';

/**
 * Times what a newcomer waits for: `npx pnpm@10 start` in a fresh clone of the last commit until /readyz answers, and
 * once more on the data that the first start left. The package cache is warm when this checkout was installed from it.
 */
const targets = [
  { what: 'first start in a fresh clone', targetSeconds: 90 },
  { what: 'second start', targetSeconds: 10 },
];

const folder = mkdtempSync(join(tmpdir(), 'oblys-bench-'));
const clone = join(folder, 'oblys');
try {
  execFileSync('git', ['clone', '--quiet', findWorkspaceRoot(), clone]);
  process.stdout.write(`${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  const answers: string[] = [];
  for (const { what, targetSeconds } of targets) {
    const { seconds, answer } = await timeStart(await findFreePort());
    answers.push(answer);
    const verdict = seconds <= targetSeconds ? 'met' : 'falls short';
    process.stdout.write(`${what}: ${seconds.toFixed(1)} s, target ${targetSeconds} s: ${verdict}\n`);
  }
  if (answers[0] !== answers[1]) throw new Error(`The two starts give different figures: ${answers.join(' and ')}.`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function timeStart(port: number): Promise<{ seconds: number; answer: string }> {
  const begunAtMs = performance.now();
  const start = spawn('npx', ['--yes', 'pnpm@10', 'start'], {
    cwd: clone,
    env: { ...terminalEnvironment(), PORT: String(port), OBLYS_DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  start.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    while (!(await isReady(port))) {
      if (start.exitCode !== null) throw new Error(`start ended with ${start.exitCode}:\n${output}`);
      await delay(50);
    }
    const seconds = (performance.now() - begunAtMs) / 1000;
    return { seconds, answer: await askFigures(port) };
  } finally {
    await stop(start, () => output.includes('Stopped.'));
  }
}

/** Ours without what pnpm tells the scripts it runs, such as not to install again. */
function terminalEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name)));
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false; // not listening yet
  }
}

async function askFigures(port: number): Promise<string> {
  const query = '{ reports { edges { node { figures { number computed verdict } } } } }';
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.text();
}

async function stop(start: ChildProcess, isStopped: () => boolean): Promise<void> {
  start.kill('SIGTERM');
  for (const giveUpAt = Date.now() + 30_000; !isStopped() && Date.now() < giveUpAt;) await delay(50);
}
