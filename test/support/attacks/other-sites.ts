import type { Attack, Hostility } from './attack.js';
import { Peer } from './peer.js';
import type { Sent, Target } from './target.js';

const query = '{ appeals { totalCount } }';
const link = `?query=${encodeURIComponent(query)}`;
const body = JSON.stringify({ query });
const from = { origin: 'https://evil.example' };

/** That a page of another site makes a browser send, which asks nobody before. */
const reads = (what: string, sent: Sent, path = '/graphql'): Attack => [
  what,
  async (target) => isRead((await target.send(path, sent)).text),
];

const isRead = (text: string) => /"totalCount":[1-9]/.test(text);

const posts = (what: string, contentType: string | null, given: string = body): Attack =>
  reads(what, {
    method: 'POST',
    headers: { ...from, ...(contentType !== null && { 'content-type': contentType }) },
    body: given,
  });

const writes: Attack = [
  'a mutation as plain text',
  async (target) => {
    const mutation = 'mutation { createImportUpload(input: { kind: "appeal", fileName: "a.csv" }) { path } }';
    const headers = { ...from, 'content-type': 'text/plain' };
    const { text } = await target.send('/graphql', {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: mutation }),
    });
    return text.includes('"path":"/imports');
  },
];

const opensSocket = (what: string, origin: string): Attack => [
  what,
  async (target: Target) => {
    const peer = await Peer.open(target, { origin });
    if (peer === null) return false;
    peer.ask('read', query);
    const said = await peer.hears(({ id }) => id === 'read');
    peer.leave();
    return isRead(JSON.stringify(said));
  },
];

const streams = (what: string, headers: Readonly<Record<string, string>>): Attack =>
  reads(what, { headers: { accept: 'text/event-stream', ...headers } }, `/graphql/stream${link}`);

/** On the machine of a developer, who may read everything, and whose browser has a page of another site open. */
export const otherSites: Hostility = {
  kind: 'requests that a page of another site can make',
  attacks: () => [
    reads('a link', {}, `/graphql${link}`),
    reads('a picture', { headers: { accept: 'image/avif,image/webp,*/*' } }, `/graphql${link}`),
    reads('a script', { headers: { 'sec-fetch-dest': 'script', 'sec-fetch-site': 'cross-site' } }, `/graphql${link}`),
    reads('a link with an origin', { headers: from }, `/graphql${link}`),
    reads('a link with no origin', { headers: { origin: 'null' } }, `/graphql${link}`),
    reads('a link with a referrer', { headers: { referer: 'https://evil.example/graphql' } }, `/graphql${link}`),
    reads('a link with cookies', { headers: { cookie: 'apollo-require-preflight=1' } }, `/graphql${link}`),
    posts('plain text', 'text/plain'),
    posts('plain text with an encoding', 'text/plain;charset=UTF-8'),
    posts('plain text that speaks of JSON', 'text/plain; application/json'),
    posts('a form of plain text', 'text/plain', `${body.slice(0, -1)},"x":"="}`),
    posts('a form', 'application/x-www-form-urlencoded'),
    posts('a form with files', 'multipart/form-data; boundary=x'),
    posts('a beacon of no type', null),
    writes,
    opensSocket('a WebSocket', from.origin),
    opensSocket('a WebSocket with no origin', 'null'),
    opensSocket('a WebSocket of the same host, another port', 'http://127.0.0.1:1'),
    streams('a stream of events', from),
    streams('a stream of events with no origin', { origin: 'null' }),
    streams('a stream of events as a picture', { accept: 'image/avif,*/*', 'sec-fetch-site': 'cross-site' }),
    streams('a stream of events as a script of the same host, another port', { 'sec-fetch-site': 'same-site' }),
  ],
  weakenings: [
    {
      file: 'services/gateway/dist/server/start-gateway.js',
      from: 'csrfPrevention: true,',
      to: 'csrfPrevention: false,',
    },
    {
      file: 'services/gateway/dist/server/app.js',
      from: 'express.json({ limit: limits.bodyBytes }), refuseExcess(limits)',
      to: 'express.json({ limit: limits.bodyBytes, type: () => true }), refuseExcess(limits)',
    },
    {
      file: 'services/gateway/dist/server/stream-limits.js',
      from: 'if (origin === undefined)',
      to: 'return false; if (origin === undefined)',
    },
  ],
};
