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

  it('is refused to a viewer with the appeals themselves', async () => {
    const { data, errors } = await askAs(viewerOf('VIEWER', akmola), appealsOf(burabay, 1));
    expect(data).toBeUndefined();
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it.each<Viewer['role']>(['DISTRICT_EDITOR', 'REGIONAL_ANALYST'])(
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

describe('a caseworker', () => {
  const caseworker = viewerOf('CASEWORKER', burabay);
  const fields = 'version isRepeat appeal { id version text person { fullName phone address birthYear } }';
  const create = (more: string, viewer = caseworker, keys: MasterKeys | null = testMasterKeys) =>
    askAs(
      viewer,
      `mutation { createAppeal(${more.includes('idempotencyKey') ? more : `input: { ${ofAppeal} ${more} }`}) { ${fields} } }`,
      keys,
    );
  const ofAppeal = `area: "${burabay}", channel: ONLINE, topic: "roads", receivedOn: "2025-11-03"`;
  const who = 'person: { fullName: "Серікова Мадина", phone: "+7 701 000 00 01", birthYear: 1980 }';
  const appeals = async () => (await gateway.database.query('select from appeal')).length;

  it('writes who sent it and the words of it, with the record, and changes them', async () => {
    const { data, errors, log } = await create(`${who}, text: "Жол жөндеуді сұраймын"`);
    expect(errors).toBeUndefined();
    const { appeal, version } = data.createAppeal;
    expect(appeal).toEqual({
      id: expect.any(String),
      version,
      text: 'Жол жөндеуді сұраймын',
      person: { fullName: 'Серікова Мадина', phone: '+7 701 000 00 01', address: null, birthYear: 1980 },
    });
    const update = (more: string) =>
      askAs(
        caseworker,
        `mutation { updateAppeal(input: { id: "${appeal.id}", version: ${version}, ${more} }) { ${fields} } }`,
      );
    const moved = await update('person: { fullName: "Серікова Мадина", address: "Щучинск" }');
    expect(moved.data.updateAppeal.appeal).toMatchObject({
      version,
      text: 'Жол жөндеуді сұраймын',
      person: { fullName: 'Серікова Мадина', phone: null, address: 'Щучинск', birthYear: null },
    });
    const silent = await update('text: null');
    expect(silent.data.updateAppeal.appeal).toMatchObject({ text: null, person: { address: 'Щучинск' } });
    const stored = await gateway.database.query(
      `select to_jsonb(change)::text as row from record_change as change union all select to_jsonb(known)::text from idempotency_key as known`,
    );
    expect(JSON.stringify([stored, log, moved.log])).not.toMatch(/Серікова|701 000|Щучинск|Жол жөндеуді/);
  });

  it('may send the words alone, or a case of legal aid', async () => {
    const { data } = await create('text: "Аты-жөнсіз өтініш"');
    expect(data.createAppeal.appeal).toMatchObject({ text: 'Аты-жөнсіз өтініш', person: null });
    const input = `area: "${burabay}", subject: "Мұра", receivedOn: "2025-11-03", ${who}`;
    const aid = await askAs(
      caseworker,
      `mutation { createLegalAidCase(input: { ${input} }) { legalAidCase { person { fullName } } } }`,
    );
    expect(aid.data.createLegalAidCase.legalAidCase.person).toEqual({ fullName: 'Серікова Мадина' });
  });

  it('repeats a write under a key without doing it twice, and what is kept of the key tells nobody’s name', async () => {
    const given = (name: string) =>
      `input: { ${ofAppeal}, person: { fullName: "${name}" } }, idempotencyKey: "once-with-a-person"`;
    const before = await appeals();
    expect((await create(given('Айгүл'))).data.createAppeal.isRepeat).toBe(false);
    expect((await create(given('Айгүл'))).data.createAppeal).toMatchObject({
      isRepeat: true,
      appeal: { person: { fullName: 'Айгүл' } },
    });
    expect((await create(given('Әйгерім'))).errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_CONFLICT' } }]);
    expect(await appeals()).toBe(before + 1);
  });

  it.each<[string, string, string[]]>([
    ['person: { fullName: " " }', 'INVALID_INPUT', ['input.person.fullName EMPTY']],
    [`person: { fullName: "${'А'.repeat(201)}" }`, 'INVALID_INPUT', ['input.person.fullName TOO_LONG']],
    [
      'person: { fullName: "А", birthYear: 1850, phone: "\\u0000" }',
      'INVALID_INPUT',
      ['input.person.birthYear OUT_OF_RANGE', 'input.person.phone NOT_TEXT'],
    ],
    ['person: null', 'INVALID_INPUT', ['input.person REQUIRED']],
    ['text: ""', 'INVALID_INPUT', ['input.text EMPTY']],
  ])('is told what is wrong with %s, and nothing is written', async (more, code, faults) => {
    const before = await appeals();
    const { errors } = await create(more);
    const [error] = errors as unknown as { extensions: { code: string; faults: { path: string[]; code: string }[] } }[];
    expect(error!.extensions.code).toBe(code);
    expect(error!.extensions.faults.map((fault) => `${fault.path.join('.')} ${fault.code}`).sort()).toEqual(faults);
    expect(await appeals()).toBe(before);
  });

  it('alone writes of persons: an editor may write the appeal and no word of who sent it', async () => {
    const editor = viewerOf('DISTRICT_EDITOR', burabay);
    const before = await appeals();
    for (const more of [who, 'text: "Сөз"']) {
      const { errors } = await create(more, editor);
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED' } }]);
    }
    expect(await appeals()).toBe(before);
    expect((await create('', editor)).data.createAppeal.version).toBe(1);
  });

  it('writes nothing of persons without a master key', async () => {
    const before = await appeals();
    expect((await create(who, caseworker, null)).errors).toMatchObject([{ extensions: { code: 'MASTER_KEY' } }]);
    expect(await appeals()).toBe(before);
  });

  it('who writes to somebody who was erased begins with somebody new', async () => {
    const { data } = await create(who);
    const { id, version } = data.createAppeal.appeal;
    const appealId = Buffer.from(id, 'base64url').toString().split(':')[2];
    const [former] = await gateway.database.query<{ id: string }>('select person_id as id from appeal where id = $1', [
      appealId,
    ]);
    const list = new ErasureList(join(folder, 'erasures.jsonl'));
    await erasePerson(gateway.database, list, { personId: former!.id, erasedBy: 'somebody', reason: 'Asked for it' });
    const again = await askAs(
      caseworker,
      `mutation { updateAppeal(input: { id: "${id}", version: ${version}, person: { fullName: "Басқа" } }) { appeal { person { fullName } } } }`,
    );
    expect(again.data.updateAppeal.appeal.person).toEqual({ fullName: 'Басқа' });
    const [now] = await gateway.database.query('select person_id as id from appeal where id = $1', [appealId]);
    expect(now).not.toEqual(former);
  });
});

describe('an appeal with a person', () => {
  const list = new ErasureList(join(folder, 'of-the-gateway.jsonl'));
  const ask = async (query: string) => {
    const { logger } = createRecordingLogger();
    const own = await startGateway({
      ...{ database: gateway.database, port: 0, logger, masterKeys: testMasterKeys },
      ...{ viewer: viewerOf('ADMINISTRATOR'), erasures: list },
    });
    started.push(own);
    return askGateway(own.url, query);
  };
  const create = async () => {
    const input = `area: "${burabay}", channel: ONLINE, topic: "roads", receivedOn: "2025-11-03", text: "Сөз", person: { fullName: "Айдар" }`;
    const { data } = await ask(`mutation { createAppeal(input: { ${input} }) { appeal { id version } } }`);
    return data.createAppeal.appeal as { id: string; version: number };
  };

  it('is corrected into another region, and tells there who sent it', async () => {
    await gateway.database.query(
      `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
       values ('150000000', 'REGION', 'REGION', 'N', 'N', 'N', false)
           on conflict do nothing`,
    );
    await gateway.database.query(
      `insert into area_parent (area_code, parent_code) values ('150000000', '000000000') on conflict do nothing`,
    );
    const { id, version } = await create();
    const { data, errors } = await ask(
      `mutation { updateAppeal(input: { id: "${id}", version: ${version}, area: "150000000" }) { appeal { id text person { fullName } region { code } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.updateAppeal.appeal).toMatchObject({
      text: 'Сөз',
      person: { fullName: 'Айдар' },
      region: { code: '150000000' },
    });
  });

  it('is deleted with them, and the list of erasures says so', async () => {
    const { id, version } = await create();
    const [, , appealId] = Buffer.from(id, 'base64url').toString().split(':');
    const [person] = await gateway.database.query<{ id: string }>('select person_id as id from appeal where id = $1', [
      appealId,
    ]);
    const { errors } = await ask(`mutation { deleteAppeal(input: { id: "${id}", version: ${version} }) { isRepeat } }`);
    expect(errors).toBeUndefined();
    expect(await readIdentities(gateway.database, testMasterKeys, [person!.id])).toEqual([null]);
    expect(await list.read()).toMatchObject([{ personId: person!.id, erasedBy: 'somebody' }]);
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
