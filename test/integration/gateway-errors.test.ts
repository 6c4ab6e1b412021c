import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OidcVerifier, publicViewer, SignIn } from '@oblys/access';
import { findWorkspaceRoot } from '@oblys/config';
import { errorCodes, startGateway } from '@oblys/gateway';
import type { GatewayOptions } from '@oblys/gateway';
import { createJobs, registerJobs } from '@oblys/jobs';
import { checkQuality } from '@oblys/rollups';
import { MasterKeys, newDataKey } from '@oblys/persons';
import { testMasterKeys } from '../support/master-keys.js';
import { UnsecuredJWT } from 'jose';
import { askGateway, confinedTo, createRecordingLogger, seedRecord, startTestGateway } from '../support/index.js';
import type { GraphQLAnswer, TestGateway } from '../support/index.js';
import { jobSettings } from '../support/jobs.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => new Date('2025-11-20T06:00:00Z') });
});

afterAll(() => gateway?.end());

async function post(body: string, url = gateway.url, more: Record<string, string> = {}): Promise<GraphQLAnswer> {
  const headers = { 'content-type': 'application/json', ...more };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return (await response.json()) as GraphQLAnswer;
}

const manifest = join(findWorkspaceRoot(), 'schema', 'trusted-documents.json');
const persisted = '{ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "a" } } }';
const year = 'period: { grain: YEAR, start: "2025-01-01" }';
const ofAkmola = (selection: string) => `{ region(code: "110000000") { ${selection} } }`;
const reportId = Buffer.from('Report::01900000-0000-7000-8000-000000000000').toString('base64url');

const received = (day: string) => `area: "110000000", channel: ONLINE, topic: "roads", receivedOn: "${day}"`;

async function createAppeal(day: string, key = ''): Promise<GraphQLAnswer> {
  const idempotencyKey = key === '' ? '' : `, idempotencyKey: "${key}"`;
  return gateway.ask(`mutation { createAppeal(input: { ${received(day)} }${idempotencyKey}) { appeal { id } } }`);
}

async function openFinding(): Promise<string> {
  await seedRecord(gateway.database, 'programme_event', { area_code: '117000000', participants: 0 });
  await checkQuality(gateway.database, { asOf: '2025-11-19', topics: ['event'] });
  const { qualityFindings } = await gateway.askData('{ qualityFindings(first: 1) { edges { node { id } } } }');
  return qualityFindings.edges[0].node.id as string;
}

/** Of subscriptions, in the test of their transports. */
const provokedElsewhere = ['TOO_MANY_SUBSCRIPTIONS', 'TOO_MANY_CONNECTIONS'];

