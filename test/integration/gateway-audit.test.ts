import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer, publicViewer, type DevelopmentSignIn } from '@oblys/access';
import { listAuditEvents, openDatabase, sealBlock, verifyAudit, type ListedAuditEvent } from '@oblys/database';
import { buildGatewaySchema } from '@oblys/gateway';
import {
  getFigureOfReport,
  getImportKind,
  importFile,
  loadReport,
  openTableFile,
  readReport,
  reconcile,
  seedReport,
} from '@oblys/ingest';
import { createJobs, registerJobs } from '@oblys/jobs';
import { refresh } from '@oblys/rollups';
import { samples } from '../support/evidence-samples.js';
import { seedRecord, startTestGateway, type TestGateway } from '../support/index.js';
import { jobSettings } from '../support/jobs.js';
import { mutationOf, writtenKinds } from '../support/mutations.js';
import { makeRunFolder } from '../support/run-folder.js';

const burabay = '117000000';
const akmola = '110000000';
const folder = makeRunFolder('gateway-audit');
let development: DevelopmentIssuer;
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  gateway = await startTestGateway({
    signInBy: { oidc: null, development, anonymous: publicViewer },
    signInPage: { provider: null, development },
    seed: async (database) => {
      await seedRecord(database, 'roadmap_item', { area_code: burabay });
      await refresh(database, { asOf: '2025-11-05' });
      await registerJobs(database, createJobs(jobSettings(folder)), null);
      await loadReport(database, await readReport(seedReport));
      await reconcile(database, { all: true });
    },
  });
  token = await development.sign({ role: 'ADMINISTRATOR', areaCodes: ['000000000'] }, 1);
});

