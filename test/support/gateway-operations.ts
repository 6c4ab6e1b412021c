import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWorkspaceRoot } from '@oblys/config';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';

/** A question with what it may cost: a statement for each root field, and what figures need beside it. */
export interface BudgetedOperation {
  readonly name: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** Statements that it may send to the database. */
  readonly budget: number;
}

const akmola = '110000000';
const burabay = '117000000';

const newProject = {
  area: burabay,
  title: 'Жылыжай',
  recipientKind: 'farm',
  sector: 'crops',
  fundedOn: '2025-11-03',
  amount: '1250000.00',
};

const newReport = {
  reference: 'budget',
  area: akmola,
  title: 'Есеп',
  language: 'KK',
  publishedOn: '2025-11-05',
  asOf: '2025-11-05',
  figures: [
    { number: 1, measure: 'roadmap.planned', value: '127', qualifier: 'EXACT', wording: '127 тармақ' },
    { number: 2, measure: 'appeal.received', value: '6331', qualifier: 'EXACT', wording: '6331 өтініш' },
  ],
};

/** A finding that is there where operations are asked; its region is Akmola. */
export const openFindingId = '01900000-0000-7000-8000-000000000042';

/** A submission that is there as well, of a month of Burabay. */
export const submissionId = '01900000-0000-7000-8000-000000000044';

/** An import that is there as well. */
export const importId = '01900000-0000-7000-8000-000000000043';

/** A figure of a report about the region that is a mismatch, 128 stated and 127 computed; and what is said of another. */
export const mismatchId = '01900000-0000-7000-8000-000000000044';
export const explanationId = '01900000-0000-7000-8000-000000000045';

const globalId = (kind: string, id: string) => Buffer.from(`${kind}::${id}`).toString('base64url');

const newExplanation = {
  figureId: globalId('StatedFigure', mismatchId),
  version: 0,
  value: '128',
  computed: '127',
  reason: 'REPORT_WRONG',
  text: 'Бір тармақ екі рет саналған.',
};

const openFinding = Buffer.from(`QualityFinding:${akmola}:${openFindingId}`).toString('base64url');

/** What the operations of the project are asked with, by the name of their file. */
const ofTheProject: Readonly<Record<string, Omit<BudgetedOperation, 'name' | 'query'>>> = {
  'acknowledge-finding.graphql': { variables: { id: openFinding, note: 'known' }, budget: 6 },
  'audit-page.graphql': { variables: { filter: { area: akmola }, first: 20 }, budget: 3 },
  'build-made-current.graphql': { budget: 0 },
  'catalogue.graphql': { variables: { locale: 'RU' }, budget: 0 },
  'create-import-upload.graphql': { variables: { input: { kind: 'appeal', fileName: 'a.csv' } }, budget: 0 },
  'create-funded-project.graphql': { variables: { input: newProject, idempotencyKey: 'budget' }, budget: 8 },
  // One for the builds, one for the definitions, one for the reports.
  'dictionary.graphql': { variables: { locale: 'EN' }, budget: 3 },
  'district-map.graphql': { variables: { region: akmola }, budget: 1 },
  'explain-mismatch.graphql': { variables: { input: newExplanation }, budget: 6 },
  'funded-projects.graphql': { variables: { filter: { area: akmola }, first: 20 }, budget: 1 },
  'imports-page.graphql': { variables: { filter: { kind: { eq: 'akim-election' } }, first: 20 }, budget: 1 },
  'job-run-changed.graphql': { budget: 0 },
  'jobs-page.graphql': { variables: { locale: 'EN', first: 20 }, budget: 2 },
  'me.graphql': { budget: 0 },
  'quality-page.graphql': {
    variables: { filter: { area: akmola }, first: 20, region: akmola, from: '2025-11-01', to: '2025-11-30' },
    budget: 3,
  },
  'records-behind.graphql': {
    variables: {
      measure: 'roadmap.completionRate',
      area: akmola,
      to: '2025-11-05',
      asOf: '2025-11-05',
      part: 'NUMERATOR',
    },
    // One for the level of the area, one for the records.
    budget: 2,
  },
  'region-year.graphql': { variables: { code: akmola, start: '2025-01-01', asOf: '2025-11-05' }, budget: 5 },
  'run-job.graphql': { variables: { job: 'nightly-rollup', asOf: '2025-11-05' }, budget: 3 },
  'return-submission.graphql': { variables: { id: submissionId, version: 1, reason: 'One is missing' }, budget: 6 },
  'submissions-page.graphql': { variables: { area: akmola, from: '2025-09-01', to: '2025-09-01' }, budget: 2 },
  'submit-month.graphql': {
    variables: {
      input: { area: burabay, month: '2025-10-01', topics: ['election'], isNil: true },
      idempotencyKey: 'month',
    },
    budget: 15,
  },
  'undo-import.graphql': { variables: { id: importId }, budget: 9 },
  'save-report.graphql': { variables: { input: newReport }, budget: 18 },
  'suggest-figures.graphql': { variables: { input: { text: '274 бастауыш ұйым бар.', area: akmola } }, budget: 2 },
  'withdraw-explanation.graphql': { variables: { id: globalId('FigureExplanation', explanationId) }, budget: 5 },
  'report-page.graphql': { variables: { area: akmola, locale: 'EN' }, budget: 1 },
};

