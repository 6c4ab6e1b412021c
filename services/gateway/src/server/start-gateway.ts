import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { developer, type SignIn, type Viewer } from '@oblys/access';
import { defaultLimits, defaultRates, type Limits, type Rates } from '@oblys/config';
import { Scopes, type AuditOrigin, type Database, type WorkLimits } from '@oblys/database';
import { PortTakenError } from '@oblys/domain';
import { openEvidenceStore, type S3Settings } from '@oblys/ingest';
import type { ErasureList, MasterKeys } from '@oblys/persons';
import { OperationRights } from '../access/operation-rights.js';
import { Origins } from '../audit/origin.js';
import { SignInTrail } from '../audit/sign-in-trail.js';
import { createContext, type GatewayContext } from '../context.js';
import type { GatewayLogger } from '../gateway-logger.js';
import { EvidenceLinks } from '../evidence/evidence-links.js';
import { createErrorFormatter } from '../errors/format-error.js';
import { keepErasures } from '../persons/keep-erasures.js';
import { stringifyAnswer } from '../read-path/json-text.js';
import { buildGatewaySchema } from '../schema/build-schema.js';
import { SummaryCache } from '../summaries/summary-cache.js';
import { RunFeed } from '../subscriptions/run-feed.js';
import { SignedLinks } from '../uploads/signed-links.js';
import { UploadLinks } from '../uploads/upload-links.js';
import { Addresses } from './addresses.js';
import { LimitedPlaces } from './limited-places.js';
import { AnswerTags } from './answer-tags.js';
import { answerKnownQueries } from './answer-known-queries.js';
import { createApp } from './app.js';
import { assertRights } from './assert-rights.js';
import { BadTokens } from './bad-tokens.js';
import { ConnectionTracker } from './connection-tracker.js';
import { createCompiledExecutor } from './compiled-executor.js';
import { createConditionalAnswers } from './conditional-answers.js';
import { createDocumentRules } from './document-rules.js';
import { behindDoors } from './doors.js';
import { EventStreams } from './event-streams.js';
import { KnownQueries } from './known-queries.js';
import { limitCost, OperationCosts } from './operation-cost.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';
import { limitsOfWork } from './limits-of-work.js';
import { OtherOrigins } from './other-origins.js';
import { ownNamesOf } from './own-names.js';
import { assertNotOpenTo, isForDevelopment } from './public-address.js';
import { paid, RateLimits, Spenders, type Spend } from './rate-limits.js';
import { mostConnections } from './stream-limits.js';
import { secureHeaders } from './security-headers.js';
import type { SignInPage } from './sign-in-settings.js';
import { statusByMediaType } from './status-by-media-type.js';
import { StreamOperations } from './stream-operations.js';
import { tellMeasureQueryCosts } from './tell-measure-query-costs.js';
import { TextAnswers } from './text-answers.js';
import { readTrustedDocuments, type TrustedDocumentsOptions } from './trusted-documents.js';
import { Viewers } from './viewers.js';
import { WebSockets } from './web-sockets.js';

