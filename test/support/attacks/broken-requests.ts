const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n';
const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

const request = (line: string, headers = '', body = '') => `${line} HTTP/1.1\r\nhost: gateway\r\n${headers}\r\n${body}`;

const posts = (body: string, headers = '') =>
  request('POST /graphql', `content-type: application/json\r\ncontent-length: ${body.length}\r\n${headers}`, body);

/** What goes over the wire that no client sends, by what is wrong with it. */
export const brokenRequests: readonly (readonly [what: string, text: string])[] = [
  ['an upgrade at no address', request('GET //[', upgrade + key)],
  ['an upgrade at half an address', request('GET http://[', upgrade + key)],
  ['an upgrade at a port that is none', request('GET //a:b:c', upgrade + key)],
  ['an upgrade without a key', request('GET /graphql', upgrade)],
  ['an upgrade from an origin that is none', request('GET /graphql', `${upgrade}${key}origin: //[\r\n`)],
  ['an upgrade to another protocol', request('GET /graphql', 'connection: upgrade\r\nupgrade: h2c\r\n')],
  ['a tunnel', request('CONNECT gateway:1')],
  ['a frame of nothing after an upgrade', request('GET /graphql', upgrade + key, '\x00\xff\xff\xff\xff')],
  ['a page at no address', request('GET //[')],
  ['a letter that is none', request('GET /%c0%af%')],
  ['a document with a letter that is none', request('GET /graphql?query=%&variables=%')],
  ['a stream with a letter that is none', request('GET /graphql/stream?query=%c0', 'accept: text/event-stream\r\n')],
  ['a file with a letter that is none', request('GET /evidence/%')],
  ['a body that is null', posts('null')],
  ['a body that is a number', posts('7')],
  ['a query that is an object', posts('{"query":{"kind":"Document"}}')],
  ['a body with a prototype', posts('{"__proto__":{"query":"{ me { name } }"},"constructor":1}')],
  ['variables with a prototype', posts('{"query":"{ me { name } }","variables":{"__proto__":null,"toString":1}}')],
  [
    'a body shorter than it says',
    request('POST /graphql', 'content-type: application/json\r\ncontent-length: 99\r\n', '{'),
  ],
  ['a body of no encoding', posts('{"query":"{ me { name } }"}', 'content-encoding: none\r\n')],
  ['a body that is not packed as it says', posts('{"query":"{ me { name } }"}', 'content-encoding: gzip\r\n')],
  ['a body of two lengths', request('POST /graphql', 'content-length: 1\r\ncontent-length: 2\r\n', '{}')],
  ['a type of an answer that is none', posts('{"query":"{ me { name } }"}', 'accept: ;;;/\r\n')],
  ['a method that is none', request('BREW /graphql')],
  ['a request that is none', '\x16\x03\x01\x02\x00\r\n\r\n'],
];
