export * from './generated/graphql.js';
export { graphql } from './generated/gql.js';