export interface GatewayOptions {
  database: Database;
  /** 0 takes any free port. */
  port: number;
  /** The loopback address unless given. Where others reach it nobody can be a developer without signing in. */
  host?: string;
  /** The address that people type, without a slash at its end; of this machine unless given. */
  publicUrl?: string | null;
  logger: GatewayLogger;
  /** By which the keys of persons are wrapped; nothing of them is read without. */
  masterKeys?: MasterKeys | null;
  /** Beside the database, who was erased; what it misses is written on it by the next who has it. */
  erasures?: ErasureList | null;
  /** The folder of the built dashboard, served at `/`; without it `/` says where the API is. */
  dashboardDir?: string;
  /** The folder of the built explorer, served at `/explorer`; none is served without it. */
  explorerDir?: string;
  /** Tells who a request comes from; without it every request comes from `viewer`. */
  signIn?: SignIn;
  /** How the page signs people in; it does not unless given. */
  signInPage?: SignInPage;
  /** Who every request comes from; a developer who is allowed everything unless given. */
  viewer?: Viewer;
  /** The clock; the machine's unless given. */
  now?: () => Date;
  /** The database past a pooler, to LISTEN on; that of `database` unless given. */
  listenUrl?: string;
  /** The database past a pooler and without limits of time, for work that takes long; `database` unless given. */
  longWork?: Database;
  /** What links to upload files by are signed with, shared by all gateways; one of its own unless given. */
  uploadSecret?: string | null;
  /** The largest file that is taken; 200 MiB unless given. */
  uploadBytes?: number;
  /** The largest evidence file that is taken; 20 MiB unless given. */
  evidenceBytes?: number;
  /** The store of new evidence files; the database unless given. */
  evidenceS3?: S3Settings | null;
  /** False reads what a row leads to by statements of its own, as a naive server would: to compare with. True unless given. */
  lookAhead?: boolean;
  /** False asks the database for stored figures each time; true unless given. */
  summaryCache?: boolean;
  /** For tests: true compiles a query when it comes for the first time, not the second. */
  compilesAtOnce?: boolean;
  /** WebSockets and streams of events that are kept open, together; 1,000 unless given. */
  mostStreams?: number;
  /** How long requests in flight may take once stop() is called; 10 s unless given. */
  stopTimeoutMs?: number;
  /** What one request may ask for; each that is not given is that of the settings' defaults. */
  limits?: Partial<Limits>;
  /** How much one caller may ask for; each that is not given is that of the settings' defaults, and 0 sets no limit. */
  rates?: Partial<Rates>;
  /** Origins whose pages may ask beside our own, as browsers write them; none unless given. */
  corsOrigins?: readonly string[];
  /** Addresses and ranges of proxies that say truly where a request comes from; none unless given. */
  trustedProxies?: readonly string[];
  /** Whether questions about the schema itself are answered; true unless given. */
  introspection?: boolean;
  /** Which documents are run; any unless given. */
  trustedDocuments?: TrustedDocumentsOptions;
  /** Memory for automatic persisted queries; 8 MiB unless given, none at 0. */
  persistedQueriesBytes?: number;
}

export interface Gateway {
  /** Without a slash at its end, such as http://127.0.0.1:4000. */
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, finishes those in flight, and ends; what takes too long is cut off. */
  stop(): Promise<void>;
}

