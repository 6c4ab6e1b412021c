import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import type { Database } from '@oblys/database';
import express, { type Express } from 'express';
import type { GatewayLogger } from '../gateway-logger.js';
import type { GatewayContext } from '../context.js';
import { serveDashboard, serveGreeting } from './dashboard.js';
import type { EventStreams } from './event-streams.js';
import { serveHealth } from './health.js';
import { answerRequestErrors } from './request-errors.js';

/** A document with its variables is small; a larger body is a mistake or an attack. */
const bodyLimit = '1mb';

export interface AppOptions {
  database: Database;
  logger: GatewayLogger;
  newContext: () => GatewayContext;
  eventStreams: EventStreams;
  dashboardDir?: string;
}

export function createApp(apollo: ApolloServer<GatewayContext>, options: AppOptions): Express {
  const { database, logger, newContext, eventStreams, dashboardDir } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  serveHealth(app, database, logger);
  app.use('/graphql', (_request, response, next) => {
    // Unless an answer says otherwise of itself.
    response.setHeader('cache-control', 'no-store');
    next();
  });
  app.all('/graphql/stream', express.json({ limit: bodyLimit }), eventStreams.handle);
  app.use(
    '/graphql',
    express.json({ limit: bodyLimit }),
    expressMiddleware(apollo, { context: async () => newContext() }),
  );
  if (dashboardDir === undefined) serveGreeting(app);
  else serveDashboard(app, dashboardDir);
  app.use(answerRequestErrors(logger));
  return app;
}
