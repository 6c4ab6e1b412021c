import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@oblys/config';
import { findWorkspaceRoot } from '@oblys/config';
import { isLoopbackHost } from '@oblys/domain';
import { startGateway } from '@oblys/gateway';
import type { Gateway } from '@oblys/gateway';
import { createLogger } from './logger.js';
import { openErasureList, openMasterKeys } from './open-persons.js';
import { openSignIn } from './open-sign-in.js';
import type { Session } from './session.js';

/** The gateway of the settings, with the page where that has been built. Its address is the one that people type. */
export async function serveGateway(config: Config, { openPooled, database: direct }: Session): Promise<Gateway> {
  const dashboardDir = join(findWorkspaceRoot(), 'services', 'dashboard', 'dist', 'page');
  const page = existsSync(join(dashboardDir, 'index.html')) ? { dashboardDir } : {};
  const explorerDir = join(findWorkspaceRoot(), 'services', 'dashboard', 'dist', 'explorer');
  const explorer = config.explorer && existsSync(join(explorerDir, 'explorer.html')) ? { explorerDir } : {};
  const { signIn, signInPage } = await openSignIn(config, direct);
  const gateway = await startGateway({
    signIn,
    signInPage,
    masterKeys: await openMasterKeys(config),
    erasures: openErasureList(config),
    database: await openPooled(),
    listenUrl: direct.url,
    longWork: direct,
    uploadSecret: config.uploadSecret,
    uploadBytes: config.uploadBytes,
    evidenceBytes: config.evidenceBytes,
    evidenceS3: config.s3,
    summaryCache: config.summaryCache,
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    logger: createLogger(config),
    limits: config.limits,
    rates: config.rates,
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    introspection: config.introspection,
    trustedDocuments: { mode: config.trustedDocuments, file: config.trustedDocumentsFile },
    persistedQueriesBytes: config.persistedQueriesBytes,
    ...page,
    ...explorer,
  });
  return { ...gateway, url: isOnThisMachine(config.host) ? `http://localhost:${gateway.port}` : gateway.url };
}

/** All addresses of a machine are reached on it by its own name too. */
function isOnThisMachine(host: string): boolean {
  return isLoopbackHost(host) || host === '0.0.0.0' || host === '::';
}
