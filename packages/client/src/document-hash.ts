import type { DocumentNode } from 'graphql';

/**
 * The SHA-256, in hexadecimal, by which a gateway with trusted documents knows a document of this package. It is in the
 * document itself, and stays with the copies that Apollo Client and urql make of it.
 * @throws {TypeError} for any other document, which no gateway trusts
 */
export function documentHash(document: DocumentNode): string {
  const { __meta__: meta } = document as DocumentNode & { __meta__?: { hash?: string } };
  if (meta?.hash === undefined) {
    throw new TypeError('The document carries no hash: it is none of @oblys/client. Add it to schema/operations.');
  }
  return meta.hash;
}
