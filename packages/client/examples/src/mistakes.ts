// What the compiler finds for you. Each line under `@ts-expect-error` is a mistake: if the types of the client let one
// pass, this file does not compile. Nobody runs it.
import type { ApolloClient } from '@apollo/client';
import {
  CatalogueDocument,
  FundedProjectsDocument,
  isGatewayError,
  RegionYearDocument,
  request,
  type GraphQLAnswerError,
} from '@oblys/client';
import type { Client } from '@urql/core';

const url = 'http://localhost:4000/graphql';
const year = { code: '110000000', start: '2025-01-01' };

export async function byFetch() {
  const { region } = await request(url, RegionYearDocument, year);
  // @ts-expect-error: the region may be null.
  void region.summary;
  // @ts-expect-error: a misspelled field.
  void region?.summary.fundign;
  // @ts-expect-error: a field of the schema that the operation does not ask for.
  void region?.population;
  // @ts-expect-error: an amount is a decimal text; as a number it would lose its last places.
  void (region?.summary.funding.amount?.amount satisfies number | undefined);
  // @ts-expect-error: no such source of figures.
  void (region?.summary.source === 'GUESSED');

  await request(url, CatalogueDocument);
  // @ts-expect-error: variables that are required.
  await request(url, RegionYearDocument);
  // @ts-expect-error: a variable that is required.
  await request(url, RegionYearDocument, { code: '110000000' });
  // @ts-expect-error: a code is text; a number would lose its zeros.
  await request(url, RegionYearDocument, { ...year, code: 110000000 });
  // @ts-expect-error: a misspelled filter.
  await request(url, FundedProjectsDocument, { filter: { programe: { eq: 'auyl-amanaty' } } });
  // @ts-expect-error: an order that no index serves.
  await request(url, FundedProjectsDocument, { orderBy: [{ field: 'TITLE' }] });
}

export async function byApollo(client: ApolloClient) {
  const { data } = await client.query({ query: RegionYearDocument, variables: year });
  // @ts-expect-error: a misspelled field.
  void data?.region?.summary.fundign;
  // @ts-expect-error: a variable that is required.
  await client.query({ query: RegionYearDocument, variables: { code: '110000000' } });
}

export async function byUrql(client: Client) {
  const { data } = await client.query(RegionYearDocument, year);
  // @ts-expect-error: a misspelled field.
  void data?.region?.summary.fundign;
  // @ts-expect-error: a variable that is required.
  await client.query(RegionYearDocument, { code: '110000000' });
}

export function byCode({ codes }: GraphQLAnswerError, other: { message: string }) {
  // @ts-expect-error: no such code.
  void codes.includes('AS_OF_IN_THE_FUTURE');
  // @ts-expect-error: an error of another client may be that of another server.
  void other.extensions;
  // @ts-expect-error: no such code of a fault.
  void (isGatewayError(other) && other.extensions.faults?.some(({ code }) => code === 'WRONG'));
}
