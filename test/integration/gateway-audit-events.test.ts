import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { DevelopmentIssuer, publicViewer, type DevelopmentSignIn } from '@oblys/access';
import { listAuditEvents, sealBlock } from '@oblys/database';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { makeRunFolder } from '../support/run-folder.js';

const burabay = '117000000';
const akmola = '110000000';
const kostanay = '390000000';
const everywhere = '000000000';
const folder = makeRunFolder('gateway-audit-events');
let development: DevelopmentIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  gateway = await startTestGateway({ signInBy: { oidc: null, development, anonymous: publicViewer } });
});

afterAll(async () => {
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

// The shape is what the test asked for.
/* eslint-disable @typescript-eslint/no-explicit-any */
interface Asker {
  readonly role?: DevelopmentSignIn['role'];
  readonly area?: string;
}

async function ask(query: string, variables: object = {}, { role = 'ADMINISTRATOR', area = everywhere }: Asker = {}) {
  const token = await development.sign({ role, areaCodes: [area] }, 1);
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'test', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data: any; errors?: any[] };
}

async function askData(query: string, variables: object = {}, asker: Asker = {}): Promise<any> {
  const { data, errors } = await ask(query, variables, asker);
  expect(errors).toBeUndefined();
  return data;
}

const page = `query ($filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id action objectKind areaCode } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function readPage(variables: object = {}, asker: Asker = {}) {
  const { edges, pageInfo } = (await askData(page, variables, asker)).auditEvents;
  return {
    ids: edges.map(({ node }: any) => node.id) as string[],
    nodes: edges.map(({ node }: any) => node),
    ...pageInfo,
  };
}
/* eslint-enable @typescript-eslint/no-explicit-any */

/** Leaves an UPDATE of each. */
async function changeSectors(count: number): Promise<void> {
  await gateway.database.query(
    `insert into sector (code, name_kk, name_ru, name_en)
     select 'audit-' || code, 'а', 'а', 'a' from generate_series(1, $1::integer) as code`,
    [count],
  );
  await gateway.database.query(`update sector set name_en = 'b' where code like 'audit-%'`);
}

describe('auditEvents', () => {
  it('tells who changed what from where, with the values before and after, and the block', async () => {
    const { createFundedProject } = await askData(
      `mutation ($input: CreateFundedProjectInput!) { createFundedProject(input: $input) { fundedProject { id version } } }`,
      {
        input: {
          ...{ area: burabay, title: 'Жылыжай', recipientKind: 'farm', sector: 'crops' },
          ...{ fundedOn: '2025-11-03', amount: '1250000.00' },
        },
      },
    );
    await askData(
      `mutation ($input: UpdateFundedProjectInput!) { updateFundedProject(input: $input) { fundedProject { id } } }`,
      { input: { ...createFundedProject.fundedProject, amount: '1500000.00' } },
    );
    const asked = `{ auditEvents(filter: { action: "UPDATE", objectKind: "funded_project" }, first: 1) { edges { node {
      at action actor { by name subject role tokenId } origin { address userAgent requestId command } databaseUser objectKind objectId
      areaCode rowCount values { column } changes { table recordId version values { column oldValue newValue } } details block
    } } } }`;
    const [{ node }] = (await askData(asked)).auditEvents.edges;
    expect(node).toEqual({
      ...{
        at: expect.stringMatching(/^20/),
        action: 'UPDATE',
        objectKind: 'funded_project',
        areaCode: akmola,
        rowCount: 1,
      },
      ...{ objectId: expect.any(String), databaseUser: expect.any(String), values: [], details: '{}', block: null },
      actor: {
        ...{ by: 'DEVELOPMENT', name: 'administrator', role: 'ADMINISTRATOR' },
        ...{ subject: expect.any(String), tokenId: expect.any(String) },
      },
      origin: { address: '127.0.0.1', userAgent: 'test', requestId: expect.any(String), command: null },
      changes: [
        {
          ...{ table: 'funded_project', recordId: node.objectId, version: 2 },
          values: [{ column: 'amount', oldValue: '1250000.00', newValue: '1500000.00' }],
        },
      ],
    });
    await sealBlock(gateway.database);
    expect((await askData(asked)).auditEvents.edges[0].node.block).toBe(1);
  });

  it('gives ciphertext as what it is, and no word of a person', async () => {
    const { createAppeal } = await askData(
      `mutation ($input: CreateAppealInput!) { createAppeal(input: $input) { appeal { id version } } }`,
      {
        input: {
          ...{ area: burabay, receivedOn: '2025-11-03', channel: 'ONLINE', topic: 'housing', text: 'Құпия сөз' },
          person: { fullName: 'Айгүл Құпиясова', phone: '+77010000000' },
        },
      },
    );
    expect(createAppeal.appeal.version).toBeGreaterThan(0);
    const { data } = await ask(
      `{ auditEvents(filter: { from: "2020-01-01" }) { edges { node { objectKind details values { column oldValue newValue } changes { values { column newValue } } } } } }`,
    );
    const told = JSON.stringify(data);
    expect(told).toContain('"person"');
    expect(told).toContain('(sealed)');
    expect(told).not.toMatch(/Құпия|7701/);
  });

  it('has a page by the Relay specification, from either end', async () => {
    await changeSectors(7);
    const filter = { objectKind: 'sector', action: 'UPDATE' };
    const all = await readPage({ filter });
    expect(all).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(all.ids).toHaveLength(7);
    expect(all.ids).toEqual([...all.ids].sort((a, b) => Number(b) - Number(a)));

    const first = await readPage({ filter, first: 3 });
    expect(first).toMatchObject({ ids: all.ids.slice(0, 3), hasNextPage: true, hasPreviousPage: false });
    const second = await readPage({ filter, first: 3, after: first.endCursor });
    expect(second).toMatchObject({ ids: all.ids.slice(3, 6), hasNextPage: true, hasPreviousPage: true });
    const third = await readPage({ filter, first: 3, after: second.endCursor });
    expect(third).toMatchObject({ ids: all.ids.slice(6), hasNextPage: false, hasPreviousPage: true });

    const end = await readPage({ filter, last: 2 });
    expect(end).toMatchObject({ ids: all.ids.slice(5), hasNextPage: false, hasPreviousPage: true });
    const before = await readPage({ filter, last: 10, before: end.startCursor });
    expect(before).toMatchObject({ ids: all.ids.slice(0, 5), hasNextPage: true, hasPreviousPage: false });
    const between = await readPage({ filter, first: 10, after: first.startCursor, before: end.startCursor });
    expect(between).toMatchObject({ ids: all.ids.slice(1, 5), hasNextPage: true, hasPreviousPage: true });
    expect(await readPage({ filter, first: 0 })).toMatchObject({ ids: [], startCursor: null, hasNextPage: true });
  });

  it('is found by what was done, by whom, to what, where and when', async () => {
    await gateway.database.query(
      `insert into area_population (area_code, year, population, source) select unnest($1::text[]), 1999, 1, 'test'`,
      [[burabay, kostanay]],
    );
    const kinds = async (filter: object) => {
      const { nodes } = await readPage({ filter });
      return new Set(nodes.map((node: { action: string; objectKind: string }) => `${node.action} ${node.objectKind}`));
    };
    expect(await kinds({ objectId: 'audit-1' })).toEqual(new Set(['CREATE sector', 'UPDATE sector']));
    expect(await kinds({ objectId: 'audit-1', action: 'UPDATE' })).toEqual(new Set(['UPDATE sector']));
    expect(await kinds({ actor: 'administrator', action: 'CREATE' })).toContain('CREATE funded_project');
    expect(await kinds({ actor: 'nobody' })).toEqual(new Set());
    expect(await kinds({ to: '2020-01-01' })).toEqual(new Set());
    const areas = async (filter: object, asker: Asker = {}) => {
      const { nodes } = await readPage({ filter }, asker);
      return new Set(nodes.map(({ areaCode }: { areaCode: string | null }) => areaCode));
    };
    expect(await areas({ area: akmola })).toEqual(new Set([burabay, akmola]));
    expect(await areas({ area: kostanay })).toEqual(new Set([kostanay]));
    // Whoever is confined hears of their areas alone, whatever they ask for.
    expect(await areas({}, { area: akmola })).toEqual(new Set([burabay, akmola]));
    expect(await areas({ area: kostanay }, { area: akmola })).toEqual(new Set());
  });

  it.each([
    [{ first: 501 }, 'INVALID_INPUT'],
    [{ first: -1 }, 'INVALID_INPUT'],
    [{ first: 1, last: 1 }, 'INVALID_INPUT'],
    [{ after: 'RnVuZGVkUHJvamVjdDox' }, 'INVALID_CURSOR'],
    [{ before: '' }, 'INVALID_CURSOR'],
    [{ filter: { area: 'Бурабай' } }, 'INVALID_INPUT'],
    [{ filter: { actor: 'a\0' } }, 'INVALID_INPUT'],
    [{ filter: { from: '2025-02-01', to: '2025-01-01' } }, 'INVALID_INPUT'],
  ])('refuses %j', async (variables, code) => {
    const { errors } = await ask(page, variables);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it('is an event itself, with what was looked for', async () => {
    const filter = { action: 'CREATE', objectKind: 'sector' };
    const { ids } = await readPage({ filter, first: 2 });
    const [event] = await listAuditEvents(gateway.database, { action: 'READ', objectKind: 'audit_event', limit: 1 });
    expect(event).toMatchObject({
      by: 'DEVELOPMENT',
      name: 'administrator',
      rows: String(ids.length),
      details: filter,
    });
  });

  it.each(['VIEWER', 'DISTRICT_EDITOR', 'REGIONAL_ANALYST', 'CASEWORKER'] as const)('is not for a %s', async (role) => {
    const { errors, data } = await ask(page, {}, { role });
    expect([data, errors]).toMatchObject([undefined, [{ extensions: { code: 'FORBIDDEN' } }]]);
  });
});
