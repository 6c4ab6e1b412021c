import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { GatewayContext } from '../context.js';
import { refusal } from './stream-operations.js';

/** One answer is all that a plain request gets; a subscription has none to give yet. */
export const refuseSubscriptions: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, response }) => {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      response.http.status = 400;
      throw refusal(
        'BAD_REQUEST',
        'Subscriptions go by WebSocket to /graphql, or as a stream of events to /graphql/stream.',
      );
    },
  }),
};
