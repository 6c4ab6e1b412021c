export * from './generated/graphql.js';
export type { ErrorCode, FaultCode } from './generated/error-codes.js';
export type { Decimal, IsoDate, IsoDateTime } from './scalars.js';
export { documentHash } from './document-hash.js';
export type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
