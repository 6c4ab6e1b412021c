import { join } from 'node:path';
import { findWorkspaceRoot } from '@oblys/config';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGatewaySchema } from './build-schema.js';

const heading =
  '# The public contract, emitted from the classes of the gateway by `pnpm run schema`. Not edited by hand.';

/** Where the emitted SDL lies in the checkout. */
export function schemaFile(): string {
  return join(findWorkspaceRoot(), 'schema', 'schema.graphql');
}

/** The SDL in alphabetical order, so that a change of the code's order is no change of the contract. */
export function printGatewaySchema(): string {
  return `${heading}\n\n${printSchema(lexicographicSortSchema(buildGatewaySchema()))}\n`;
}
