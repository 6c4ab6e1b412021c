import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import type { Audit } from 'graphql-http';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const preflight =
  'Apollo refuses a GET that a browser sends without asking first, which any page of another site could make it do. A ' +
  'client that sets `apollo-require-preflight` or a content type is answered; the audit sets neither.';

/** What is not passed, by the id of the audit, with the reason. Only what may be left can be here, and only while it is. */
const waived: Readonly<Record<string, string>> = { '5A70': preflight, D6D5: preflight, '6A70': preflight };

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway?.end());

const audits = serverAudits({ url: () => `${gateway.url}/graphql` });

describe('GraphQL over HTTP, as graphql-http audits it', () => {
  const passed = audits.filter(({ id }) => waived[id] === undefined);
  const failed = audits.filter(({ id }) => waived[id] !== undefined);

  it.each(passed.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    expect(await verdict(audit)).toBe('ok');
  });

  it.each(failed.map((audit) => [audit.id, audit.name, audit] as const))('not %s %s', async (_id, name, audit) => {
    expect(name).toMatch(/^(MAY|SHOULD) /);
    expect(await verdict(audit)).not.toBe('ok');
  });

  it('waives nothing that is no audit', () => {
    expect(failed.map(({ id }) => id).sort()).toEqual(Object.keys(waived).sort());
    expect(audits.length).toBeGreaterThan(50);
  });
});

/** `ok`, or the words of the audit on what is wrong. */
async function verdict(audit: Audit): Promise<string> {
  const result = await audit.fn();
  return result.status === 'ok' ? 'ok' : result.reason;
}
