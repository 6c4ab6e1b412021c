import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { UnauthenticatedError } from '@oblys/access';
import { OblysError } from '@oblys/domain';
import { GraphQLError } from 'graphql';
import type { OperationRights } from '../access/operation-rights.js';
import type { GatewayContext } from '../context.js';

/** Refuses an operation that who asks may not ask, before anything of it runs. */
export function assertRights(rights: OperationRights): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, contextValue }) {
          if (operation === undefined) return;
          try {
            rights.assertMayAsk(document, operation, contextValue.viewer);
          } catch (error) {
            if (!(error instanceof OblysError)) throw error;
            const http = { status: error instanceof UnauthenticatedError ? 401 : 403, headers: new HeaderMap() };
            throw new GraphQLError(error.message, { originalError: error, extensions: { http } });
          }
        },
      };
    },
  };
}
