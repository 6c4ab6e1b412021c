import type { Attack, Hostility } from './attack.js';
import { Peer, type Said } from './peer.js';
import type { Answer, Target } from './target.js';

/** What asks for too much, with the code that it is refused with. */
export interface Flood {
  readonly what: string;
  readonly code: string;
  /** The codes of the errors it is answered with: none where it is answered in full. */
  readonly send: (target: Target) => Promise<string[]>;
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_none, index) => part(index)).join(' ');
const nested = (levels: number, open: string, inner: string, close: string) =>
  `${open.repeat(levels)}${inner}${close.repeat(levels)}`;
const me = '{ me { name } }';

const manyAliases = `{ ${times(501, (index) => `a${index}: me { name }`)} }`;
/** Fragments that open each other twice: short, and two to the fifteenth fields. */
const doubling = `{ __type(name: "String") { ...f0 } } ${times(
  15,
  (index) => `fragment f${index} on __Type { a: ofType { ...f${index + 1} } b: ofType { ...f${index + 1} } }`,
)} fragment f15 on __Type { name }`;

const posted = (what: string, code: string, body: object): Flood => ({
  what,
  code,
  send: async (target) => codesOf(await target.post(JSON.stringify(body))),
});

const asked = (what: string, code: string, query: string, more: object = {}): Flood =>
  posted(what, code, { query, ...more });

function codesOf(answer: Answer | null): string[] {
  if (answer === null) return ['NO_ANSWER'];
  const { data, errors = [] } = answer;
  if (errors.length > 0) return errors.map(({ extensions }) => extensions?.code ?? 'NO_CODE');
  return data === null || data === undefined ? ['NO_DATA'] : [];
}

/** By a WebSocket of its own, closed once an operation is answered or refused. */
const overSocket = (what: string, code: string, flood: (peer: Peer) => string): Flood => ({
  what,
  code,
  send: async (target) => {
    const peer = (await Peer.open(target))!;
    const last = flood(peer);
    const said = await peer.hears(({ id, type }) => type === 'error' || id === last);
    peer.leave();
    return typeof said === 'number' ? [`CLOSED_${said}`] : codesSaid(said);
  },
});

function codesSaid({ type, payload }: Said): string[] {
  const errors = (type === 'error' ? payload : (payload as { errors?: unknown } | undefined)?.errors) ?? [];
  return (errors as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
}

async function streamed(target: Target, query: string): Promise<string[]> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const { text } = await target.send('/graphql/stream', { method: 'POST', headers, body: JSON.stringify({ query }) });
  if (text.includes('"data":{')) return [];
  return codesOf(JSON.parse(text) as Answer);
}

const tooMuch = 'LIMIT_EXCEEDED';

