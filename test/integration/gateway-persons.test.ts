import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseworkerOf, type Viewer } from '@oblys/access';
import { actAs, Scopes } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { erasePerson, ErasureList, MasterKeys, readIdentities } from '@oblys/persons';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { askGateway, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { testMasterKeys } from '../support/master-keys.js';
import { makeRunFolder } from '../support/run-folder.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';

const folder = makeRunFolder('gateway-persons');
let gateway: TestGateway;
const started: Gateway[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
});

afterAll(async () => {
  await Promise.all(started.map(({ stop }) => stop()));
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

const viewerOf = (role: Viewer['role'], ...areaCodes: string[]): Viewer => ({
  name: 'somebody',
  role,
  scope: areaCodes.length === 0 ? 'WHOLE_TREE' : { areaCodes },
});

async function askAs(viewer: Viewer, query: string, masterKeys: MasterKeys | null = testMasterKeys) {
  const { logger, log } = createRecordingLogger();
  const own = await startGateway({
    database: gateway.database,
    port: 0,
    logger,
    viewer,
    masterKeys,
    compilesAtOnce: true,
  });
  started.push(own);
  return { ...(await askGateway(own.url, query)), log };
}

const appealsOf = (area: string, first = 20) =>
  `{ appeals(first: ${first}, filter: { area: "${area}" }) { totalCount edges { node { id text person { fullName phone address birthYear } } } } }`;

describe('who an appeal is about', () => {
  it('is shown to a caseworker of the area, with the words of it, in one statement for each', async () => {
    gateway.statements.length = 0;
    const { data, errors, log } = await askAs(viewerOf('CASEWORKER', burabay), appealsOf(burabay));
    expect(errors).toBeUndefined();
    expect(data.appeals.edges).toHaveLength(20);
    for (const { node } of data.appeals.edges) {
      expect(node.text).toMatch(/\p{L}{3}/u);
      expect(node.person).toEqual({
        fullName: expect.stringMatching(/^\p{Lu}\p{L}+ \p{Lu}/u),
        phone: expect.stringMatching(/^\+7/),
        address: expect.stringMatching(/\p{L}/u),
        birthYear: expect.any(Number),
      });
    }
    expect(gateway.statements.filter((text) => text.includes('/* persons:'))).toHaveLength(2);
    expect(JSON.stringify(log)).not.toContain(data.appeals.edges[0].node.person.fullName);
  });

  it('is shown of a case of legal aid as well', async () => {
    const query = '{ legalAidCases(first: 3) { edges { node { person { fullName } } } } }';
    const { data, errors } = await askAs(viewerOf('ADMINISTRATOR'), query);
    expect(errors).toBeUndefined();
    expect(data.legalAidCases.edges[0].node.person.fullName).toMatch(/\p{L}/u);
  });

  it('is shown to a caseworker of no other area, not by its id either', async () => {
    const { data: own } = await askAs(viewerOf('CASEWORKER', burabay), appealsOf(burabay, 1));
    const elsewhere = await askAs(viewerOf('CASEWORKER', zerendi), appealsOf(burabay));
    expect(elsewhere.data).toEqual({ appeals: { totalCount: 0, edges: [] } });
    const byId = `{ node(id: "${own.appeals.edges[0].node.id}") { ... on Appeal { text person { fullName } } } }`;
    expect((await askAs(viewerOf('CASEWORKER', zerendi), byId)).data).toEqual({ node: null });
  });

  it.each<Viewer['role']>(['VIEWER', 'DISTRICT_EDITOR', 'REGIONAL_ANALYST'])(
    'is null with NOT_ALLOWED for a %s, and the database is not asked',
    async (role) => {
      gateway.statements.length = 0;
      const { data, errors } = await askAs(viewerOf(role, akmola), appealsOf(burabay, 1));
      expect(data.appeals.edges[0].node).toMatchObject({ text: null, person: null });
      expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['NOT_ALLOWED', 'NOT_ALLOWED']);
      expect(gateway.statements.filter((text) => /persons:|person_id/.test(text))).toEqual([]);
    },
  );

  it('is null once the person is erased, and the appeal stays', async () => {
    const [someone] = await gateway.database.query<{ id: string }>(
      `select person_id as id from appeal where branch_code = $1 order by received_on desc, id desc limit 1`,
      [zerendi],
    );
    const before = await askAs(viewerOf('CASEWORKER', zerendi), appealsOf(zerendi, 500));
    const list = new ErasureList(join(folder, 'erasures.jsonl'));
    await erasePerson(gateway.database, list, { personId: someone!.id, erasedBy: 'somebody', reason: 'Asked for it' });
    const after = await askAs(viewerOf('CASEWORKER', zerendi), appealsOf(zerendi, 500));
    expect(after.errors).toBeUndefined();
    expect(after.data.appeals.totalCount).toBe(before.data.appeals.totalCount);
    const erased = after.data.appeals.edges.filter(({ node }: { node: { person: unknown } }) => node.person === null);
    expect(erased.length).toBeGreaterThan(0);
    for (const { node } of erased) expect(node.text).toBeNull();
  });

  it('is read by the database’s own rules in the areas of a caseworker alone', async () => {
    const scopes = new Scopes(gateway.database);
    const as = (viewer: Viewer) => actAs(gateway.database, caseworkerOf(viewer, '2025-11-05', scopes));
    const persons = await gateway.database.query<{ id: string; is_own: boolean }>(
      `select person.id, coalesce(bool_or(matter.branch_code = $1), false) as is_own
         from person
         left join (select person_id, branch_code from appeal union all select person_id, branch_code from legal_aid_case) as matter
           on matter.person_id = person.id
        group by person.id`,
      [burabay],
    );
    const own = persons.filter(({ is_own: isOwn }) => isOwn).length;
    const seen = await as(viewerOf('CASEWORKER', burabay)).query<{ count: string }>('select count(*) from person');
    expect(Number(seen[0]!.count)).toBe(own);
    expect(own).toBeGreaterThan(10);
    expect(persons.length).toBeGreaterThan(own);
    const others = persons.filter(({ is_own: isOwn }) => !isOwn).map(({ id }) => id);
    const found = await readIdentities(as(viewerOf('CASEWORKER', burabay)), testMasterKeys, others);
    expect(found.filter((identity) => identity !== null)).toEqual([]);
    await expect(as(viewerOf('REGIONAL_ANALYST', burabay)).query('select from person')).rejects.toThrow(
      'permission denied',
    );
    await expect(as(viewerOf('CASEWORKER', burabay)).query('delete from person')).rejects.toThrow('permission denied');
  });
});

describe('a gateway without the master key', () => {
  it.each([
    ['none', null],
    ['another', MasterKeys.random()],
  ])('that has %s shows nothing of persons, and says why', async (_what, keys) => {
    const { data, errors } = await askAs(viewerOf('CASEWORKER', burabay), appealsOf(burabay, 1), keys);
    expect(data.appeals.edges[0].node).toMatchObject({ text: null, person: null });
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['MASTER_KEY', 'MASTER_KEY']);
  });

  it('is told of data that was put in the place of another’s', async () => {
    const { data: before } = await askAs(viewerOf('CASEWORKER', burabay), appealsOf(burabay, 2));
    const ids = before.appeals.edges.map(
      ({ node }: { node: { id: string } }) => Buffer.from(node.id, 'base64url').toString().split(':')[2],
    );
    await gateway.database.query(
      `update appeal_text set sealed_text = (select sealed_text from appeal_text where appeal_id = $2) where appeal_id = $1`,
      ids,
    );
    const { data, errors } = await askAs(viewerOf('CASEWORKER', burabay), appealsOf(burabay, 1));
    expect(data.appeals.edges[0].node.text).toBeNull();
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['SEAL_BROKEN']);
  });
});
