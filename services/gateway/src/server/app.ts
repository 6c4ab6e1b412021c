import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import type { Viewer } from '@oblys/access';
import type { Limits } from '@oblys/config';
import type { Database } from '@oblys/database';
import type { ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import type { Origins } from '../audit/origin.js';
import type { SignInTrail } from '../audit/sign-in-trail.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { GatewayContext } from '../context.js';
import type { ReadRequest } from './answer-known-queries.js';
import { serveDashboard, serveExplorer, serveGreeting } from './dashboard.js';
import type { EventStreams } from './event-streams.js';
import { serveEvidence, type EvidenceOptions } from './evidence.js';
import { serveHealth } from './health.js';
import { serveMetrics } from './metrics.js';
import { refuseExcess } from './refuse-excess.js';
import { answerRequestErrors } from './request-errors.js';
import { policyOfPage } from './security-headers.js';
import { serveSignIn, type SignInPage } from './sign-in-settings.js';
import { takeTrustedDocuments, type TrustedDocuments } from './trusted-documents.js';
import { serveUploads, type UploadOptions } from './uploads.js';
import type { Viewers } from './viewers.js';

export interface AppOptions {
  database: Database;
  logger: GatewayLogger;
  now: () => Date;
  /** For the work of one answer, within its limits. */
  contextOf: (response: ServerResponse, viewer: Viewer) => GatewayContext;
  viewers: Viewers;
  trail: SignInTrail;
  origins: Origins;
  signInPage: SignInPage;
  eventStreams: EventStreams;
  limits: Limits;
  trustedDocuments: TrustedDocuments;
  uploads: UploadOptions;
  evidence: EvidenceOptions;
  dashboardDir?: string;
  explorerDir?: string;
}

export function createApp(apollo: ApolloServer<GatewayContext>, options: AppOptions): Express {
  const { database, logger, now, contextOf, viewers, eventStreams, limits, trustedDocuments } = options;
  const { dashboardDir, explorerDir } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  serveHealth(app, database, logger);
  serveMetrics(app, database, now, logger);
  serveSignIn(app, options.signInPage, options.trail, options.origins);
  serveUploads(app, options.uploads);
  serveEvidence(app, options.evidence);
  app.use('/graphql', (request, response, next) => {
    // Unless an answer says otherwise of itself.
    response.setHeader('cache-control', 'no-store');
    next((request as ReadRequest).bodyFault);
  });
  app.use('/graphql', viewers.admit);
  app.all('/graphql/stream', express.json({ limit: limits.bodyBytes }), eventStreams.handle);
  app.use(
    '/graphql',
    express.json({ limit: limits.bodyBytes }),
    refuseExcess(limits),
    takeTrustedDocuments(trustedDocuments),
    expressMiddleware(apollo, { context: async ({ req, res }) => contextOf(res, await viewers.of(req)) }),
  );
  if (explorerDir !== undefined) serveExplorer(app, explorerDir);
  if (dashboardDir === undefined) serveGreeting(app);
  else serveDashboard(app, dashboardDir, policyOfPage(options.signInPage.provider?.issuer ?? null));
  app.use(answerRequestErrors(logger));
  return app;
}
