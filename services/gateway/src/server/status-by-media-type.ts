import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import Negotiator from 'negotiator';
import { LimitExceededError } from '../errors/gateway-errors.js';
import { graphqlJson, json } from './media-types.js';

/**
 * GraphQL over HTTP: only `application/graphql-response+json` tells by the status what became of a well-formed request.
 * An answer in plain JSON has status 200, since a client cannot tell another status from that of a proxy in between.
 */
export const statusByMediaType: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, errors }) {
        if (response.http.status !== 400 || errors?.some(isRefused)) return;
        const accept = request.http?.headers.get('accept') ?? json;
        if (new Negotiator({ headers: { accept } }).mediaType([json, graphqlJson]) === json) response.http.status = 200;
      },
    };
  },
};

/** Not for what the document says: the request is no GraphQL, or more than is taken. */
function isRefused({ extensions, originalError }: GraphQLError): boolean {
  return extensions['code'] === 'BAD_REQUEST' || originalError instanceof LimitExceededError;
}
