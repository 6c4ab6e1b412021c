import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { refresh } from '@oblys/rollups';
import { WebSocket } from 'ws';
import { askGateway, createRecordingLogger, startTestGateway, subscribe, transports } from '../support/index.js';
import type { TestGateway } from '../support/index.js';
import { startGateway } from '@oblys/gateway';

const builds = 'subscription { buildMadeCurrent { runId } }';
const tooWide = `{ ${'measures { code } '.repeat(101)} }`;
const tooLong = `{ ${'a '.repeat(20_001)} }`;
const runsOfItsJob = (below: string) => `job { runs(first: 500) { edges { node { ${below} } } } }`;
const tooDear = `subscription { jobRunChanged { ${runsOfItsJob(runsOfItsJob('id'))} } }`;
let gateway: TestGateway;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

afterAll(() => gateway?.end());

/** A WebSocket that speaks by hand. */
class Peer {
  readonly heard: { type: string; id?: string; payload?: unknown }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly socket: WebSocket) {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('message', (text) => {
      this.heard.push(JSON.parse(String(text)));
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  ask(id: string, payload: unknown): void {
    this.say({ id, type: 'subscribe', payload });
  }

  async hear(type: string, id?: string): Promise<{ type: string; id?: string; payload?: unknown }> {
    for (;;) {
      const found = this.heard.find((message) => message.type === type && message.id === id);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}

const socketUrl = (url = gateway.url) => `${url.replace('http', 'ws')}/graphql`;

async function openPeer({ init = true, url = gateway.url } = {}): Promise<Peer> {
  const peer = new Peer(new WebSocket(socketUrl(url), 'graphql-transport-ws'));
  await new Promise((resolve, reject) => peer.socket.once('open', resolve).once('error', reject));
  if (init) {
    peer.say({ type: 'connection_init' });
    await peer.hear('connection_ack');
  }
  return peer;
}

/** The status and the body of a WebSocket that is not let in. */
function refusedSocket(url: string, options = {}): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', options);
    socket.once('open', () => reject(new Error('The WebSocket was let in.')));
    socket.once('error', () => undefined);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (text) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
  });
}

const stream = (body: unknown, headers: Record<string, string> = {}, url = gateway.url) =>
  fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function expectHealth(): Promise<void> {
  expect(await askGateway(gateway.url, '{ region(code: "110000000") { code } }')).toEqual({
    data: { region: { code: '110000000' } },
  });
  expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
}

const badDocuments: [string, Record<string, unknown>, string][] = [
  ['no document', {}, 'BAD_REQUEST'],
  ['variables that are no object', { query: builds, variables: 3 }, 'BAD_REQUEST'],
  ['what is not GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: 'subscription { weather }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'two fields at once',
    { query: 'subscription { buildMadeCurrent { runId } jobProgress { runId } }' },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a query that asks too often', { query: tooWide }, 'LIMIT_EXCEEDED'],
  ['a query that is too long', { query: tooLong }, 'LIMIT_EXCEEDED'],
  ['a subscription whose answers are too dear', { query: tooDear }, 'LIMIT_EXCEEDED'],
  ['an operation that is not there', { query: builds, operationName: 'Басқа' }, 'OPERATION_RESOLUTION_FAILURE'],
  [
    'a variable of another type',
    { query: 'subscription ($k: RunKind) { jobProgress(kind: $k) { runId } }', variables: { k: 7 } },
    'BAD_USER_INPUT',
  ],
  ['an id of no report', { query: 'subscription { reportReconciled(report: "x") { runId } }' }, 'INVALID_NODE_ID'],
  ['an id of no run', { query: 'subscription { jobProgress(runId: "x") { runId } }' }, 'INVALID_INPUT'],
];

describe('a WebSocket', () => {
  it.each(badDocuments)('is told what is wrong with %s', async (what, payload, code) => {
    const peer = await openPeer();
    peer.ask('1', payload);
    if (payload['query'] === undefined) {
      // By the protocol such a message is malformed.
      expect(await peer.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    } else if (what.startsWith('variables')) {
      expect((await peer.closed).code).toBe(4400);
    } else {
      // What is wrong with the document is an error of its own, what is wrong with its values is an answer.
      const { payload } = await Promise.race([peer.hear('error', '1'), peer.hear('next', '1')]);
      const errors = Array.isArray(payload) ? payload : (payload as { errors: unknown }).errors;
      expect(errors).toMatchObject([{ message: expect.any(String), extensions: { code } }]);
      expect(JSON.stringify(errors)).not.toMatch(/node_modules|stack/);
    }
    await expectHealth();
  });

  it('answers queries as HTTP does, and goes on after a mistake', async () => {
    const peer = await openPeer();
    peer.ask('bad', { query: '{ weather }' });
    await peer.hear('error', 'bad');
    const query = 'query ($c: ID!) { region(code: $c) { code name(locale: KK) } }';
    const variables = { c: '110000000' };
    peer.ask('good', { query, variables });
    expect((await peer.hear('next', 'good')).payload).toEqual(await askGateway(gateway.url, query, variables));
    await peer.hear('complete', 'good');
  });

  it.each([
    ['қате', 4400],
    ['[]', 4400],
    ['{"type":"weather"}', 4400],
    ['{"type":"subscribe","id":1}', 4400],
    ['{"type":"connection_init"}', 4429],
  ])('that says %s is closed', async (text, code) => {
    const peer = await openPeer();
    peer.say(text);
    expect((await peer.closed).code).toBe(code);
    await expectHealth();
  });

  it('that subscribes before it is acknowledged, takes an id twice, or says too much is closed', async () => {
    const early = await openPeer({ init: false });
    early.ask('1', { query: builds });
    expect((await early.closed).code).toBe(4401);
    const twice = await openPeer();
    twice.ask('1', { query: builds });
    twice.ask('1', { query: builds });
    expect((await twice.closed).code).toBe(4409);
    const loud = await openPeer();
    loud.say(' '.repeat(1024 * 1024 + 1));
    expect((await loud.closed).code).toBe(1009);
    await expectHealth();
  });

  it('has fifty operations at once', async () => {
    const peer = await openPeer();
    for (let id = 1; id <= 51; id += 1) peer.ask(String(id), { query: builds });
    expect((await peer.hear('error', '51')).payload).toMatchObject([
      { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
    ]);
    peer.say({ id: '7', type: 'complete' });
    peer.ask('52', { query: '{ region(code: "110000000") { code } }' });
    await peer.hear('next', '52');
    expect(peer.heard.filter(({ type }) => type === 'error')).toHaveLength(1);
  });

  it('is let in from pages of this site alone, at /graphql alone', async () => {
    const other = await refusedSocket(socketUrl(), { origin: 'https://other.example' });
    expect(other.status).toBe(400);
    expect(JSON.parse(other.body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect((await refusedSocket(`${gateway.url.replace('http', 'ws')}/elsewhere`)).status).toBe(404);
    const own = new Peer(new WebSocket(socketUrl(), 'graphql-transport-ws', { origin: gateway.url }));
    await new Promise((resolve) => own.socket.once('open', resolve));
    const { code } = await new Peer(new WebSocket(socketUrl(), 'weather')).closed;
    expect([1006, 4406]).toContain(code);
  });

  it.each(['//[', 'http://[', '*'])(
    'at %s, which is no address of one, is refused, and the gateway goes on',
    async (address) => {
      const { port } = new URL(gateway.url);
      const lines = [`GET ${address} HTTP/1.1`, 'host: gateway', 'connection: upgrade', 'upgrade: websocket', '', ''];
      const answer = await new Promise<string>((resolve, reject) => {
        let text = '';
        const client = connect(Number(port), '127.0.0.1', () => client.write(lines.join('\r\n')));
        client.on('data', (part) => (text += String(part)));
        client.once('error', reject).once('close', () => resolve(text));
      });
      expect(answer).toContain('HTTP/1.1 404 Not Found');
      await expectHealth();
    },
  );

  it('that breaks off, or is no WebSocket after all, harms nobody', async () => {
    const { port } = new URL(gateway.url);
    for (const rest of ['', 'Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 99\r\n']) {
      await new Promise<void>((resolve) => {
        const raw = connect(Number(port), '127.0.0.1', () => {
          raw.write(
            `GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${rest}\r\n`,
          );
        });
        raw.once('data', () => raw.destroy());
        raw.once('close', () => resolve());
      });
    }
    const peer = await openPeer();
    peer.ask('1', { query: builds });
    peer.socket.terminate();
    await peer.closed;
    await expectHealth();
  });
});

describe('a stream of events', () => {
  it.each(badDocuments)('is refused with what is wrong with %s', async (_what, body, code) => {
    const response = await stream(body);
    expect([response.status, response.headers.get('cache-control')]).toEqual([400, 'no-store']);
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
    await expectHealth();
  });

  it.each([
    ['whose body is no JSON', '{', {}, 400, 'BAD_REQUEST'],
    ['whose body is no object', '[]', {}, 400, 'BAD_REQUEST'],
    ['whose body is called text', '{}', { 'content-type': 'text/plain' }, 400, 'BAD_REQUEST'],
    ['that takes JSON alone', JSON.stringify({ query: builds }), { accept: 'application/json' }, 406, 'BAD_REQUEST'],
    ['from another site', JSON.stringify({ query: builds }), { origin: 'https://other.example' }, 400, 'BAD_REQUEST'],
    [
      'as a picture of another site',
      JSON.stringify({ query: builds }),
      { 'sec-fetch-site': 'cross-site' },
      400,
      'BAD_REQUEST',
    ],
    ['whose body is too large', 'x'.repeat(1024 * 1024 + 1), {}, 413, 'PAYLOAD_TOO_LARGE'],
  ])('%s is refused', async (_what, body, headers, status, code) => {
    const response = await stream(body, headers as Record<string, string>);
    expect([response.status, await response.json()]).toEqual([
      status,
      { errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code }) }] },
    ]);
  });

  it('is asked for by GET too, and by no other method', async () => {
    const query = new URLSearchParams({
      query: 'query ($c: ID!) { region(code: $c) { code } }',
      variables: '{"c":"110000000"}',
    });
    const headers = { accept: 'text/event-stream' };
    const response = await fetch(`${gateway.url}/graphql/stream?${query}`, { headers });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"region":{"code":"110000000"}}}\n\nevent: complete\ndata:\n\n',
    );
    const broken = await fetch(`${gateway.url}/graphql/stream?query={x}&variables={`, { headers });
    expect([broken.status, await broken.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
    expect((await fetch(`${gateway.url}/graphql/stream`, { method: 'PUT', headers })).status).toBe(405);
  });
});

describe('a plain request', () => {
  it('says where subscriptions go', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: builds }),
    });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ message: expect.stringContaining('/graphql/stream'), extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });
});

