import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.js';

/** Puts what the measure queries of an operation cost into `extensions.measureQueries` of its answer. */
export const tellMeasureQueryCosts: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      const { measureQueryCosts } = contextValue;
      if (measureQueryCosts.length === 0 || response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      singleResult.extensions = { ...singleResult.extensions, measureQueries: measureQueryCosts };
    },
  }),
};
