import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import type { Limits } from '@oblys/config';
import { limitDatabase, type Database } from '@oblys/database';
import express, { type Express, type Response } from 'express';
import type { GatewayLogger } from '../gateway-logger.js';
import type { GatewayContext } from '../context.js';
import { answerKnownQueries, type KnownQuerySources } from './answer-known-queries.js';
import { serveDashboard, serveExplorer, serveGreeting } from './dashboard.js';
import type { EventStreams } from './event-streams.js';
import { serveHealth } from './health.js';
import { refuseExcess } from './refuse-excess.js';
import { answerRequestErrors } from './request-errors.js';
import { limitsOfWork } from './limits-of-work.js';
import { takeTrustedDocuments, type TrustedDocuments } from './trusted-documents.js';

export interface AppOptions {
  database: Database;
  logger: GatewayLogger;
  newContext: (database?: Database) => GatewayContext;
  eventStreams: EventStreams;
  limits: Limits;
  trustedDocuments: TrustedDocuments;
  knownQueries: Pick<KnownQuerySources, 'known' | 'costs' | 'texts'>;
  dashboardDir?: string;
  explorerDir?: string;
}

export function createApp(apollo: ApolloServer<GatewayContext>, options: AppOptions): Express {
  const { database, logger, newContext, eventStreams, limits, trustedDocuments, dashboardDir, explorerDir } = options;
  const contextOf = (response: Response) => newContext(limitDatabase(database, limitsOfWork(response, limits)));
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  serveHealth(app, database, logger);
  app.use('/graphql', (_request, response, next) => {
    // Unless an answer says otherwise of itself.
    response.setHeader('cache-control', 'no-store');
    next();
  });
  app.all('/graphql/stream', express.json({ limit: limits.bodyBytes }), eventStreams.handle);
  app.use(
    '/graphql',
    express.json({ limit: limits.bodyBytes }),
    refuseExcess(limits),
    takeTrustedDocuments(trustedDocuments),
    answerKnownQueries({ ...options.knownQueries, limits, contextOf }),
    expressMiddleware(apollo, { context: async ({ res }) => contextOf(res) }),
  );
  if (explorerDir !== undefined) serveExplorer(app, explorerDir);
  if (dashboardDir === undefined) serveGreeting(app);
  else serveDashboard(app, dashboardDir);
  app.use(answerRequestErrors(logger));
  return app;
}
