import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer, publicViewer } from '@oblys/access';
import { roles, type Database, type GivenRole, type Role } from '@oblys/database';
import { buildGatewaySchema } from '@oblys/gateway';
import { loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { createJobs, registerJobs } from '@oblys/jobs';
import { refresh } from '@oblys/rollups';
import { isLeafType, getNamedType, isObjectType } from 'graphql';
import { letters, readRights, rootTypes, type RootType } from '../support/access-rights.js';
import { demoDay, startTestGateway, type GraphQLAnswer, type TestGateway } from '../support/index.js';
import { jobSettings } from '../support/jobs.js';
import { makeRunFolder } from '../support/run-folder.js';
import { SchemaWalk } from '../support/schema-walk.js';

const akmola = '110000000';
const kostanay = '390000000';
const everywhere = '000000000';

/** The file that says who may what, written by hand. */
const expected = readRights();

const schema = buildGatewaySchema();
const folder = makeRunFolder('access-matrix');
let development: DevelopmentIssuer;
let gateway: TestGateway;
let samples: Record<string, string>;
const tokens = new Map<string, string>();
/** What was asked of the gateway, for who reads the output. */
const counts = { rootFields: 0, fields: 0, hidden: 0, nodes: 0 };

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  gateway = await startTestGateway({
    demo: true,
    signInBy: { oidc: null, development, anonymous: publicViewer },
    limits: { cost: 999_999_999 },
    seed,
  });
  for (const role of roles) {
    for (const area of [akmola, kostanay, everywhere]) {
      tokens.set(`${role} ${area}`, await development.sign({ role, areaCodes: [area] }, 1));
    }
  }
  samples = await readSamples();
});

afterAll(async () => {
  const { rootFields, fields, hidden, nodes } = counts;
  process.stdout.write(
    `Root fields asked ${rootFields}, fields ${fields}, of them hidden ${hidden}, records by their ids ${nodes}\n`,
  );
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function seed(database: Database): Promise<void> {
  const report = await readReport(seedReport);
  await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
  await refresh(database, { asOf: demoDay });
  await reconcile(database, { all: true });
  await database.query(
    `insert into figure_explanation (stated_figure_id, topic, measure, period_to, value, unit, qualifier, computed,
                                     difference, reason, text, explained_by)
     select id, topic, measure, period_to, value, unit, qualifier, 0, value, 'OTHER', 'Себебі', 'Айгүл'
       from stated_figure`,
  );
  await registerJobs(database, createJobs(jobSettings(folder)), null);
  await database.query(
    `insert into job_run (job, scheduled_for, as_of, trigger, state, lane, ready_at, started_at, finished_at, requested_by, error)
     select name, now(), current_date, 'MANUAL', 'FAILED', lane, now(), now(), now(), 'Айгүл', 'Себебі' from job`,
  );
}

async function readSamples(): Promise<Record<string, string>> {
  const { reports, jobs, jobRuns } = (
    await ask(
      'ADMINISTRATOR',
      everywhere,
      '{ reports { edges { node { id } } } jobs { name } jobRuns { edges { node { id } } } }',
    )
  ).data;
  const reportId = JSON.stringify(reports.edges[0].node.id);
  return {
    code: `"${akmola}"`,
    'Query.district(code)': '"117000000"',
    id: reportId,
    'Query.jobRun(id)': JSON.stringify(jobRuns.edges[0].node.id),
    name: JSON.stringify(jobs[0].name),
    from: '"2025-01-01"',
    to: '"2025-10-01"',
    grain: 'YEAR',
    period: '{ grain: YEAR, start: "2025-01-01" }',
    groupBy: '[MONTH]',
    'Query.measureQuery(input)': '{ measures: ["roadmap.planned"], by: [], from: "2025-01-01", to: "2025-10-31" }',
    measure: '"roadmap.planned"',
    'Query.recordsBehind(to)': '"2025-10-31"',
    'Query.suggestFigures(input)': `{ text: "127 тармақ", area: "${akmola}" }`,
  };
}

const caseworkers: readonly Role[] = ['CASEWORKER', 'ADMINISTRATOR'];

interface Answered extends GraphQLAnswer {
  readonly status: number;
}

async function ask(role: Role, area: string, query: string, variables = {}): Promise<Answered> {
  const token = tokens.get(`${role} ${area}`) ?? null;
  const signed =
    role === 'PUBLIC' ? null : (token ?? (await development.sign({ role: role as GivenRole, areaCodes: [area] }, 1)));
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signed !== null && { authorization: `Bearer ${signed}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as GraphQLAnswer) };
}

const codesOf = ({ errors = [] }: GraphQLAnswer) => errors.map(({ extensions }) => extensions.code);
const accessCodes = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_ALLOWED', 'INTERNAL_SERVER_ERROR'];

function expectNoneWithheld(answer: Answered, what: string): void {
  expect({ what, codes: codesOf(answer).filter((code) => accessCodes.includes(code)) }).toEqual({ what, codes: [] });
}

/** A root field with variables that are left out: whether it may be asked is told before they are missed. */
function operationOf(rootType: RootType, name: string): string {
  const field = schema.getRootType(rootType.toLowerCase() as never)!.getFields()[name]!;
  const required = field.args.filter(
    ({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined,
  );
  const variables = required.map((argument) => `$${argument.name}: ${String(argument.type)}`);
  const given = required.map((argument) => `${argument.name}: $${argument.name}`);
  const inBrackets = (list: readonly string[]) => (list.length === 0 ? '' : `(${list.join(', ')})`);
  const below = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${rootType.toLowerCase()} ${inBrackets(variables)} { ${name}${inBrackets(given)}${below} }`;
}

describe('test/access/rights.txt', () => {
  it('lists every field of the schema, and no other', () => {
    const fieldsOf = (name: string) => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()).sort() : [];
    };
    for (const rootType of rootTypes) {
      expect([...expected.roots[rootType].keys()].sort()).toEqual(fieldsOf(rootType));
    }
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__') && !rootTypes.includes(type.name as RootType),
    );
    expect([...expected.types.keys()].sort()).toEqual(types.map(({ name }) => name).sort());
    for (const [name, { open, closed, personal }] of expected.types) {
      expect([name, [...open, ...closed, ...personal].sort()]).toEqual([name, fieldsOf(name)]);
    }
  });
});

