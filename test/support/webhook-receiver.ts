import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedCall {
  readonly path: string;
  readonly key: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  // The shape is what the test asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly atMs: number;
}

type Answer = (call: ReceivedCall, response: ServerResponse) => void;

/** A real HTTP server on a free port of the loopback address, which keeps what it is sent. */
export interface WebhookReceiver {
  urlOf(path: string): string;
  readonly calls: ReceivedCall[];
  /** By path; 200 where nothing else is set. */
  readonly answers: Map<string, Answer>;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const calls: ReceivedCall[] = [];
  const answers = new Map<string, Answer>();
  const server = createServer((request, response) => {
    void text(request).then((content) => {
      const { url: path = '', headers } = request;
      const key = String(headers['idempotency-key']);
      const call = { path, key, headers, text: content, body: JSON.parse(content), atMs: performance.now() };
      calls.push(call);
      const answer = answers.get(path);
      if (answer === undefined) response.end();
      else answer(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (path) => `http://127.0.0.1:${port}${path}`,
    calls,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
