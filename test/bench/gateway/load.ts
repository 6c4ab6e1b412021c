import { Agent, request } from 'node:http';

/** How a server is asked. */
export interface Load {
  readonly connections: number;
  readonly durationMs: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests a second of some connections that each ask again once they are answered. */
export async function measureThroughput(
  url: string,
  body: string,
  { connections, durationMs, headers }: Load,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + durationMs;
  const startedAt = performance.now();
  const counts = await Promise.all(
    Array.from({ length: connections }, async () => {
      let count = 0;
      while (performance.now() < until) {
        await post(url, body, agent, headers);
        count += 1;
      }
      return count;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/** The text of an answer; any status but 200 is an error. */
export function post(
  url: string,
  body: string,
  agent?: Agent,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        ...(agent && { agent }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 500)}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