describe.each(Object.values(letters))('%s', (role) => {
  it('may ask for the fields of queries and mutations that are theirs, and is refused the others', async () => {
    for (const rootType of ['Query', 'Mutation'] as const) {
      for (const [name, holders] of expected.roots[rootType]) {
        const answer = await ask(role, akmola, operationOf(rootType, name));
        counts.rootFields += 1;
        if (holders.includes(role)) expectNoneWithheld(answer, `${rootType}.${name}`);
        else {
          const [code, status] = role === 'PUBLIC' ? ['UNAUTHENTICATED', 401] : ['FORBIDDEN', 403];
          expect({ name, status: answer.status, data: answer.data, codes: codesOf(answer) }).toEqual({
            ...{ name, status, codes: [code] },
            data: undefined,
          });
        }
      }
    }
  });

  it('may subscribe to what is theirs, and is refused the rest', async () => {
    for (const [name, holders] of expected.roots.Subscription) {
      const leaving = new AbortController();
      const token = tokens.get(`${role} ${akmola}`);
      const response = await fetch(`${gateway.url}/graphql/stream`, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: operationOf('Subscription', name) }),
        signal: leaving.signal,
      });
      counts.rootFields += 1;
      if (holders.includes(role)) {
        expect({ name, status: response.status }).toEqual({ name, status: 200 });
        leaving.abort();
      } else {
        const code = role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        expect({ name, codes: codesOf((await response.json()) as GraphQLAnswer) }).toEqual({ name, codes: [code] });
      }
    }
  });
});

describe.each(roles.flatMap((role) => [akmola, kostanay].map((area) => [role, area] as const)))(
  '%s of %s',
  (role, area) => {
    /** Fields of a type that are null and NOT_ALLOWED for the role. */
    const hiddenOf = (type: string): readonly string[] => {
      const { ofPeople, personal } = expected.types.get(type)!;
      if (role === 'VIEWER') return [...ofPeople, ...personal];
      return caseworkers.includes(role) ? [] : personal;
    };

    it('is given every field of whatever type that it may see, and null for others', async () => {
      const ofArea = { ...samples, 'Query.recordsBehind(area)': `"${area}"` };
      const walk = new SchemaWalk(schema, ofArea, (type, field) =>
        type === 'Query' ? expected.roots.Query.get(field)!.includes(role) : !hiddenOf(type).includes(field),
      );
      for (const [type, { open, closed, personal, byObject }] of expected.types) {
        if (!walk.reaches(type)) continue;
        const hidden = hiddenOf(type);
        const fields = [...open, ...closed, ...personal].filter((field) => ![...hidden, ...byObject].includes(field));
        if (fields.length > 0) expectNoneWithheld(await ask(role, area, walk.queryOf(type, fields).query), type);
        counts.fields += fields.length;
        for (const field of hidden) {
          const answer = await ask(role, area, walk.queryOf(type, [field]).query);
          const found = valuesOf(answer.data, field);
          counts.hidden += 1;
          // A field that is never null takes its parent with it; where there is no record there is nothing to be withheld.
          const isMet = found.length > 0 || ['Region', 'District'].includes(type);
          const codes = [...new Set(codesOf(answer))];
          expect([type, field, codes]).toEqual([type, field, isMet || codes.length > 0 ? ['NOT_ALLOWED'] : []]);
          expect(found.filter((value) => value !== null)).toEqual([]);
        }
      }
    });

    it('finds records of the own areas alone, in lists, counts and by their ids', async () => {
      for (const [plural, id] of await oneIdOfEachKind()) {
        const { data: found } = await ask(role, area, 'query ($id: ID!) { node(id: $id) { id } }', { id });
        counts.nodes += 1;
        if (!expected.roots.Query.get(plural)!.includes(role)) {
          expect({ plural, found }).toEqual({ plural, found: { node: null } });
          continue;
        }
        const { data } = await ask(role, area, `{ ${plural} { totalCount edges { node { id } } } }`);
        const isOwn = area === akmola;
        expect({ plural, isFound: found.node !== null, isListed: data[plural].totalCount > 0 }).toEqual({
          ...{ plural, isFound: isOwn, isListed: isOwn },
        });
        if (!isOwn) expect(data[plural].edges).toEqual([]);
      }
    });
  },
);