afterAll(async () => {
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

let last = '0';

/** From then on `told` gives what is new. */
beforeEach(async () => {
  const [newest] = await listAuditEvents(gateway.database, { limit: 1 });
  last = newest?.id ?? '0';
});

/** What was told since the test began, the oldest first. */
async function told(): Promise<ListedAuditEvent[]> {
  const events = await listAuditEvents(gateway.database, { limit: 1_000 });
  return events.filter(({ id }) => BigInt(id) > BigInt(last)).reverse();
}

const actionsOf = (events: readonly ListedAuditEvent[]) =>
  events.map(({ action, objectKind }) => `${action} ${objectKind}`);

// The shape is what the test asked for.
/* eslint-disable @typescript-eslint/no-explicit-any */
async function ask(query: string, variables: object = {}, as: string | null = token, headers = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'test of the audit',
      ...(as !== null && { authorization: `Bearer ${as}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as { data: any; errors?: any[] }) };
}

async function askData(query: string, variables: object = {}): Promise<any> {
  const { data, errors } = await ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

const signIn = (role: DevelopmentSignIn['role'], ...areaCodes: string[]) => development.sign({ role, areaCodes }, 1);

/** The event of every mutation, by hand; null of those that write nothing: what they give an address for is told when it is used. */
const eventOfMutation: Readonly<Record<string, string | null>> = {
  ...Object.fromEntries(
    writtenKinds.flatMap(({ type, table }) => [
      [`create${type}`, `CREATE ${table}`],
      [`update${type}`, `UPDATE ${table}`],
      [`delete${type}`, `DELETE ${table}`],
    ]),
  ),
  submitMonth: 'SUBMIT submission_event',
  approveSubmission: 'APPROVE submission_event',
  returnSubmission: 'RETURN submission_event',
  reopenSubmission: 'REOPEN submission_event',
  acknowledgeFinding: 'ACKNOWLEDGE quality_finding',
  resolveFinding: 'RESOLVE quality_finding',
  reopenFinding: 'REOPEN quality_finding',
  saveReport: 'CREATE report',
  deleteReport: 'DELETE report',
  explainMismatch: 'CREATE figure_explanation',
  withdrawExplanation: 'UPDATE figure_explanation',
  runJob: 'RUN_JOB job_run',
  backfill: 'RUN_JOB job_run',
  cancelRun: 'CANCEL_JOB job_run',
  retryRun: 'RETRY_JOB job_run',
  createApiToken: 'CREATE_TOKEN api_token',
  revokeApiToken: 'REVOKE_TOKEN api_token',
  undoImport: 'UNDO_IMPORT import',
  removeEvidenceFile: 'UPDATE evidence_file',
  createImportUpload: null,
  createEvidenceUpload: null,
};

/** Mutations that a test of this file has asked. */
const asked = new Set<string>();

/** Asks one, and holds what it left against the list. */
async function write(name: string, query: string, variables: object = {}) {
  const before = await told();
  const data = await askData(query, variables);
  const events = (await told()).slice(before.length);
  asked.add(name);
  const expected = eventOfMutation[name];
  if (expected === null) expect(events).toEqual([]);
  else expect(actionsOf(events)).toContain(expected);
  for (const { by, name: who, origin, databaseUser } of events) {
    expect({ by, who, databaseUser }).toEqual({
      by: 'DEVELOPMENT',
      who: 'administrator',
      databaseUser: new URL(gateway.database.url).username,
    });
    expect(origin).toMatchObject({ address: '127.0.0.1', userAgent: 'test of the audit' });
  }
  return data[name];
}

describe('mutations', () => {
  it('are all in the list of what they leave', () => {
    const mutations = Object.keys(buildGatewaySchema().getMutationType()!.getFields());
    expect(Object.keys(eventOfMutation).sort()).toEqual(mutations.sort());
  });

  it('of records leave an event each, with former and new values in the history', async () => {
    const ids: Record<string, string> = {};
    for (const { type, input, links = {}, change, table } of writtenKinds) {
      const linked = Object.fromEntries(Object.entries(links).map(([field, of]) => [field, ids[of]]));
      const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
      const of = (operation: 'create' | 'update' | 'delete') => mutationOf(operation, type);
      const created = await write(`create${type}`, of('create'), { input: { area: burabay, ...input, ...linked } });
      ids[type] = created[name].id;
      await write(`update${type}`, of('update'), { input: { id: ids[type], version: created.version, ...change } });
      const [event] = await listAuditEvents(gateway.database, { action: 'UPDATE', objectKind: table, limit: 1 });
      const kept = await gateway.database.query(
        `select changed_by, new_values <> '{}' as has_values from record_change where audit_event_id = $1`,
        [event!.id],
      );
      expect(kept).toEqual([{ changed_by: 'administrator', has_values: true }]);
    }
    for (const { type } of [...writtenKinds].reverse()) {
      const found = await askData(`{ node(id: "${ids[type]}") { ... on ${type} { version } } }`);
      const input = { id: ids[type], version: found.node.version };
      await write(`delete${type}`, mutationOf('delete', type), { input });
    }
  });

  it('of submissions leave an event each', async () => {
    const given = { area: burabay, month: '2025-09-01', topics: ['election'], isNil: true };
    const submit = 'mutation ($input: SubmitMonthInput!) { submitMonth(input: $input) { submissions { id version } } }';
    const decide = (name: string, reason?: string) =>
      `mutation ($id: ID!, $version: Int!) { ${name}(id: $id, version: $version${reason === undefined ? '' : `, reason: "${reason}"`}) { submissions { id version } } }`;
    const first = await write('submitMonth', submit, { input: given });
    const approved = await write('approveSubmission', decide('approveSubmission'), first.submissions[0]);
    await write('reopenSubmission', decide('reopenSubmission', 'Why'), approved.submissions[0]);
    const second = await write('submitMonth', submit, { input: given });
    await write('returnSubmission', decide('returnSubmission', 'Why'), second.submissions[0]);
    const events = (await told()).filter(({ objectKind }) => objectKind === 'submission_event');
    expect(events.map(({ new: now }) => now!['reason'])).toEqual([undefined, undefined, 'Why', undefined, 'Why']);
  });

  it('of findings leave an event each', async () => {
    const [found] = await gateway.database.query<{ id: string }>(
      `insert into quality_finding (region_code, branch_code, area_code, rule, topic, severity, subject, record_ids,
                                    record_count, details, last_found_as_of)
       values ($1, $2, $2, 'APPEAL_OPEN_LONG', 'appeal', 'WARNING', 's', '[]', 0, '{}', '2025-11-05') returning id`,
      [akmola, burabay],
    );
    const id = Buffer.from(`QualityFinding:${akmola}:${found!.id}`).toString('base64url');
    const note = 'note: "Known"';
    await write('acknowledgeFinding', `mutation ($id: ID!) { acknowledgeFinding(id: $id, ${note}) { id } }`, { id });
    await write('resolveFinding', `mutation ($id: ID!) { resolveFinding(id: $id, ${note}) { id } }`, { id });
    await write('reopenFinding', `mutation ($id: ID!) { reopenFinding(id: $id) { id } }`, { id });
    expect((await told()).map(({ old, new: now }) => `${old!['state']} ${now!['state']}`)).toEqual([
      'OPEN ACKNOWLEDGED',
      'ACKNOWLEDGED RESOLVED',
      'RESOLVED OPEN',
    ]);
  });

  it('of reports leave an event each', async () => {
    const report = {
      ...{ reference: 'audit', area: akmola, title: 'Есеп', language: 'KK' },
      ...{ publishedOn: '2025-11-05', asOf: '2025-11-05' },
      figures: [{ number: 1, measure: 'roadmap.planned', value: '128', qualifier: 'EXACT', wording: '128 тармақ' }],
    };
    await write('saveReport', 'mutation ($input: SaveReportInput!) { saveReport(input: $input) { id } }', {
      input: report,
    });
    await reconcile(gateway.database, { all: true });
    const { figureId, seen } = await figureOf('audit');
    const explain = `mutation ($input: ExplainMismatchInput!) { explainMismatch(input: $input) { id explanations { id } } }`;
    const input = { figureId: globalId('StatedFigure', figureId), ...seen, reason: 'OTHER', text: 'Себебі' };
    const { explanations } = await write('explainMismatch', explain, { input });
    await write('withdrawExplanation', 'mutation ($id: ID!) { withdrawExplanation(id: $id) { id } }', {
      id: explanations[0].id,
    });
    const [stored] = await gateway.database.query<{ id: string; version: number }>(
      `select id, version from report where source_ref = 'audit'`,
    );
    const variables = { id: globalId('Report', stored!.id), version: stored!.version };
    await write(
      'deleteReport',
      'mutation ($id: ID!, $version: Int!) { deleteReport(id: $id, version: $version) }',
      variables,
    );
  });

  const globalId = (kind: string, id: string) => Buffer.from(`${kind}::${id}`).toString('base64url');

  async function figureOf(reference: string) {
    const { figureId } = await getFigureOfReport(gateway.database, reference, 1);
    const [row] = await gateway.database.query<{ value: string; computed: string }>(
      `select trim_scale(figure.value)::text as value, trim_scale(verdict.computed)::text as computed
         from stated_figure as figure
         join figure_verdict as verdict on verdict.stated_figure_id = figure.id
        where figure.id = $1
        order by verdict.reconciliation_id desc
        limit 1`,
      [figureId],
    );
    return { figureId, seen: { ...row!, version: 0 } };
  }

  it('of jobs leave an event each', async () => {
    const { run } = await write('runJob', 'mutation { runJob(job: "nightly-rollup") { run { id } } }');
    await write('cancelRun', 'mutation ($id: ID!) { cancelRun(id: $id) { run { id } } }', { id: run.id });
    await write('retryRun', 'mutation ($id: ID!) { retryRun(id: $id) { run { id } } }', { id: run.id });
    await write(
      'backfill',
      'mutation { backfill(job: "nightly-rollup", from: "2025-11-01", to: "2025-11-02") { created } }',
    );
    expect((await told()).map(({ new: now }) => now!['requestedBy'])).toEqual(Array(5).fill('administrator'));
  });

  it('of tokens leave an event each, without what a token is made of', async () => {
    const create = `mutation { createApiToken(input: { name: "Nightly extract", role: VIEWER }) { token apiToken { id } } }`;
    const created = await write('createApiToken', create);
    const { id } = created.apiToken;
    await write('revokeApiToken', 'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }', { id });
    const events = await told();
    expect(events[0]!.new).toMatchObject({ name: 'Nightly extract', role: 'VIEWER', secret_sha256: '(sealed)' });
    expect(JSON.stringify(events)).not.toContain(created.token.slice(-43));
  });

  it('of imports tell the file when it comes, and when it is taken back', async () => {
    const input = { kind: 'programme-event', fileName: 'events.csv' };
    const upload = 'mutation ($input: ImportUploadInput!) { createImportUpload(input: $input) { path } }';
    const { path } = await write('createImportUpload', upload, { input });
    const body =
      'Reference;Area;Title;Held on;Participants\nE-1;Burabay;A fair;05.11.2025;7\nE-2;Burabay;A fair;06.11.2025;8\n';
    const answer = await fetch(gateway.url + path, { method: 'POST', body, headers: { 'user-agent': 'excel' } });
    const { importId } = (await answer.json()) as { importId: string };
    const events = await told();
    expect(actionsOf(events)).toEqual(['IMPORT import', 'CREATE programme_event', 'CREATE programme_event']);
    for (const { name, by, origin } of events) {
      expect({ name, by, origin }).toMatchObject({
        name: 'administrator',
        by: 'DEVELOPMENT',
        origin: { userAgent: 'excel' },
      });
    }
    expect(events[0]!.new).toMatchObject({
      file_sha256: createHash('sha256').update(body).digest('hex'),
      created_count: 2,
    });
    await write('undoImport', 'mutation ($id: ID!) { undoImport(id: $id) { removed } }', { id: importId });
    expect(actionsOf(await told())).toContain('DELETE programme_event');
  });

  it('of evidence tell the file when it comes, when it is read, and when it is removed', async () => {
    const input = { area: burabay, title: 'A fair', heldOn: '2025-11-05', participants: 3 };
    const { createProgrammeEvent } = await askData(mutationOf('create', 'ProgrammeEvent'), { input });
    const given = { record: createProgrammeEvent.programmeEvent.id, fileName: 'Айгүл.pdf' };
    const upload = 'mutation ($input: EvidenceUploadInput!) { createEvidenceUpload(input: $input) { path } }';
    const { path } = await write('createEvidenceUpload', upload, { input: given });
    const added = await fetch(gateway.url + path, { method: 'POST', body: new Uint8Array(samples.pdf) });
    const { id, url } = (await added.json()) as { id: string; url: string };
    await (await fetch(gateway.url + url)).arrayBuffer();
    const global = Buffer.from(`EvidenceFile:${akmola}:${id}`).toString('base64url');
    await write('removeEvidenceFile', 'mutation ($id: ID!) { removeEvidenceFile(id: $id) { id } }', { id: global });
    const events = (await told()).filter(({ objectKind }) => objectKind === 'evidence_file');
    expect(events.map(({ action, name }) => `${action} by ${name}`)).toEqual([
      'CREATE by administrator',
      'UPDATE by administrator',
      'READ by administrator',
      ...Array(events.length - 3).fill('UPDATE by administrator'),
    ]);
    expect(JSON.stringify(events)).not.toContain('Айгүл');
  });

  it('have all been asked here', () => {
    expect([...asked].sort()).toEqual(Object.keys(eventOfMutation).sort());
  });
});

describe('who signs in', () => {
  it('is told when a token is first used, whatever is asked by it and by however many gateways', async () => {
    const fresh = await development.sign({ role: 'VIEWER', areaCodes: [burabay] }, 2);
    await Promise.all([1, 2, 3].map(() => ask('{ me { name } }', {}, fresh)));
    await ask('{ me { role } }', {}, fresh);
    const events = await told();
    expect(events).toMatchObject([
      {
        action: 'SIGN_IN',
        by: 'DEVELOPMENT',
        name: 'viewer',
        role: 'VIEWER',
        objectKind: 'token',
        origin: { address: '127.0.0.1', userAgent: 'test of the audit', requestId: expect.any(String) },
        details: { areas: [burabay] },
      },
    ]);
    expect(events[0]!.tokenId).toBe(`sha256:${createHash('sha256').update(fresh).digest('hex').slice(0, 32)}`);
    expect(JSON.stringify(events)).not.toContain(fresh.slice(-40));
  });

  it('on the page for development is told once, there', async () => {
    const answer = await fetch(`${gateway.url}/sign-in/development`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'caseworker', areaCodes: [akmola] }),
    });
    const { token: given } = (await answer.json()) as { token: string };
    expect(await told()).toMatchObject([{ action: 'SIGN_IN', role: 'CASEWORKER', by: 'DEVELOPMENT' }]);
    await ask('{ me { name } }', {}, given);
    expect(await told()).toHaveLength(1);
  });

  it('by an API token is told each day', async () => {
    const create = 'mutation { createApiToken(input: { name: "x", role: VIEWER }) { token apiToken { id } } }';
    const { createApiToken } = await askData(create);
    await ask('{ me { name } }', {}, createApiToken.token);
    await ask('{ me { role } }', {}, createApiToken.token);
    const signIns = (await told()).filter(({ action }) => action === 'SIGN_IN');
    expect(signIns).toMatchObject([
      { by: 'API_TOKEN', tokenId: createApiToken.apiToken.id, name: 'administrator (x)' },
    ]);
  });

  it('is told with the request and the proxy’s word, when it says so', async () => {
    const fresh = await development.sign({ role: 'VIEWER', areaCodes: [akmola] }, 3);
    await ask('{ me { name } }', {}, fresh, { 'x-forwarded-for': '192.0.2.7', 'x-request-id': 'r-17' });
    expect((await told())[0]!.origin).toMatchObject({ forwardedFor: '192.0.2.7', requestId: 'r-17' });
  });

  it('is told when it is refused, with the reason and the address, and never the token; many times as one', async () => {
    const [head, payload] = token.split('.');
    const forged = `${head}.${payload}.${'A'.repeat(86)}`;
    for (let time = 0; time < 5; time += 1) expect((await ask('{ me { name } }', {}, forged)).status).toBe(401);
    const expired = await (
      await DevelopmentIssuer.open(folder, () => new Date('2020-01-01'))
    ).sign({ role: 'VIEWER', areaCodes: [akmola] }, 1);
    await ask('{ me { name } }', {}, expired);
    const events = await told();
    expect(events).toMatchObject([
      { action: 'REFUSE', by: 'NOBODY', rows: '1', origin: { address: '127.0.0.1' } },
      { action: 'REFUSE', details: { reason: 'The token is refused: it has expired.' } },
    ]);
    expect(events[0]!.details).toEqual({ reason: 'The token is refused: its signature does not fit.' });
    for (const secret of [forged, expired]) expect(JSON.stringify(events)).not.toContain(secret.slice(-30));
  });
});

describe('who reads of persons', () => {
  let appealIds: string[];

  beforeAll(async () => {
    const ids = [];
    for (const number of [1, 2, 3]) {
      const input = {
        ...{ area: burabay, channel: 'ONLINE', topic: 'roads', receivedOn: `2025-02-0${number}` },
        person: { fullName: `Айгүл Серікқызы ${number}`, phone: '+77010000000' },
        text: 'Жол жөндеу керек.',
      };
      const { createAppeal } = await askData(mutationOf('create', 'Appeal'), { input });
      ids.push(createAppeal.appeal.id);
    }
    appealIds = ids.map((id: string) => Buffer.from(id, 'base64url').toString().split(':')[2]!);
  });

  const query = '{ appeals { edges { node { text person { fullName birthYear } } } } }';

  it('is told with the persons, the appeals and the fields, before the answer', async () => {
    const caseworker = await signIn('CASEWORKER', burabay);
    const { data } = await ask(query, {}, caseworker);
    expect(data.appeals.edges).toHaveLength(3);
    const reads = (await told()).filter(({ action }) => action === 'READ');
    const persons = await gateway.database.query<{ id: string }>(
      'select person_id as id from appeal order by person_id',
    );
    expect(reads.map(({ objectKind }) => objectKind).sort()).toEqual(['appeal_text', 'person']);
    for (const { objectKind, details, rows, name, role } of reads) {
      expect({ rows, name, role }).toEqual({ rows: '3', name: 'caseworker', role: 'CASEWORKER' });
      const isText = objectKind === 'appeal_text';
      expect([...(details['ids'] as string[])].sort()).toEqual(isText ? appealIds.sort() : persons.map(({ id }) => id));
      expect(details['fields']).toEqual(isText ? ['text'] : ['birthYear', 'fullName']);
    }
    expect(JSON.stringify(reads)).not.toMatch(/Серікқызы|Жол жөндеу/);
    const found = await listAuditEvents(gateway.database, { objectId: persons[0]!.id, action: 'READ', limit: 10 });
    expect(found).toHaveLength(1);
  });

  it('is told of what was shown, and not of who may see nothing', async () => {
    const { data } = await ask(query, {}, await signIn('DISTRICT_EDITOR', burabay));
    expect(data.appeals.edges[0].node).toEqual({ text: null, person: null });
    const elsewhere = await ask(query, {}, await signIn('CASEWORKER', '115600000'));
    expect(elsewhere.data.appeals.edges).toEqual([]);
    expect((await told()).filter(({ action }) => action === 'READ')).toEqual([]);
  });

  it('is told of what comes over WebSocket and as a stream too', async () => {
    const caseworker = await signIn('CASEWORKER', burabay);
    const response = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${caseworker}`,
        'user-agent': 'a stream',
      },
      body: JSON.stringify({ query: '{ appeals(first: 1) { edges { node { person { phone } } } } }' }),
    });
    expect(await response.text()).toContain('+77010000000');
    const reads = (await told()).filter(({ action }) => action === 'READ');
    expect(reads).toMatchObject([{ rows: '1', details: { fields: ['phone'] }, origin: { userAgent: 'a stream' } }]);
  });

  it('is shown nothing where that cannot be told', async () => {
    const caseworker = await signIn('CASEWORKER', burabay);
    await ask('{ me { name } }', {}, caseworker);
    await gateway.database.query('alter table audit_event rename to audit_event_away');
    try {
      const { data, errors } = await ask(query, {}, caseworker);
      expect(data.appeals.edges.map(({ node }: { node: object }) => node)).toEqual(
        Array(3).fill({ text: null, person: null }),
      );
      expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['INTERNAL_SERVER_ERROR']));
    } finally {
      await gateway.database.query('alter table audit_event_away rename to audit_event');
    }
    expect((await told()).filter(({ action }) => action === 'READ')).toEqual([]);
  });
});