/** Every file of schema/operations of this type; one without a budget is an error. */
export function listOperations(type: OperationTypeNode = OperationTypeNode.QUERY): BudgetedOperation[] {
  const folder = join(findWorkspaceRoot(), 'schema', 'operations');
  const operations = readdirSync(folder).map((name) => {
    const known = ofTheProject[name];
    if (known === undefined) throw new Error(`schema/operations/${name} has no budget of statements yet.`);
    return { name, query: readFileSync(join(folder, name), 'utf8'), ...known };
  });
  return operations.filter(({ query }) => getOperationAST(parse(query))?.operation === type);
}

/** Questions as deep and as wide as frontends ask them. */
export const deepOperations: readonly BudgetedOperation[] = [
  {
    name: 'the country, its regions, their districts, and the first records of each',
    query: `{ area(code: "000000000") { ... on Country { code name regions(first: 25) { totalCount edges { cursor node {
      code name(locale: RU) population
      country { name(locale: EN) }
      districts(last: 3) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node {
        code region { code } fundedProjects(first: 2) { totalCount edges { node {
          id title amount { amount currency } programme { code name } sector { name } area { __typename code }
        } } }
      } } }
    } } } } } }`,
    budget: 1,
  },
  {
    name: 'the same field twice under other names, with arguments of its own',
    query: `{ district(code: "${burabay}") {
      newest: appeals(first: 2) { edges { node { id receivedOn status(asOf: "2025-06-30") topic { code } } } }
      oldest: appeals(last: 2) { edges { node { id receivedOn status reception { id heldOn } } } }
    } }`,
    budget: 1,
  },
  {
    name: 'records, what they hang together with, and back',
    query: `{ roadmapItems(first: 5, filter: { region: "${akmola}" }) { totalCount edges { node {
      number status isOverdue region { code } district { code name } body { code }
      visits(first: 2) { edges { node { visitedOn roadmapItem { number } } } }
      meetings(first: 2) { edges { node { heldOn kind { code } counterpart { code }
        heardReports { speaker } roadmapItems(first: 3) { edges { node { number } } } organization { name }
      } } }
    } } } }`,
    budget: 1,
  },
  {
    name: 'factions, their sessions, their proposals',
    query: `{ factions(first: 3, filter: { region: "${akmola}" }) { edges { node { name
      sessions(first: 3) { edges { node { heldOn faction { name }
        proposals(first: 3) { edges { node { text status session { heldOn } body { name } } } }
      } } }
    } } } }`,
    budget: 1,
  },
  {
    name: 'records with what was changed in them',
    query: `{ roadmapItems(first: 3) { edges { node { number version
      history(first: 2) { totalCount pageInfo { hasNextPage } edges { cursor node { version change changedAt changedBy fields { field oldValue newValue } } } }
    } } } }`,
    budget: 1,
  },
  {
    name: 'a programme and all that belongs to it',
    query: `{ programmes(first: 2) { edges { node { code
      events(first: 1) { edges { node { title participants } } } courses(first: 1) { edges { node { title graduates } } }
      projects(first: 1) { edges { node { title amount { amount } } } } planItems(first: 1) { edges { node { text status } } }
    } } } }`,
    budget: 1,
  },
  {
    name: 'twelve months of three topics for every district',
    query: `{ region(code: "${akmola}") { districts { edges { node { code
      summaries(grain: MONTH, from: "2025-01-01", to: "2025-12-31") { period { start } roadmap { planned completionRate } funding { amount { amount } } appeal { received } }
    } } } } }`,
    budget: 1,
  },
  {
    name: 'twelve months of three topics for every district, and the day that they are as of',
    query: `{ region(code: "${akmola}") { districts { edges { node { code
      summaries(grain: MONTH, from: "2025-01-01", to: "2025-12-31") { asOf roadmap { planned completionRate } funding { amount { amount } } appeal { received } }
    } } } } }`,
    // One for the areas, one for each topic, one for the build.
    budget: 5,
  },
  {
    name: 'several root fields at once, fragments and directives among them',
    query: `query Several($with: Boolean = true, $without: Boolean = false) {
      region(code: "${akmola}") { ...Area }
      district(code: "${burabay}") { ...Area facilities(first: 3) @include(if: $with) { edges { node { name status kind { name } } } } }
      legalAidCases(first: 2) @skip(if: $without) { edges { node { subject outcome district { ...Area } } } }
      correspondence(first: 2) { edges { node { kind counterpart { name } answeredOn } } }
    }
    fragment Area on Area { __typename code name level ... on District { region { code } } }`,
    budget: 4,
  },
];
