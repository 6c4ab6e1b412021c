import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

describe('region', () => {
  it('gives the names in the language that is asked for, each under its alias', async () => {
    const { region } = await gateway.askData(
      `query ($code: ID!) { region(code: $code) { code level kk: name ru: name(locale: RU) en: name(locale: EN) } }`,
      { code: akmola },
    );
    expect(region).toEqual({
      code: akmola,
      level: 'REGION',
      kk: 'Ақмола облысы',
      ru: 'Акмолинская область',
      en: 'Akmola Region',
    });
  });

  it('gives the Kazakh name where the language is left out or null', async () => {
    const { region } = await gateway.askData(
      `query ($locale: Locale) { region(code: "${akmola}") { plain: name none: name(locale: $locale) } }`,
      { locale: null },
    );
    expect(region).toEqual({ plain: 'Ақмола облысы', none: 'Ақмола облысы' });
  });

  it('lists its districts of today with one statement', async () => {
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") { districts { totalCount edges { node { __typename code name region { code } } } } } }`,
    );
    expect(region.districts.totalCount).toBe(20);
    expect(region.districts.edges).toHaveLength(20);
    for (const { node } of region.districts.edges)
      expect(node).toMatchObject({ __typename: 'District', region: { code: akmola } });
    expect(gateway.statements).toHaveLength(1);
  });

  it('is null for a code that no area has, and for one of another level', async () => {
    expect(
      await gateway.askData(`{ none: region(code: "999999999") { code } country: region(code: "000000000") { code } }`),
    ).toEqual({ none: null, country: null });
  });

  it('refuses what is no code', async () => {
    const { errors } = await gateway.ask(`{ region(code: "akmola") { code } }`);
    expect(errors).toMatchObject([
      {
        message: '"akmola" is no area code: a KATO code has 9 digits, such as 110000000.',
        path: ['region'],
        extensions: { code: 'INVALID_INPUT' },
      },
    ]);
  });

  it('reads only the columns that are selected', async () => {
    await gateway.askData(`{ region(code: "${akmola}") { name(locale: EN) } }`);
    expect(gateway.statements).toHaveLength(1);
    expect(gateway.statements[0]).toContain('name_en');
    expect(gateway.statements[0]).not.toContain('population');
    expect(gateway.statements[0]).not.toContain('area_parent');
  });

  it('opens fragments, and leaves out what @skip and @include leave out', async () => {
    const { region } = await gateway.askData(
      `query ($no: Boolean = false) {
         region(code: "${akmola}") { ...Face districts(first: 1) @include(if: $no) { totalCount } ... @skip(if: true) { name } }
       }
       fragment Face on Area { code ... on Region { country { name(locale: EN) } } ... on District { region { code } } }`,
    );
    expect(region).toEqual({ code: akmola, country: { name: 'Kazakhstan' } });
    expect(gateway.statements[0]).not.toContain('count(*)');
  });

  it('keeps apart two pages of one connection under two aliases, and pages within pages', async () => {
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") {
           two: districts(first: 2) { edges { node { code } } }
           one: districts(last: 1) {
             a: edges { node { x: localities(first: 1) { edges { node { code } } } } }
             b: edges { node { x: localities(first: 2) { edges { node { code } } } } }
           }
       } }`,
    );
    const { districts } = (
      await gateway.askData(`{ region(code: "${akmola}") { districts { edges { node { code } } } } }`)
    ).region;
    expect(region.two.edges).toEqual(districts.edges.slice(0, 2));
    expect(region.one.a[0].node.x.edges).toHaveLength(1);
    expect(region.one.b[0].node.x.edges).toHaveLength(2);
    expect(region.one.b[0].node.x.edges[0]).toEqual(region.one.a[0].node.x.edges[0]);
  });
});

describe('regions', () => {
  it('are the twenty of the country, each with a page of its districts, with one statement', async () => {
    const { regions } = await gateway.askData(
      `{ regions { totalCount edges { node { code districts(first: 3) { totalCount pageInfo { hasNextPage } edges { node { code } } } } } } }`,
    );
    expect(regions.totalCount).toBe(20);
    const counts = regions.edges.map(
      ({ node }: { node: { districts: { totalCount: number } } }) => node.districts.totalCount,
    );
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(228);
    for (const { node } of regions.edges) {
      expect(node.districts.edges).toHaveLength(Math.min(3, node.districts.totalCount));
      expect(node.districts.pageInfo.hasNextPage).toBe(node.districts.totalCount > 3);
    }
    expect(gateway.statements).toHaveLength(1);
  });
});

describe('area', () => {
  it('takes the type of its level', async () => {
    const data = await gateway.askData(
      `query {
         country: area(code: "000000000") { ...Of }
         region: area(code: "${akmola}") { ...Of }
         district: area(code: "116600000") { ...Of }
       }
       fragment Of on Area {
         __typename name(locale: EN)
         ... on Country { below: regions { totalCount } }
         ... on Region { below: districts(first: 1) { totalCount } }
         ... on District { region { name(locale: EN) } }
       }`,
    );
    expect(data.country).toEqual({ __typename: 'Country', name: 'Kazakhstan', below: { totalCount: 20 } });
    expect(data.region).toEqual({ __typename: 'Region', name: 'Akmola Region', below: { totalCount: 20 } });
    expect(data.district).toMatchObject({ __typename: 'District', region: { name: 'Akmola Region' } });
    expect(gateway.statements).toHaveLength(3);
  });

  it('climbs from a settlement to its region', async () => {
    const { district } = await gateway.askData(
      `{ district(code: "116600000") { localities(first: 1) { edges { node { __typename level parent { __typename ... on District { region { code } } } } } } } }`,
    );
    expect(district.localities.edges).toMatchObject([
      { node: { __typename: 'Locality', parent: { __typename: 'District', region: { code: akmola } } } },
    ]);
  });
});

describe('node', () => {
  it('finds an area again by its global id', async () => {
    const { region } = await gateway.askData(`{ region(code: "${akmola}") { id } }`);
    const { node } = await gateway.askData(
      `query ($id: ID!) { node(id: $id) { __typename id ... on Area { code } } }`,
      {
        id: region.id,
      },
    );
    expect(node).toEqual({ __typename: 'Region', id: region.id, code: akmola });
  });

  it.each([
    '',
    'Region',
    Buffer.from('Planet::1').toString('base64url'),
    Buffer.from('RoadmapItem:110000000:1').toString('base64url'),
  ])('refuses %p, which nobody gave out', async (id) => {
    const { data, errors } = await gateway.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_NODE_ID' } }]);
    expect(gateway.statements).toEqual([]);
  });
});
