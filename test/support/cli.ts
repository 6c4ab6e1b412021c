import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
export const mainFile = join(root, 'services', 'cli', 'dist', 'main.js');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command to its end, within this process: a new one takes a second or two to load what it needs. */
export async function runCli(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  const { Interruption, runCli: run } = await import('@oblys/cli');
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const interruption = new Interruption();
  try {
    const io = { stdout: stream('stdout'), stderr: stream('stderr') };
    const code = await run(args, { io, interruption, environment: settings(env) });
    return { code, ...written };
  } finally {
    interruption.dispose();
  }
}

/** Runs one command to its end in a process of its own, as its users do. */
export async function spawnCli(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  return new CliProcess(args, env).ended;
}

/** `oblys` as a child process, with settings of its own and none of ours. */
export class CliProcess {
  readonly ended: Promise<CliResult>;
  private readonly child: ChildProcessWithoutNullStreams;
  private stdout = '';
  private stderr = '';
  private readonly onText = new Set<() => void>();

  constructor(args: readonly string[], env: Record<string, string> = {}, command: readonly string[] = [mainFile]) {
    this.child = spawn(process.execPath, [...command, ...args], { env: settings(env), cwd: root });
    running.add(this);
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => this.take('stdout', text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => this.take('stderr', text));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        running.delete(this);
        for (const listener of this.onText) listener();
        resolve({ code, stdout: this.stdout, stderr: this.stderr });
      }),
    );
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The JSON text of a line of stdout that has been written, or will be, and holds what is given. */
  async told(wanted: Record<string, unknown>): Promise<Record<string, unknown>> {
    const find = () =>
      this.lines().find((line) => Object.entries(wanted).every(([name, value]) => line[name] === value));
    return new Promise((resolve, reject) => {
      const check = () => {
        const line = find();
        if (line !== undefined) resolve(line);
        else if (this.child.exitCode !== null || this.child.signalCode !== null) {
          reject(new Error(`oblys ended without telling ${JSON.stringify(wanted)}:\n${this.stdout}${this.stderr}`));
        } else return;
        this.onText.delete(check);
      };
      this.onText.add(check);
      check();
    });
  }

  /** Resolves once a stream holds a text. */
  async wrote(stream: 'stdout' | 'stderr', text: string): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this[stream].includes(text)) return;
        this.onText.delete(check);
        resolve();
      };
      this.onText.add(check);
      check();
    });
  }

  /** What was written to stdout so far, as JSON texts of a line each. */
  lines(): Record<string, unknown>[] {
    return this.stdout
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : []));
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<CliResult> {
    this.kill(signal);
    return this.ended;
  }

  private take(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text;
    for (const listener of this.onText) listener();
  }
}

const running = new Set<CliProcess>();

/** Ends what a failed test has left running; for afterAll. */
export async function stopRunningClis(): Promise<void> {
  await Promise.all([...running].map((each) => each.stop('SIGTERM')));
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Neither the settings of the developer nor their `.env` reach a test: an empty setting counts as unset. */
function settings(env: Record<string, string>): NodeJS.ProcessEnv {
  const unset = ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'OBLYS_DATA_DIR', 'OBLYS_DEMO', 'OBLYS_SCHEDULER'];
  const sent = ['OBLYS_SMTP_URL', 'OBLYS_MAIL_FROM', 'OBLYS_WEBHOOK_SECRET', 'OBLYS_PUBLIC_URL'];
  const cleared = Object.fromEntries([...unset, ...sent, 'OBLYS_LOG_LEVEL', 'NODE_ENV'].map((name) => [name, '']));
  return { ...process.env, ...cleared, PORT: '0', ...env };
}