describe('connections', () => {
  it('are kept up to a number, and one that ends makes room', async () => {
    const { logger } = createRecordingLogger();
    const small = await startGateway({ database: gateway.database, port: 0, logger, mostStreams: 2 });
    try {
      const peer = await openPeer({ url: small.url });
      const stop = new AbortController();
      const second = await fetch(`${small.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: builds }),
        signal: stop.signal,
      });
      expect(second.status).toBe(200);
      const full = await stream({ query: builds }, {}, small.url);
      expect([full.status, await full.json()]).toMatchObject([
        503,
        { errors: [{ extensions: { code: 'TOO_MANY_CONNECTIONS' } }] },
      ]);
      const refused = await refusedSocket(socketUrl(small.url));
      expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('TOO_MANY_CONNECTIONS')]);
      peer.socket.close();
      await peer.closed;
      stop.abort();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await openPeer({ url: small.url });
      await openPeer({ url: small.url });
    } finally {
      await small.stop();
    }
  });
});

describe('stop', () => {
  it('ends open subscriptions at once, and the connection that listens', async () => {
    const { logger, log } = createRecordingLogger();
    const stopping = await startGateway({ database: gateway.database, port: 0, logger });
    const peer = await openPeer({ url: stopping.url });
    peer.ask('1', { query: builds });
    const deaf = connect(Number(new URL(stopping.url).port), '127.0.0.1', () =>
      deaf.write(
        'GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
      ),
    );
    await new Promise((resolve) => deaf.once('data', resolve));
    const events = await stream({ query: builds }, {}, stopping.url);
    const rest = events.text();
    await stopping.stop();
    expect(await peer.closed).toEqual({ code: 1001, reason: 'Going away' });
    // Cut off, not completed: a client comes back.
    expect(await rest).toBe(':\n\n');
    expect(log.filter(({ level }) => level !== 'debug')).toEqual([]);
    deaf.destroy();
  });

  it('does not wait for a database that is not there', async () => {
    const { logger, log } = createRecordingLogger();
    const listenUrl = 'postgres://nobody@127.0.0.1:1/none';
    const alone = await startGateway({ database: gateway.database, port: 0, logger, listenUrl });
    expect(log).toMatchObject([{ level: 'warn', args: [expect.anything(), expect.stringContaining('lost')] }]);
    await alone.stop();
  });
});

describe('a subscriber', () => {
  it.each(transports)('by %s is not held up by one who does not read', async (transport) => {
    const reading = await subscribe(transport, gateway.url, builds);
    const lazy = httpRequest(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    lazy.on('response', (response) => response.pause());
    lazy.on('error', () => undefined);
    lazy.end(JSON.stringify({ query: builds }));
    const { runId } = await refresh(gateway.database, { asOf: '2025-11-05' });
    expect(await reading.next()).toEqual({ buildMadeCurrent: { runId } });
    lazy.destroy();
    await reading.end();
  });
});