/** A way to be given each code. */
const provocations: Readonly<Record<string, () => Promise<GraphQLAnswer>>> = {
  INVALID_INPUT: () => gateway.ask('{ region(code: "Akmola") { code } }'),
  INVALID_CURSOR: () => gateway.ask('{ regions(after: "x") { totalCount } }'),
  INVALID_NODE_ID: () => gateway.ask('{ node(id: "x") { id } }'),
  NOT_FOUND: () => gateway.ask(ofAkmola(`summary(${year}) { funding(programme: "none") { projectsFunded } }`)),
  CONFLICT: async () => {
    const { data } = await createAppeal('2025-11-03');
    const { id } = data.createAppeal.appeal;
    return gateway.ask(`mutation { updateAppeal(input: { id: "${id}", version: 7, channel: MOBILE }) { version } }`);
  },
  MASTER_KEY: () => askWhoIsBehind(MasterKeys.random()),
  SEAL_BROKEN: () => askWhoIsBehind(testMasterKeys, randomUUID()),
  IDEMPOTENCY_CONFLICT: async () => {
    await createAppeal('2025-11-03', 'once');
    return createAppeal('2025-11-04', 'once');
  },
  FINDING_STATE: async () => {
    const id = await openFinding();
    return gateway.ask(`mutation { reopenFinding(id: "${id}") { id } }`);
  },
  FIGURE_STATE: async () => {
    const figure = 'number: 1, measure: "roadmap.planned", value: "1", qualifier: EXACT, wording: "1"';
    const heading = 'reference: "r", area: "110000000", title: "r", language: KK';
    const { data } = await gateway.ask(
      `mutation { saveReport(input: { ${heading}, publishedOn: "2001-01-01", asOf: "2001-01-01", figures: [{ ${figure} }] }) { figures { id } } }`,
    );
    const { id } = data.saveReport.figures[0];
    const read = `figureId: "${id}", version: 0, value: "1", computed: "0"`;
    return gateway.ask(`mutation { explainMismatch(input: { ${read}, reason: OTHER, text: "r" }) { id } }`);
  },
  CHECK_UNDER_WAY: async () => {
    const id = await openFinding();
    return whileLocked('quality_finding', () =>
      gateway.ask(`mutation { resolveFinding(id: "${id}", note: "done") { id } }`),
    );
  },
  JOB_RUN_STATE: async () => {
    await registerJobs(gateway.database, createJobs(jobSettings('open-data')), null);
    const { data } = await gateway.ask('mutation { runJob(job: "nightly-verify") { run { id } } }');
    return gateway.ask(`mutation { retryRun(id: "${data.runJob.run.id}") { run { id } } }`);
  },
  IMPORT_UNDONE: async () => {
    const id = await addImport();
    await undo(id);
    return undo(id);
  },
  IMPORT_BUILT_ON: async () => {
    const id = await addImport();
    await gateway.database.query(`update appeal set topic_code = 'roads' where import_id = $1`, [id]);
    return undo(id);
  },
  SUBMISSION_STATE: async () => {
    await submitNothing('legalAid');
    return submitNothing('legalAid');
  },
  PERIOD_LOCKED: async () => {
    await approveNothing(await submitNothing('appeal', '110000000'));
    return createAppeal('2025-10-03');
  },
  RECORDS_BEING_WRITTEN: async () => {
    const submitted = await submitNothing('course');
    return whileWritten('course', () => approveNothing(submitted));
  },
  NOT_ALLOWED: () =>
    withGateway({ viewer: confinedTo(['117000000']) }, (url) =>
      askGateway(url, 'mutation { runJob(job: "nightly-verify") { run { id } } }'),
    ),
  UNAUTHENTICATED: () => askWho('x.y.z'),
  FORBIDDEN: () =>
    withGateway({ viewer: { ...confinedTo(['117000000']), role: 'VIEWER' } }, (url) =>
      askGateway(url, 'mutation { runJob(job: "nightly-verify") { run { id } } }'),
    ),
  SIGN_IN_UNAVAILABLE: () => askWho(new UnsecuredJWT({ iss: nowhere }).encode()),
  AS_OF_IN_FUTURE: () => gateway.ask(ofAkmola(`summary(${year}, asOf: "2025-11-21") { asOf }`)),
  QUERY_TOO_COMPLEX: () =>
    withGateway({ limits: { requestTimeoutMs: 100 } }, (url) =>
      whileLocked('akim_election', () => askGateway(url, '{ akimElections { totalCount } }')),
    ),
  LIMIT_EXCEEDED: () => gateway.ask('{ a '.repeat(1_000)),
  RATE_LIMITED: () => withGateway({ rates: { cost: 19 } }, (url) => askGateway(url, '{ measures { code } }')),
  DOCUMENT_NOT_TRUSTED: () =>
    withGateway({ trustedDocuments: { mode: 'require', file: manifest } }, (url) =>
      askGateway(url, '{ measures { code } }'),
    ),
  GRAPHQL_PARSE_FAILED: () => gateway.ask('{ regions'),
  GRAPHQL_VALIDATION_FAILED: () => gateway.ask('{ planets }'),
  BAD_USER_INPUT: () => gateway.ask('query ($code: ID!) { region(code: $code) { code } }', { code: [] }),
  OPERATION_RESOLUTION_FAILURE: () => gateway.ask('query A { measures { code } } query B { measures { code } }'),
  BAD_REQUEST: () => post('{'),
  PERSISTED_QUERY_NOT_FOUND: () => post(persisted),
  PERSISTED_QUERY_NOT_SUPPORTED: () => withGateway({ persistedQueriesBytes: 0 }, (url) => post(persisted, url)),
  PAYLOAD_TOO_LARGE: () => post(`{ "query": "${'x'.repeat(1024 * 1024)}" }`),
  INTERNAL_SERVER_ERROR: () => whileMissing('akim_election', () => gateway.ask('{ akimElections { totalCount } }')),
};

/** Where no provider answers. */
const nowhere = 'http://127.0.0.1:1';

/** By a token, of a gateway whose people sign in at a provider. */
function askWho(token: string): Promise<GraphQLAnswer> {
  const claims = { role: 'oblys_role', areas: 'oblys_areas' };
  const oidc = new OidcVerifier({ issuer: nowhere, audience: 'oblys', claims, clockSkewSeconds: 0 });
  const signIn = new SignIn({ database: gateway.database, oidc, development: null, anonymous: publicViewer });
  return withGateway({ signIn }, (url) =>
    post('{ "query": "{ me { name } }" }', url, { authorization: `Bearer ${token}` }),
  );
}

/** An import that brought one appeal. */
async function addImport(): Promise<string> {
  const [added] = await gateway.database.query<{ id: string }>(
    `with added as (
       insert into import (kind, file_name, file_sha256, row_count, created_count)
       values ('appeal', 'a.csv', repeat('0', 64), 1, 1)
       returning id
     )
     insert into appeal (area_code, source_ref, channel, topic_code, received_on, import_id, import_row, import_version)
     select '117000000', 'import ' || id, 'ONLINE', 'ecology', '2025-11-05', id, 2, 1
       from added
     returning import_id as id`,
  );
  return added!.id;
}