/**
 * @throws {PortTakenError} when another program listens on the port
 * @throws {PublicAddressError} when others would reach it as developers
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { database, logger, port, host = '127.0.0.1', publicUrl = null, stopTimeoutMs = 10_000 } = options;
  const { signInPage = { provider: null, development: null } } = options;
  const signIn = options.signIn ?? options.viewer ?? developer;
  assertNotOpenTo(host, signIn, signInPage);
  const schema = buildGatewaySchema();
  const formatError = createErrorFormatter(logger);
  const { persistedQueriesBytes = 8 * 1024 ** 2 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const trustedDocuments = await readTrustedDocuments(options.trustedDocuments);
  const rights = new OperationRights(schema);
  const texts = new TextAnswers(schema, rights);
  const tags = new AnswerTags(schema);
  const known = new KnownQueries();
  const costs = new OperationCosts(schema);
  const apollo = new ApolloServer<GatewayContext>({
    gateway: createCompiledExecutor(schema, { texts, known, compilesAtOnce: options.compilesAtOnce ?? false }),
    csrfPrevention: true,
    validationRules: createDocumentRules(limits),
    // A cache of its own, so that the documents of clients cannot push out those that are parsed and checked.
    persistedQueries: persistedQueriesBytes > 0 && { cache: new InMemoryLRUCache({ maxSize: persistedQueriesBytes }) },
    introspection: options.introspection ?? true,
    includeStacktraceInErrorResponses: false,
    // Whoever composes the process hears signals and calls stop().
    stopOnTerminationSignals: false,
    formatError,
    stringifyResult: (result) => `${stringifyAnswer(result)}\n`,
    // Nothing is loaded from elsewhere and nothing is told elsewhere, whatever the environment holds.
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      // It would look at every field of every answer for hints that the schema does not give.
      ApolloServerPluginCacheControlDisabled(),
      limitCost(limits, costs),
      assertRights(rights),
      refuseSubscriptions,
      statusByMediaType,
      createConditionalAnswers(database, tags),
      tellMeasureQueryCosts,
    ],
    logger,
  });
  await apollo.start();
  const cache = new SummaryCache(options.summaryCache ?? true);
  const runs = new RunFeed({ url: options.listenUrl ?? database.url, logger, cache });
  const { now = () => new Date(), lookAhead = true, dashboardDir } = options;
  const { longWork = database, uploadBytes = 200 * 1024 ** 2 } = options;
  const { evidenceBytes = 20 * 1024 ** 2, evidenceS3 = null } = options;
  const links = new SignedLinks(options.uploadSecret ?? null);
  const uploads = new UploadLinks(links);
  const evidence = { store: openEvidenceStore(longWork, evidenceS3), links: new EvidenceLinks(links) };
  const scopes = new Scopes(database);
  const addresses = new Addresses(options.trustedProxies ?? []);
  const origins = new Origins(addresses);
  const allowed = { ...defaultRates, ...options.rates };
  const rates = new RateLimits(allowed, addresses);
  const newContext = (viewer: Viewer, origin: AuditOrigin, spend: Spend = paid, limits?: WorkLimits) =>
    createContext({
      database,
      scopes,
      masterKeys: options.masterKeys ?? null,
      keepErasures: () => keepErasures(longWork, options.erasures ?? null, logger),
      ...(limits && { limits }),
      longWork,
      uploads,
      evidence,
      viewer,
      spend,
      origin,
      now,
      lookAhead,
      runs,
      cache,
    });
  const spenders = new Spenders(rates);
  const contextOf = (response: ServerResponse, viewer: Viewer) =>
    newContext(viewer, origins.of(response.req), spenders.of(response.req, viewer), limitsOfWork(response, limits));
  const trail = new SignInTrail({ sql: database, logger, now });
  const viewers = new Viewers(signIn, addresses, new BadTokens(allowed.badTokens), trail, origins);
  const operations = new StreamOperations({
    apollo,
    schema,
    newContext: (viewer, origin) => newContext(viewer, origin),
    formatError,
    limits,
    costs,
    trustedDocuments,
    rights,
  });
  const open = new LimitedPlaces(options.mostStreams ?? mostConnections);
  const others = new OtherOrigins(options.corsOrigins ?? []);
  const eventStreams = new EventStreams(operations, open, viewers, rates, others, origins);
  const app = createApp(apollo, {
    database,
    logger,
    now,
    contextOf,
    viewers,
    trail,
    origins,
    signInPage,
    eventStreams,
    limits,
    trustedDocuments,
    evidence: { ...evidence, database: longWork, scopes, logger, now, rates, origins, mostBytes: evidenceBytes },
    uploads: {
      ...{ database: longWork, links: uploads, logger, now, rates, origins, mostBytes: uploadBytes },
      masterKeys: options.masterKeys ?? null,
    },
    ...(dashboardDir !== undefined && { dashboardDir }),
    ...(options.explorerDir !== undefined && { explorerDir: options.explorerDir }),
  });
  const names = ownNamesOf({ host, publicUrl, isForDevelopment: isForDevelopment(signIn, signInPage) });
  const inside = answerKnownQueries({ known, costs, texts, tags, limits, trustedDocuments, contextOf, viewers }, app);
  const doors = [secureHeaders(addresses, publicUrl), names.door, others.door, rates.door, others.preflights];
  const server = createServer(behindDoors(doors, inside));
  const connections = new ConnectionTracker(server);
  const webSockets = new WebSockets(server, operations, open, viewers, names, others, rates, origins, logger);
  try {
    // Whoever can subscribe hears of what happens from then on.
    await runs.begun;
    await listen(server, port, host);
  } catch (error) {
    await Promise.all([runs.stop(), apollo.stop()]);
    throw error;
  }
  const { port: taken } = server.address() as AddressInfo;
  const stop = once(async () => {
    const closed = connections.close(stopTimeoutMs);
    eventStreams.close();
    await webSockets.close();
    if (!(await closed)) logger.warn({ stopTimeoutMs }, 'requests still in flight were cut off');
    await Promise.all([runs.stop(), apollo.stop(), trail.stop()]);
  });
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken, stop };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port, host, { cause: error }) : error),
    );
    server.listen(port, host, resolve);
  });
}

/** A second call waits for the first. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
