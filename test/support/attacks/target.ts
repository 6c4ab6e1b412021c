import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { CliProcess } from '../cli.js';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface AskOptions {
  readonly token?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  // The shape is what was asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** How long a process may take to end by itself. */
const graceMs = 2_000;

/** A gateway that is attacked, in a process of its own. */
export class Target {
  private constructor(
    readonly url: string,
    private readonly process: CliProcess,
  ) {}

  /** @param main the file that is `oblys`, where it is another build */
  static async start(env: Record<string, string>, main?: string): Promise<Target> {
    const process = new CliProcess(['gateway', '--json'], env, main === undefined ? undefined : [main]);
    const { url } = await process.told({ event: 'serving' });
    return new Target(String(url).replace('localhost', '127.0.0.1'), process);
  }

  /** One that an attack keeps busy hears of no signal, and is killed. */
  async stop(): Promise<void> {
    const kill = setTimeout(() => this.process.kill('SIGKILL'), graceMs);
    await this.process.stop();
    clearTimeout(kill);
  }

  /** A GraphQL request; null where the answer is no JSON. */
  async ask(query: string, { token, variables }: AskOptions = {}): Promise<Answer | null> {
    return this.post(JSON.stringify({ query, variables }), token);
  }

  /** A body as it is written, to /graphql; null where the answer is no JSON. */
  async post(body: string, token?: string): Promise<Answer | null> {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { 'content-type': 'application/json', ...authorization };
    const { text, status } = await this.send('/graphql', { method: 'POST', headers, body });
    try {
      const answer = JSON.parse(text) as object;
      return Array.isArray(answer) ? { status, data: answer } : { status, ...answer };
    } catch {
      return null;
    }
  }

  /** Sends a path as it is written: clients of a higher level would tidy it up. */
  send(
    path: string,
    { method = 'GET', headers = {}, body = '' }: Sent = {},
  ): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const asked = httpRequest({ hostname, port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      // A connection that the server hangs up on got nothing.
      asked.on('error', () => resolve({ status: 0, text: '' }));
      asked.end(body);
    });
  }

  /** Sends what may be no request at all, and hangs up: what comes back does not matter. */
  async throwAt(text: string): Promise<void> {
    const { hostname, port } = new URL(this.url);
    await new Promise((resolve) => {
      const thrown = connect(Number(port), hostname, () => thrown.end(text, 'latin1'));
      thrown.resume();
      thrown.once('error', resolve).once('close', resolve);
    });
  }

  /** Whether the process that was started still runs, and answers who asks it something ordinary. */
  async isUp(): Promise<boolean> {
    process.kill(this.process.pid, 0);
    const answer = await this.ask('{ region(code: "110000000") { code } }');
    return answer?.data?.region?.code === '110000000';
  }
}