describe('all of it', () => {
  it('is sealed, and found whole', async () => {
    await sealBlock(gateway.database);
    expect(await verifyAudit(gateway.database)).toMatchObject({ isWhole: true, unsealed: { events: 0 } });
  });

  it('names an import of many rows in few events', async () => {
    const path = join(folder, 'many.csv');
    const writeRows = (participants: number) => {
      const rows = Array.from({ length: 500 }, (_, row) => `M-${row};Burabay;A fair;05.11.2025;${participants}`);
      writeFileSync(path, ['Reference;Area;Title;Held on;Participants', ...rows].join('\n'));
    };
    const database = await openDatabase({
      url: gateway.database.url,
      poolSize: 1,
      audited: { by: 'COMMAND', name: 'aigul at akmola', origin: { command: 'import' } },
    });
    const given = { kind: getImportKind('programme-event'), locale: 'EN', importedBy: 'aigul at akmola' } as const;
    for (const participants of [7, 8]) {
      writeRows(participants);
      await importFile(database, { ...given, file: await openTableFile(path) });
    }
    await database.close();
    const events = await told();
    const by = { by: 'COMMAND', name: 'aigul at akmola', origin: { command: 'import' } };
    expect(events).toMatchObject([
      { ...by, action: 'IMPORT', rows: '1' },
      { ...by, action: 'CREATE', rows: '500', details: { rowsSha256: expect.any(String) } },
      { ...by, action: 'IMPORT', rows: '1' },
      { ...by, action: 'UPDATE', rows: '500' },
    ]);
    expect(await verifyAudit(gateway.database)).toMatchObject({ isWhole: true });
  });
});