describe('the public', () => {
  const walk = () =>
    new SchemaWalk(schema, samples, (type, field) =>
      type === 'Query'
        ? // What that leads to is asked by ids, below.
          field !== 'node' && expected.roots.Query.get(field)!.includes('PUBLIC')
        : expected.types.get(type)!.open.includes(field),
    );

  it('is given what is open, of the types that it comes to, and comes to no others', async () => {
    const open = walk();
    for (const [type, fields] of expected.types) {
      if (!open.reaches(type)) continue;
      expect({ type, open: fields.open.length > 0 }).toEqual({ type, open: true });
      expectNoneWithheld(await ask('PUBLIC', '', open.queryOf(type, fields.open).query), type);
      counts.fields += fields.open.length;
    }
  });

  it('is given null and NOT_ALLOWED for what is not, and who is signed in is given it', async () => {
    const open = walk();
    for (const [type, { closed }] of expected.types) {
      if (!open.reaches(type)) continue;
      for (const field of closed) {
        const { query } = open.queryOf(type, [field]);
        const answer = await ask('PUBLIC', '', query);
        counts.hidden += 1;
        const at = `${type}.${field}`;
        expect([at, [...new Set(codesOf(answer))]]).toEqual([at, ['NOT_ALLOWED']]);
        expect([at, answer.errors!.every(({ path }) => path!.at(-1) === field)]).toEqual([at, true]);
        expect(valuesOf(answer.data, field).filter((value) => value !== null)).toEqual([]);
      }
    }
  });

  it('finds no record by its id, and hears nothing of whether there is one', async () => {
    for (const [, id] of await oneIdOfEachKind()) {
      const { data, errors } = await ask('PUBLIC', '', 'query ($id: ID!) { node(id: $id) { id __typename } }', { id });
      counts.nodes += 1;
      expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined });
    }
  });

  it('sees the figures of the current build that count no people, of every area', async () => {
    const figures = `roadmap { planned } funding { projectsFunded } appeal { received withheld { measure reason } }
      event { participants } course { graduates } legalAid { received } meeting { held }`;
    const query = (asOf: string) =>
      `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }${asOf}) { source ${figures} } } }`;
    const { data } = await ask('PUBLIC', '', query(''));
    expect(data.region.summary).toMatchObject({
      source: 'STORED',
      roadmap: { planned: expect.any(Number) },
      funding: { projectsFunded: expect.any(Number) },
      appeal: {
        received: null,
        withheld: expect.arrayContaining([{ measure: 'appeal.received', reason: 'NOT_ALLOWED' }]),
      },
      event: { participants: null },
      course: { graduates: null },
      legalAid: { received: null },
      meeting: { held: null },
    });
    // Another day is counted from records, and nothing is counted for the public.
    const before = await ask('PUBLIC', '', query(', asOf: "2025-06-30"'));
    expect(before.data.region.summary).toMatchObject({ roadmap: { planned: null }, funding: { projectsFunded: null } });
  });
});

let idsOfKinds: Promise<(readonly [string, string])[]> | undefined;

/** The plural and the global id of one record of each kind that the demonstration has. */
function oneIdOfEachKind(): Promise<(readonly [string, string])[]> {
  idsOfKinds ??= (async () => {
    const plurals = [...expected.roots.Query.keys()].filter((name) => {
      const type = getNamedType(schema.getQueryType()!.getFields()[name]!.type);
      if (!type.name.endsWith('Connection')) return false;
      const kind = type.name.replace('Connection', '');
      return expected.types.get(kind)?.open.length === 0 && expected.types.get(kind)!.closed.includes('area');
    });
    const found = await Promise.all(
      plurals.map(async (plural) => {
        const { data } = await ask('ADMINISTRATOR', akmola, `{ ${plural}(first: 1) { edges { node { id } } } }`);
        return data[plural].edges.map(({ node }: { node: { id: string } }) => [plural, node.id] as const);
      }),
    );
    expect(found.flat().length).toBeGreaterThan(10);
    return found.flat();
  })();
  return idsOfKinds;
}

/** What an answer holds under a name, wherever it is. */
function valuesOf(data: unknown, name: string): unknown[] {
  if (Array.isArray(data)) return data.flatMap((each) => valuesOf(each, name));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => (key === name ? [value] : valuesOf(value, name)));
}
