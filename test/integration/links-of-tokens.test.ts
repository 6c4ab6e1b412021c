import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { DevelopmentIssuer, publicViewer } from '@oblys/access';
import { samples } from '../support/evidence-samples.js';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('links-of-tokens');
const burabay = '117000000';
let development: DevelopmentIssuer;
let gateway: TestGateway;
let admin: string;
let record: string;

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  gateway = await startTestGateway({ signInBy: { oidc: null, development, anonymous: publicViewer } });
  admin = await development.sign({ role: 'ADMINISTRATOR', areaCodes: ['000000000'] }, 1);
  const project = { area: burabay, title: 'Жылыжай', recipientKind: 'farm', sector: 'crops', fundedOn: '2025-11-03' };
  const created = await ask(
    admin,
    `mutation ($input: CreateFundedProjectInput!) { createFundedProject(input: $input) { fundedProject { id } } }`,
    { input: { ...project, amount: '1.00' } },
  );
  record = created.createFundedProject.fundedProject.id;
});

afterAll(async () => {
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

// The shape is what the test asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function ask(token: string, query: string, variables: object = {}): Promise<any> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const createToken =
  'mutation { createApiToken(input: { name: "x", role: ADMINISTRATOR, days: 1 }) { token apiToken { id } } }';
const newToken = async () => (await ask(admin, createToken)).createApiToken;
const revoke = (id: string) => ask(admin, 'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }', { id });

async function linksOf(token: string) {
  const { upload, evidence } = await ask(
    token,
    `mutation ($record: ID!) {
       upload: createImportUpload(input: { kind: "appeal", fileName: "a.csv", dryRun: true }) { path expiresAt }
       evidence: createEvidenceUpload(input: { record: $record, fileName: "scan.pdf" }) { path expiresAt }
     }`,
    { record },
  );
  return { upload, evidence } as Record<'upload' | 'evidence', { path: string; expiresAt: string }>;
}

async function send(path: string, body?: string | Buffer) {
  const given = body === undefined ? {} : { method: 'POST', body: new Uint8Array(Buffer.from(body)) };
  const answer = await fetch(`${gateway.url}${path}`, given);
  const text = await answer.text();
  return { status: answer.status, ...(answer.headers.get('content-type')?.includes('json') && JSON.parse(text)) };
}

const rows = 'Reference;Area;Received on;Channel;Topic\nA-1;Burabay;05.11.2025;Online;Ecology\n';

it('a link is good as long as the API token that it was asked with', async () => {
  const { token, apiToken } = await newToken();
  const { upload, evidence } = await linksOf(token);
  expect(await send(upload.path, rows)).toMatchObject({ status: 200 });
  const { status, url } = await send(evidence.path, samples.pdf);
  expect(status).toBe(201);
  expect(await send(url)).toMatchObject({ status: 200 });

  await revoke(apiToken.id);
  const message = expect.stringContaining('a token that is not good any more');
  const refused = { status: 403, error: { code: 'LINK_REFUSED', message } };
  expect(await send(upload.path, rows)).toMatchObject({ status: 403, error: { code: 'UPLOAD_REFUSED', message } });
  expect(await send(evidence.path, samples.png)).toMatchObject(refused);
  expect(await send(url)).toMatchObject(refused);
});

it('a link of an API token that expires, or is gone, is refused', async () => {
  for (const end of [`update api_token set expires_at = created_at + interval '1 ms'`, 'delete from api_token']) {
    const { token } = await newToken();
    const { upload } = await linksOf(token);
    await gateway.database.query(end);
    expect(await send(upload.path, rows)).toMatchObject({ status: 403, error: { code: 'UPLOAD_REFUSED' } });
  }
});

it('a link ends when the sign-in that it was asked with does', async () => {
  const quarter = 15 * 60_000;
  const endOf = async (minutes: number) => {
    const askedAt = Date.now();
    const token = await development.sign({ role: 'ADMINISTRATOR', areaCodes: ['000000000'] }, minutes / 60);
    const { upload, evidence } = await linksOf(token);
    return [upload, evidence].map(({ expiresAt }) => Date.parse(expiresAt) - askedAt);
  };
  for (const lifetime of await endOf(5)) expect(lifetime).toBeLessThanOrEqual(5 * 60_000);
  for (const lifetime of await endOf(60)) expect(lifetime).toBeGreaterThanOrEqual(quarter);
});

it('a link of who signed in otherwise does not end with the tokens of others', async () => {
  const { apiToken } = await newToken();
  const { upload } = await linksOf(admin);
  await revoke(apiToken.id);
  expect(await send(upload.path, rows)).toMatchObject({ status: 200 });
});
