/** The media types of answers, as GraphQL over HTTP has them. */
export const json = 'application/json';
export const graphqlJson = 'application/graphql-response+json';