function undo(id: string): Promise<GraphQLAnswer> {
  return gateway.ask('mutation ($id: ID!) { undoImport(id: $id) { removed } }', { id });
}

/** October of a branch, in which there was nothing of the topic. */
function submitNothing(topic: string, area = '117000000'): Promise<GraphQLAnswer> {
  const input = { area, month: '2025-10-01', topics: [topic], isNil: true };
  return gateway.ask(
    'mutation ($input: SubmitMonthInput!) { submitMonth(input: $input) { submissions { id version } } }',
    { input },
  );
}

function approveNothing({ data }: GraphQLAnswer): Promise<GraphQLAnswer> {
  const [submission] = data.submitMonth.submissions;
  return gateway.ask(
    'mutation ($id: ID!, $version: Int!) { approveSubmission(id: $id, version: $version) { isRepeat } }',
    submission,
  );
}

/** Of a person whose key is wrapped by some keys, for them or for somebody else. */
async function askWhoIsBehind(keys: MasterKeys, wrappedFor?: string): Promise<GraphQLAnswer> {
  const { data } = await createAppeal('2025-11-03');
  const { id } = data.createAppeal.appeal;
  const [, regionCode, appealId] = Buffer.from(id, 'base64url').toString().split(':');
  const personId = randomUUID();
  await gateway.database.query(`insert into person (id, region_code, sealed_identity) values ($1, $2, '\\x00')`, [
    personId,
    regionCode,
  ]);
  await gateway.database.query('insert into person_key (person_id, region_code, wrapped_key) values ($1, $2, $3)', [
    personId,
    regionCode,
    keys.wrap(wrappedFor ?? personId, newDataKey()),
  ]);
  await gateway.database.query('update appeal set person_id = $2 where id = $1', [appealId, personId]);
  return gateway.ask(`{ node(id: "${id}") { ... on Appeal { person { fullName } } } }`);
}

/** As long as somebody has not ended a transaction that writes records of the topic. */
function whileWritten(topic: string, ask: () => Promise<GraphQLAnswer>): Promise<GraphQLAnswer> {
  return gateway.database.transaction('READ COMMITTED', async (sql) => {
    await sql.query('select hold_topic($1)', [topic]);
    return ask();
  });
}

describe('schema/errors.md', () => {
  it('lists every code that is given, with its meaning, and no other', () => {
    const text = readFileSync(join(findWorkspaceRoot(), 'schema', 'errors.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(Object.fromEntries(rows)).toEqual(errorCodes);
    expect([...Object.keys(provocations), ...provokedElsewhere].sort()).toEqual(Object.keys(errorCodes).sort());
  });
});

describe('an error', () => {
  it.each(Object.entries(provocations))(
    '%s is given for what it means, and shows nothing of ours',
    async (code, provoke) => {
      const { errors } = await provoke();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
      expect(JSON.stringify(errors)).not.toMatch(/stack|node_modules|\.[jt]s:|select |relation "/);
    },
  );

  it('of one nullable field leaves the data of the others', async () => {
    const query = `{ report(id: "${reportId}") { title } region(code: "110000000") { code } measures { code } }`;
    const { data, errors } = await whileMissing('report', () => gateway.ask(query));
    expect(errors).toMatchObject([{ path: ['report'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(data).toMatchObject({ report: null, region: { code: '110000000' } });
    expect(data.measures.length).toBeGreaterThan(0);
  });

  it('of the asker in one nullable field leaves the data of the others', async () => {
    const { data, errors } = await gateway.ask(
      '{ bad: region(code: "x") { code } good: region(code: "110000000") { code } }',
    );
    expect(errors).toMatchObject([{ path: ['bad'], extensions: { code: 'INVALID_INPUT' } }]);
    expect(data).toEqual({ bad: null, good: { code: '110000000' } });
  });
});

/** What is asked while a table is not where we look for it. */
async function whileMissing<T>(table: string, ask: () => Promise<T>): Promise<T> {
  await gateway.database.query(`alter table ${table} rename to ${table}_hidden`);
  try {
    return await ask();
  } finally {
    await gateway.database.query(`alter table ${table}_hidden rename to ${table}`);
  }
}

/** Every read of the table waits meanwhile. */
async function whileLocked<T>(table: string, ask: () => Promise<T>): Promise<T> {
  return gateway.database.transaction('READ COMMITTED', async (sql) => {
    await sql.query(`lock table ${table} in access exclusive mode`);
    return ask();
  });
}

/** Another gateway over the same database, for as long as it is asked. */
async function withGateway<T>(options: Partial<GatewayOptions>, ask: (url: string) => Promise<T>): Promise<T> {
  const { logger } = createRecordingLogger();
  const other = await startGateway({ database: gateway.database, port: 0, logger, ...options });
  try {
    return await ask(other.url);
  } finally {
    await other.stop();
  }
}
