import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorOf, DevelopmentIssuer, publicViewer, type Viewer } from '@oblys/access';
import { analyticsViews, layViews } from '@oblys/analytics';
import { findWorkspaceRoot } from '@oblys/config';
import { actAs, Scopes } from '@oblys/database';
import { publish, refresh, topics, countsPeople } from '@oblys/rollups';
import { demoDay, startTestGateway, type TestGateway } from '../support/index.js';
import { createTestAnalyst, type TestAnalyst } from '../support/analysts.js';
import { makeRunFolder } from '../support/run-folder.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
const today = '2025-11-20';

const kinds: Readonly<Record<string, string>> = {
  ...{ akim_elections: 'akim_election', appeals: 'appeal', commission_plan_items: 'commission_plan_item' },
  ...{ correspondence: 'correspondence', course_groups: 'course_group', facilities: 'facility', factions: 'faction' },
  ...{ faction_sessions: 'faction_session', funded_projects: 'funded_project', legal_aid_cases: 'legal_aid_case' },
  ...{ meetings: 'meeting', monitoring_visits: 'monitoring_visit', primary_organizations: 'primary_organization' },
  ...{ programme_events: 'programme_event', proposals: 'proposal', roadmap_items: 'roadmap_item' },
};

const folder = makeRunFolder('analytics-views');
let development: DevelopmentIssuer;
let gateway: TestGateway;
const analysts: TestAnalyst[] = [];
const who = {
  everywhere: { role: 'ANALYST', areaCodes: [] },
  ofTwo: { role: 'ANALYST', areaCodes: [burabay, zerendi] },
  ofRegion: { role: 'ANALYST', areaCodes: [akmola] },
  elsewhere: { role: 'ANALYST', areaCodes: ['390000000'] },
  viewer: { role: 'VIEWER', areaCodes: [] },
  viewerOfTwo: { role: 'VIEWER', areaCodes: [burabay, zerendi] },
} as const;
const logins = {} as Record<keyof typeof who, TestAnalyst>;

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  gateway = await startTestGateway({
    demo: true,
    signInBy: { oidc: null, development, anonymous: publicViewer },
    seed: async (database) => {
      await refresh(database, { asOf: demoDay });
      await publish(database, { areaCode: akmola, asOf: demoDay });
    },
  });
  for (const [name, given] of Object.entries(who)) {
    const login = await createTestAnalyst(gateway.database, { ...given, areaCodes: [...given.areaCodes] });
    logins[name as keyof typeof who] = login;
    analysts.push(login);
  }
}, 300_000);

