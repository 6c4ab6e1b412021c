import type { ceilingStatements } from './ceiling-statements.js';

export type ShapeName = keyof typeof ceilingStatements;

/** One shape of data as each server is asked for it, and as each tells it once names are alike. */
export interface Shape {
  readonly name: ShapeName;
  readonly what: string;
  readonly oblys: string;
  readonly postgraphile: string;
  /** Brings an answer to what the ceiling server gives. */
  fromOblys(data: Tree): unknown;
  fromPostgraphile(data: Tree): unknown;
}

// Answers are trees whose form the queries beside them say.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Tree = any;

const nodes = (connection: Tree): Tree[] => connection.edges.map(({ node }: Tree) => node);
const akmola = '110000000';
const burabay = '117000000';

export const shapes: readonly Shape[] = [
  {
    name: 'regionsWithDistricts',
    what: '(a) 20 regions with their districts',
    oblys: '{ regions { edges { node { code name districts { edges { node { code name } } } } } } }',
    postgraphile:
      '{ allRegions(orderBy: CODE_ASC) { nodes { code name districts(orderBy: CODE_ASC) { nodes { code name } } } } }',
    fromOblys: ({ regions }) =>
      nodes(regions).map(({ code, name, districts }) => ({ code, name, districts: nodes(districts) })),
    fromPostgraphile: ({ allRegions }) =>
      allRegions.nodes.map(({ code, name, districts }: Tree) => ({ code, name, districts: districts.nodes })),
  },
  {
    name: 'monthlySummaries',
    what: '(b) a region, its districts, twelve monthly summaries each',
    oblys: `{ region(code: "${akmola}") { districts { edges { node { code name summaries(grain: MONTH, from: "2024-11-01", to: "2025-10-31") { period { start } appeal { received positive explained inProgress } } } } } } }`,
    postgraphile: `{ regionByCode(code: "${akmola}") { districts(orderBy: CODE_ASC) { nodes { code name months(first: 12, orderBy: PERIOD_START_DESC) { nodes { periodStart received positive explained inProgress } } } } } }`,
    fromOblys: ({ region }) =>
      nodes(region.districts).map(({ code, name, summaries }) => ({
        code,
        name,
        months: summaries.map(({ period, appeal }: Tree) => ({ start: period.start, ...appeal })),
      })),
    fromPostgraphile: ({ regionByCode }) =>
      regionByCode.districts.nodes.map(({ code, name, months }: Tree) => ({
        code,
        name,
        months: months.nodes.map(({ periodStart, ...figures }: Tree) => ({ start: periodStart, ...figures })).reverse(),
      })),
  },
  {
    name: 'appealsOfDistrict',
    what: '(c) the first 20 appeals of a district, each with district and region',
    oblys: `{ district(code: "${burabay}") { appeals(first: 20) { edges { node { receivedOn channel outcome district { code name } region { code name } } } } } }`,
    postgraphile: `{ districtByCode(code: "${burabay}") { appeals(first: 20, orderBy: [RECEIVED_ON_DESC, ROW_ID_DESC]) { nodes { receivedOn channel outcome district { code name } region { code name } } } } }`,
    fromOblys: ({ district }) => nodes(district.appeals),
    fromPostgraphile: ({ districtByCode }) => districtByCode.appeals.nodes,
  },
  {
    name: 'projectsOfDistricts',
    what: '(d) all regions, their districts, the first 3 funded projects of each',
    oblys:
      '{ regions { edges { node { code districts { edges { node { code fundedProjects(first: 3) { edges { node { title amount { amount } fundedOn } } } } } } } } } }',
    postgraphile:
      '{ allRegions(orderBy: CODE_ASC) { nodes { code districts(orderBy: CODE_ASC) { nodes { code projects(first: 3, orderBy: [FUNDED_ON_DESC, ROW_ID_DESC]) { nodes { title amount fundedOn } } } } } } }',
    fromOblys: ({ regions }) =>
      nodes(regions).map(({ code, districts }) => ({
        code,
        districts: nodes(districts).map((district) => ({
          code: district.code,
          projects: nodes(district.fundedProjects).map(({ title, amount, fundedOn }) => ({
            title,
            amount: amount.amount,
            fundedOn,
          })),
        })),
      })),
    fromPostgraphile: ({ allRegions }) =>
      allRegions.nodes.map(({ code, districts }: Tree) => ({
        code,
        districts: districts.nodes.map((district: Tree) => ({
          code: district.code,
          projects: district.projects.nodes,
        })),
      })),
  },
];