export const floods: readonly Flood[] = [
  asked('five hundred and one aliases', tooMuch, manyAliases),
  asked(
    'four hundred aliases for the largest pages',
    tooMuch,
    `{ ${times(400, (index) => `a${index}: appeals(first: 500, filter: { receivedOn: { from: "2199-01-01" } }) { edges { node { id } } }`)} }`,
  ),
  asked(
    'pages within pages',
    tooMuch,
    '{ regions(first: 500) { edges { node { districts(first: 500) { edges { node { code } } } } } } }',
  ),
  asked('a field a hundred and one times', tooMuch, `{ ${times(101, () => 'me { name }')} }`),
  asked(
    'a directive three hundred times',
    tooMuch,
    `{ me { ${times(300, () => '... @include(if: true) { name }')} } }`,
  ),
  asked(
    'a hundred and one levels',
    tooMuch,
    `{ __type(name: "String") { ${nested(101, 'ofType { ', 'name', ' }')} } }`,
  ),
  asked('brackets within brackets', tooMuch, `{ me { ${nested(300, '... { ', 'name', ' }')} } }`),
  asked('brackets within brackets of variables', tooMuch, me, {
    variables: { deep: JSON.parse(nested(300, '[', '1', ']')) as unknown },
  }),
  asked('fragments that double fifteen times', tooMuch, doubling),
  asked(
    'three thousand operations',
    tooMuch,
    times(3_000, (index) => `query q${index} ${me}`),
    {
      operationName: 'q7',
    },
  ),
  asked('ten thousand and one values of variables', tooMuch, me, {
    variables: { many: Array.from({ length: 10_001 }, (_none, index) => index) },
  }),
  asked('two million letters', 'PAYLOAD_TOO_LARGE', `${me} # ${'x'.repeat(2_000_000)}`),
  asked('a page of fifty thousand', 'INVALID_INPUT', '{ appeals(first: 50000) { edges { node { id } } } }'),
  asked(
    'a filter of thirty levels',
    'INVALID_INPUT',
    `{ appeals(first: 1, filter: ${nested(30, '{ not: ', '{}', ' }')}) { totalCount } }`,
  ),
  asked(
    'four long texts that figures are looked for in',
    tooMuch,
    `query ($text: String!) { ${times(4, (index) => `a${index}: suggestFigures(input: { text: $text }) { suggestions { value } }`)} }`,
    { variables: { text: 'а'.repeat(60_000) } },
  ),
  posted(
    'a batch of thirty',
    'BAD_REQUEST',
    Array.from({ length: 30 }, () => ({ query: me })),
  ),
  overSocket('three hundred subscriptions on a WebSocket', 'TOO_MANY_SUBSCRIPTIONS', (peer) => {
    for (let index = 0; index < 300; index += 1) peer.ask(`s${index}`, 'subscription { buildMadeCurrent { runId } }');
    peer.ask('last', me);
    return 'last';
  }),
  overSocket('a subscription whose answers are too dear', tooMuch, (peer) => {
    const runs = (below: string) => `job { runs(first: 500) { edges { node { ${below} } } } }`;
    peer.ask('dear', `subscription { jobRunChanged { ${runs(runs('id'))} } }`);
    peer.ask('last', '{ regions { totalCount } }');
    return 'last';
  }),
  overSocket('aliases by WebSocket', tooMuch, (peer) => {
    peer.ask('aliases', manyAliases);
    return 'aliases';
  }),
  overSocket('two million letters by WebSocket', 'CLOSED_1009', (peer) => {
    peer.ask('long', `${me} # ${'x'.repeat(2_000_000)}`);
    return 'long';
  }),
  { what: 'aliases for a stream of events', code: tooMuch, send: (target) => streamed(target, manyAliases) },
];

const most = '100000000';

export const aliasAndOtherFloods: Hostility = {
  kind: 'alias, batch, subscription and other floods',
  attacks: () => floods.map(({ what, send }): Attack => [what, async (target) => (await send(target)).length === 0]),
  settings: {
    OBLYS_MAX_BODY_BYTES: most,
    OBLYS_MAX_TOKENS: most,
    OBLYS_MAX_NESTING: most,
    OBLYS_MAX_DEPTH: most,
    OBLYS_MAX_FIELDS: most,
    OBLYS_MAX_ALIASES: most,
    OBLYS_MAX_REPEATS: most,
    OBLYS_MAX_VARIABLES: most,
    OBLYS_MAX_COST: most,
  },
  weakenings: [
    {
      file: 'services/gateway/dist/server/refuse-excess.js',
      from: 'if (Array.isArray(body)) {',
      to: 'if (false) {',
    },
    {
      file: 'services/gateway/dist/server/start-gateway.js',
      from: 'includeStacktraceInErrorResponses: false,',
      to: 'includeStacktraceInErrorResponses: false, allowBatchedHttpRequests: true,',
    },
    {
      file: 'services/gateway/dist/server/stream-limits.js',
      from: 'mostOperationsPerSocket = 50;',
      to: `mostOperationsPerSocket = ${most};`,
    },
    {
      file: 'services/gateway/dist/server/stream-limits.js',
      from: 'messageLimitBytes = 1024 * 1024;',
      to: `messageLimitBytes = ${most};`,
    },
    {
      file: 'services/gateway/dist/read-path/page-window.js',
      from: 'maximumPageSize = 500;',
      to: `maximumPageSize = ${most};`,
    },
    {
      file: 'services/gateway/dist/read-path/filter.js',
      from: 'maximumFilterDepth = 8;',
      to: `maximumFilterDepth = ${most};`,
    },
  ],
};