afterAll(async () => {
  await gateway?.end();
  for (const analyst of analysts) await analyst.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the schema of analysts', () => {
  it('has the columns that the list says, and no others', async () => {
    const listed = readColumns();
    const laid = await gateway.database.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'analytics'`,
    );
    expect(laid.map(({ name }) => name).sort()).toEqual(listed.sort());
  });

  it('says of every view, column and function what it is', async () => {
    const silent = await logins.viewer.ask(`
      select relname as name from pg_class
       where relnamespace = 'analytics'::regnamespace and coalesce(obj_description(oid, 'pg_class'), '') = ''
       union all
      select attrelid::regclass || '.' || attname from pg_attribute
        join pg_class on pg_class.oid = attrelid
       where relnamespace = 'analytics'::regnamespace and attnum > 0
         and coalesce(col_description(attrelid, attnum), '') = ''
       union all
      select proname from pg_proc
       where pronamespace = 'analytics'::regnamespace and coalesce(obj_description(oid, 'pg_proc'), '') = ''
       union all
      select 'analytics' where obj_description('analytics'::regnamespace, 'pg_namespace') not like '%Талдаушылар%'`);
    expect(silent).toEqual([]);
  });

  it('tells of each measure what the catalogue does, where it says that it stands', async () => {
    const told = await logins.viewer.ask(`
      select measure.*, col_description(('analytics.' || view_name)::regclass, attnum) as says
        from measures as measure
        join pg_attribute on attrelid = ('analytics.' || view_name)::regclass and attname = column_name`);
    const catalogue = topics.flatMap((topic) =>
      topic.measures.map((measure) => ({ topic, measure, code: `${topic.code}.${measure.code}` })),
    );
    expect(told.map(({ code }) => code).sort()).toEqual(catalogue.map(({ code }) => code).sort());
    for (const { topic, measure, code } of catalogue) {
      const row = told.find((each) => each.code === code);
      expect(row).toMatchObject({
        topic: topic.code,
        kind: measure.kind,
        unit: measure.unit,
        is_additive: measure.additive,
        name_kk: measure.names.kk,
        definition_ru: measure.definition.ru,
        definition_en: measure.definition.en,
      });
      expect(kinds[row.records_view_name]).toBe(topic.recordTable);
      for (const words of [measure.names.kk, measure.names.ru, measure.definition.en]) {
        expect(row.says).toContain(words);
      }
    }
  });

  it('is laid once, and anew when a view is missing', async () => {
    expect(await layViews(gateway.database)).toBe(false);
    await gateway.database.query('drop view analytics.appeals');
    expect(await layViews(gateway.database)).toBe(true);
    expect(await logins.everywhere.ask('select from appeals limit 1')).toHaveLength(1);
  });

  it('reads of no table what tells of a person, nor what an appeal says', async () => {
    const [may] = await gateway.database.query(`
      select has_any_column_privilege('oblys_analytics', 'person', 'select') as person,
             has_any_column_privilege('oblys_analytics', 'person_key', 'select') as keys,
             has_any_column_privilege('oblys_analytics', 'appeal_text', 'select') as texts,
             has_column_privilege('oblys_analytics', 'appeal', 'person_id', 'select') as "appealPerson",
             has_column_privilege('oblys_analytics', 'legal_aid_case', 'person_id', 'select') as "casePerson",
             has_column_privilege('oblys_analytics', 'legal_aid_case', 'subject', 'select') as subject,
             has_column_privilege('oblys_analytics', 'akim_election', 'winner_name', 'select') as winner,
             has_any_column_privilege('oblys_analytics', 'heard_report', 'select') as speakers`);
    expect(Object.values(may!)).toEqual(Array(8).fill(false));
  });

  it('gives its dimensions in three languages', async () => {
    const [area] = await logins.elsewhere.ask(`select * from areas where code = '${burabay}'`);
    expect(area).toMatchObject({ level: 'DISTRICT', name_ru: 'Бурабайский район', region_code: akmola });
    const [day] = await logins.elsewhere.ask(`select * from calendar where day = '2025-11-05'`);
    expect(day).toMatchObject({ quarter: 4, half_year: 2, month_name_kk: 'қараша', weekday_name_ru: 'среда' });
    const [span] = await logins.elsewhere.ask(`select min(day)::text, max(day)::text, count(*) from calendar`);
    expect(span).toEqual({ min: '2015-01-01', max: '2040-12-31', count: '9497' });
    const builds = await logins.elsewhere.ask(`select topic, as_of::text, is_stale from builds`);
    expect(builds).toHaveLength(topics.length);
    expect(new Set(builds.map(({ as_of: asOf }) => asOf))).toEqual(new Set([demoDay]));
    expect(builds.filter(({ is_stale: isStale }) => isStale)).toEqual([]);
  });
});

describe('records', () => {
  const viewers: Readonly<Record<keyof typeof who, Viewer>> = {
    everywhere: { name: 'a', role: 'REGIONAL_ANALYST', scope: 'WHOLE_TREE' },
    ofTwo: { name: 'a', role: 'REGIONAL_ANALYST', scope: { areaCodes: [burabay, zerendi] } },
    ofRegion: { name: 'a', role: 'REGIONAL_ANALYST', scope: { areaCodes: [akmola] } },
    elsewhere: { name: 'a', role: 'REGIONAL_ANALYST', scope: { areaCodes: ['390000000'] } },
    viewer: { name: 'a', role: 'VIEWER', scope: 'WHOLE_TREE' },
    viewerOfTwo: { name: 'a', role: 'VIEWER', scope: { areaCodes: [burabay, zerendi] } },
  };

  it.each(Object.keys(who) as (keyof typeof who)[])('of %s are those that the gateway shows', async (name) => {
    const asked = actAs(gateway.database, actorOf(viewers[name], today, new Scopes(gateway.database)));
    const count = (of: (entry: [string, string]) => string) =>
      Object.entries(kinds)
        .map((entry) => of(entry))
        .join(' union all ');
    const inGateway = await asked.query<{ kind: string; count: number }>(
      count(([view, table]) => `select '${view}' as kind, count(*)::integer as count from ${table}`),
    );
    const inSql = await logins[name].ask(
      count(([view]) => `select '${view}' as kind, count(*)::integer as count from ${view}`),
    );
    expect(inSql).toEqual(inGateway);
    const total = inSql.reduce((sum, { count: each }) => sum + each, 0);
    expect(total > 0).toBe(name !== 'elsewhere');
  });

  it('have the status that their dates give today', async () => {
    const told = await logins.everywhere.ask(`
      select status, count(*)::integer as count from roadmap_items group by status order by status`);
    const answered = await gateway.database.query(`
      select case when withdrawn_on <= analytics.business_day() then null
                  when executed_on <= analytics.business_day() then 'EXECUTED'
                  when starts_on > analytics.business_day() then 'NOT_DUE'
                  else 'IN_PROGRESS' end as status,
             count(*)::integer as count
        from roadmap_item group by 1 order by 1`);
    expect(told).toEqual(answered);
    const [day] = await logins.everywhere.ask(`
      select analytics.business_day() = (now() at time zone 'Asia/Almaty')::date as "isToday"`);
    expect(day).toEqual({ isToday: true });
  });
});

describe('figures', () => {
  const asked = topics.map((topic) => ({
    topic,
    view: analyticsViews.find(({ name }) => name === `${snake(topic.code)}_summary`)!,
  }));

  /** By the field of GraphQL, in the order of the catalogue. */
  async function inGateway(role: string, areaCodes: readonly string[], area: string, period: string) {
    const token = await development.sign({ role: role as 'VIEWER', areaCodes: [...areaCodes] }, 1);
    const fields = topics.map(({ code, measures }) => {
      const values = measures.map((measure) =>
        measure.valueType === 'money' ? `${measure.code} { amount }` : measure.code,
      );
      return `${code} { ${values.join(' ')} withheld { measure reason } }`;
    });
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `{ area(code: "${area}") { ... on ${area === akmola ? 'Region' : 'District'} { summary(period: ${period}) { ${fields.join(' ')} } } } }`,
      }),
    });
    const { data, errors } = (await answer.json()) as { data: { area: { summary: never } }; errors?: unknown };
    expect(errors).toBeUndefined();
    return data.area.summary as Record<string, Record<string, unknown>>;
  }

  it.each([
    ['everywhere', 'REGIONAL_ANALYST', ['000000000'], akmola, 'YEAR', '2025-01-01'],
    ['everywhere', 'REGIONAL_ANALYST', ['000000000'], burabay, 'QUARTER', '2025-07-01'],
    ['ofTwo', 'REGIONAL_ANALYST', [burabay, zerendi], zerendi, 'MONTH', '2025-10-01'],
    ['viewer', 'VIEWER', ['000000000'], akmola, 'YEAR', '2025-01-01'],
    ['viewer', 'VIEWER', ['000000000'], burabay, 'MONTH', '2025-09-01'],
  ] as const)(
    'of %s as %s of %s in %s, %s %s, are those of the gateway',
    async (name, role, areas, area, grain, start) => {
      const summary = await inGateway(role, areas, area, `{ grain: ${grain}, start: "${start}" }`);
      for (const { topic, view } of asked) {
        const programme = topic.dimensions.includes('programme') ? ` and programme_code = 'ALL'` : '';
        const [row] = await logins[name].ask(
          `select * from ${view.name} where area_code = '${area}' and grain = '${grain}' and period_start = '${start}'${programme}`,
        );
        const answered = summary[topic.code]!;
        for (const { code, valueType } of topic.measures) {
          const stored = row?.[snake(code)] ?? null;
          const value = answered[code] as null | number | { amount: string };
          expect({ code, value: valueType === 'money' || stored === null ? stored : Number(stored) }).toEqual({
            code,
            value: value === null ? null : typeof value === 'object' ? value.amount : value,
          });
        }
        if (row === undefined) continue;
        const withheld = answered['withheld'] as { measure: string; reason: string }[];
        expect((row.withheld ?? '').split(' ').filter(Boolean).sort()).toEqual(
          withheld.map(({ measure, reason }) => `${measure.split('.').at(-1)}:${reason}`).sort(),
        );
        expect(row.source).toBe(role === 'VIEWER' && countsPeople(topic) ? 'PUBLISHED' : 'STORED');
      }
    },
  );

  it('leave small ones out for viewers, and show analysts none of other areas of the topics that count people', async () => {
    const [suppressed] = await logins.viewer.ask(
      `select count(*)::integer as count from appeal_summary where withheld like '%:SUPPRESSED%'`,
    );
    expect(suppressed.count).toBeGreaterThan(0);
    const [small] = await logins.viewer.ask(
      `select count(*)::integer as count from appeal_summary where positive between 1 and 4`,
    );
    expect(small).toEqual({ count: 0 });
    const areas = await logins.ofTwo.ask(`select distinct area_code from appeal_summary order by 1`);
    expect(areas.map(({ area_code: code }) => code)).toEqual([zerendi, burabay]);
    const [open] = await logins.ofTwo.ask(`select count(distinct area_code)::integer as count from roadmap_summary`);
    expect(open.count).toBeGreaterThan(10);
  });

  it('say so when records changed since', async () => {
    const stale = 'select bool_or(is_stale) as is_stale from funding_summary';
    expect(await logins.ofTwo.ask(stale)).toEqual([{ is_stale: false }]);
    await gateway.database.query(`update funded_project set amount = amount + 1 where branch_code = '${burabay}'`);
    expect(await logins.ofTwo.ask(stale)).toEqual([{ is_stale: true }]);
    expect(await logins.ofTwo.ask(`select is_stale from builds where topic = 'roadmap'`)).toEqual([
      { is_stale: false },
    ]);
  });
});

/** The list, with what stands for several columns spelled out. */
function readColumns(): string[] {
  const lines = readFileSync(join(findWorkspaceRoot(), 'test/access/analytics.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const shared = new Map(
    lines.filter((line) => line.startsWith('[')).map((line) => line.split(' = ') as [string, string]),
  );
  return lines
    .filter((line) => !line.startsWith('['))
    .flatMap((line) => {
      const [view = '', columns = ''] = line.split(': ');
      return columns
        .split(' ')
        .flatMap((column) => shared.get(column)?.split(' ') ?? [column])
        .flatMap((column) =>
          column.endsWith('*') ? ['kk', 'ru', 'en'].map((locale) => column.replace('*', locale)) : [column],
        )
        .map((column) => `${view}.${column}`);
    });
}

function snake(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
