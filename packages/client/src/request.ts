import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { documentHash } from './document-hash.js';
import { isGatewayError, type GatewayError } from './gateway-error.js';
import { GraphQLAnswerError, NotGraphQLError, UnreachableError } from './request-errors.js';

export interface RequestOptions {
  /** Sent beside those of GraphQL over HTTP. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives the request up; it then fails with the reason of the signal, as `fetch` does. */
  readonly signal?: AbortSignal | undefined;
  /** True sends the hash of the document in place of its text, to a gateway that has trusted documents. */
  readonly byHash?: boolean;
}

/** The variables may be left out where none is required. */
export type RequestArguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

export interface Answer<Data> {
  /** Null where nothing could be run. A field that an error names is null as well. */
  readonly data: Data | null;
  /** Empty where all went well. */
  readonly errors: readonly GatewayError[];
  /** Of HTTP. */
  readonly status: number;
}

/**
 * Asks a gateway by `fetch`, and gives all the data or fails.
 * @throws {GraphQLAnswerError} when the answer has errors, one of a single field too; `requestAnswer` gives partial data
 * @throws {NotGraphQLError} when something else answers at this URL
 * @throws {UnreachableError} when nothing does
 */
export async function request<Data, Variables>(
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  ...rest: RequestArguments<Variables>
): Promise<Data> {
  const { data, errors, status } = await requestAnswer(url, document, ...rest);
  if (errors.length > 0 || data === null) throw new GraphQLAnswerError(url, status, errors, data);
  return data;
}

/**
 * The same for a page that shows what there is: data and errors side by side.
 * @throws {NotGraphQLError} when something else answers at this URL
 * @throws {UnreachableError} when nothing does
 */
export async function requestAnswer<Data, Variables>(
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  ...[variables, options = {}]: RequestArguments<Variables>
): Promise<Answer<Data>> {
  const named =
    options.byHash === true ? { documentId: `sha256:${documentHash(document)}` } : { query: print(document) };
  const body = JSON.stringify({ ...named, variables });
  const { status, contentType, text } = await send(url, body, options);
  const answer = parseOrNull(text) as { data?: Data | null; errors?: unknown } | null;
  const { data = null, errors = [] } = answer ?? {};
  const isGraphQL = Array.isArray(errors) && errors.every(isGatewayError) && (data !== null || errors.length > 0);
  if (!isGraphQL) throw new NotGraphQLError(url, status, contentType, text);
  return { data, errors, status };
}

async function send(url: string, body: string, { headers, signal }: RequestOptions) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...headers,
      },
      body,
      signal: signal ?? null,
    });
    const contentType = response.headers.get('content-type') ?? 'no content type';
    return { status: response.status, contentType, text: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError(url, reasonOf(error), { cause: error });
  }
}

/** Node says in the cause why, and where it tried several addresses of a host in a code alone. */
function reasonOf(error: unknown): string {
  const { message = String(error), cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  return cause?.message || cause?.code || message;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
