// Apollo Client: a cache by type and id, pages that join in one list, and operations that are sent by their hash.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import {
  CreateFundedProjectDocument,
  documentHash,
  FundedProjectsDocument,
  isGatewayError,
  RegionYearDocument,
} from '@oblys/client';

const url = process.argv[2] ?? 'http://localhost:4000/graphql';
const client = new ApolloClient({
  // The hash alone is sent. It is all that a gateway with trusted documents needs; any other asks for the text once.
  link: ApolloLink.from([new PersistedQueryLink({ generateHash: documentHash }), new HttpLink({ uri: url })]),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { fundedProjects: relayStylePagination(['filter', 'orderBy']) } } },
  }),
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
  const { data } = await client.query({ query: RegionYearDocument, variables });
  if (!data?.region) return console.log('There is no such region.');
  const { roadmap, funding } = data.region.summary;
  console.log(`Roadmap: ${roadmap.executed} of ${roadmap.planned} items executed`);
  console.log(`Funding: ${funding.projectsFunded} projects, ${funding.amount?.amount} ${funding.amount?.currency}`);
  console.log(`Districts and cities: ${data.region.districts.edges.map(({ node }) => node.name).join(', ')}`);
}

/** `watchQuery` is what `useQuery` gives a component: its list in the cache grows by each page that is fetched. */
async function showProjects() {
  const filter = { area: '110000000', fundedOn: { from: '2025-01-01', to: '2025-11-05' } };
  const options = { query: FundedProjectsDocument, variables: { filter, first: 100 } };
  const projects = client.watchQuery(options);
  let list = (await client.query(options)).data?.fundedProjects;
  while (list) {
    console.log(`${list.edges.length} of ${list.totalCount} projects, the last of ${list.edges.at(-1)?.node.fundedOn}`);
    if (!list.pageInfo.hasNextPage) break;
    await projects.fetchMore({ variables: { after: list.pageInfo.endCursor } });
    list = client.readQuery(options)?.fundedProjects;
  }
}

/** A mutation that is refused says all that is wrong at once, and writes nothing. */
async function showRefusal() {
  const input = {
    area: '117000000',
    title: 'Жылыжай',
    recipientKind: 'farm',
    sector: 'fishing on the moon',
    fundedOn: '2025-11-03',
    amount: '-1.00',
  };
  try {
    const variables = { input, idempotencyKey: crypto.randomUUID() };
    await client.mutate({ mutation: CreateFundedProjectDocument, variables });
  } catch (error) {
    if (!CombinedGraphQLErrors.is(error)) throw error;
    for (const { extensions } of error.errors.filter(isGatewayError)) {
      console.log(`Refused: ${extensions.code}`);
      for (const { path, code, message } of extensions.faults ?? []) {
        console.log(`  ${path.join('.')}: ${code}, ${message}`);
      }
    }
  }
}
