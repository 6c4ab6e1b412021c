import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Asks the gateway that serves this page, whatever path both are served at. */
export async function askGateway<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> {
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query: print(document), variables }),
    signal,
  });
  const { data, errors = [] } = await readAnswer<Data>(response);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(' '));
  if (data === undefined || data === null) throw new Error(`The gateway answered ${response.status} without data.`);
  return data;
}

async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  try {
    return (await response.json()) as Answer<Data>;
  } catch (cause) {
    throw new Error(`The gateway answered ${response.status} with no JSON.`, { cause });
  }
}
