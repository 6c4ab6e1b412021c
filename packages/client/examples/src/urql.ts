// urql: small, with a cache by documents, and operations that are sent by their hash.
import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import {
  documentHash,
  FundedProjectsDocument,
  isGatewayError,
  RegionYearDocument,
  type FundedProjectsQuery,
} from '@oblys/client';

const url = process.argv[2] ?? 'http://localhost:4000/graphql';
const client = new Client({
  url,
  exchanges: [
    cacheExchange,
    // The hash alone is sent. It is all that a gateway with trusted documents needs; any other asks for the text once.
    persistedExchange({
      generateHash: async (_text, document) => documentHash(document),
      preferGetForPersistedQueries: false,
    }),
    fetchExchange,
  ],
  // A GET would need the header `apollo-require-preflight`.
  preferGetMethod: false,
});

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
  const { data, error } = await client.query(RegionYearDocument, variables);
  if (error) throw error;
  if (!data?.region) return console.log('There is no such region.');
  const { roadmap, funding } = data.region.summary;
  console.log(`Roadmap: ${roadmap.executed} of ${roadmap.planned} items executed`);
  console.log(`Funding: ${funding.projectsFunded} projects, ${funding.amount?.amount} ${funding.amount?.currency}`);
  console.log(`Districts and cities: ${data.region.districts.edges.map(({ node }) => node.name).join(', ')}`);
}

/** A connection page by page: each begins at the cursor where the one before ended. */
async function showProjects() {
  const filter = { area: '110000000', fundedOn: { from: '2025-01-01', to: '2025-11-05' } };
  let page: FundedProjectsQuery['fundedProjects'] | undefined;
  do {
    const variables = { filter, first: 100, after: page?.pageInfo.endCursor };
    const { data, error } = await client.query(FundedProjectsDocument, variables);
    if (error) throw error;
    page = data?.fundedProjects;
    console.log(`${page?.edges.length} of ${page?.totalCount} projects, the first of ${page?.edges[0]?.node.fundedOn}`);
  } while (page?.pageInfo.hasNextPage);
}

/** urql throws nothing: it gives the error beside the data. A program goes by its code; the message is for people. */
async function showRefusal() {
  const variables = { filter: { area: '110000000' }, after: 'no cursor' };
  const { error } = await client.query(FundedProjectsDocument, variables);
  if (error?.networkError) throw error;
  for (const { extensions, message } of error?.graphQLErrors.filter(isGatewayError) ?? []) {
    if (extensions.code === 'INVALID_CURSOR') console.log(`Refused: ${message}`);
  }
}
