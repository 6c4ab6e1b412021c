// Plain `fetch`, by the small `request` of @oblys/client.
import {
  FundedProjectsDocument,
  GraphQLAnswerError,
  RegionYearDocument,
  request,
  type FundedProjectsQuery,
} from '@oblys/client';

const url = process.argv[2] ?? 'http://localhost:4000/graphql';
// True sends the hash of an operation in place of its text, to a gateway that runs trusted documents.
const options = { byHash: process.argv.includes('--by-hash') };

try {
  await showYear();
  await showProjects();
  await showRefusal();
} catch (error) {
  // The gateway is away, the URL is another one, or it answered with an error that nothing below expects.
  console.error(String(error));
  process.exitCode = 1;
}

async function showYear() {
  const variables = { code: '110000000', start: '2025-01-01', asOf: '2025-11-05' };
  const { region } = await request(url, RegionYearDocument, variables, options);
  if (region === null) return console.log('There is no such region.');
  const { roadmap, funding } = region.summary;
  console.log(`Roadmap: ${roadmap.executed} of ${roadmap.planned} items executed`);
  console.log(`Funding: ${funding.projectsFunded} projects, ${funding.amount?.amount} ${funding.amount?.currency}`);
  console.log(`Districts and cities: ${region.districts.edges.map(({ node }) => node.name).join(', ')}`);
}

/** A connection page by page: each begins at the cursor where the one before ended. */
async function showProjects() {
  const filter = { area: '110000000', fundedOn: { from: '2025-01-01', to: '2025-11-05' } };
  let page: FundedProjectsQuery['fundedProjects'] | undefined;
  do {
    const variables = { filter, first: 100, after: page?.pageInfo.endCursor };
    page = (await request(url, FundedProjectsDocument, variables, options)).fundedProjects;
    console.log(`${page.edges.length} of ${page.totalCount} projects, the first of ${page.edges[0]?.node.fundedOn}`);
  } while (page.pageInfo.hasNextPage);
}

/** A program goes by the code of an error; its message is for people. */
async function showRefusal() {
  try {
    await request(url, RegionYearDocument, { code: '110000000', start: '2025-01-01', asOf: '2999-12-31' }, options);
  } catch (error) {
    if (!(error instanceof GraphQLAnswerError && error.codes.includes('AS_OF_IN_FUTURE'))) throw error;
    console.log(`Refused: ${error.message}`);
  }
}
