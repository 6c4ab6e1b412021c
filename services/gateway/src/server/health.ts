import { isMigrated, type Database } from '@oblys/database';
import type { Express } from 'express';
import type { GatewayLogger } from '../gateway-logger.js';

/** `/healthz`: the process answers. `/readyz`: it can answer questions; else 503 with every reason why not. */
export function serveHealth(app: Express, database: Database, logger: GatewayLogger): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', async (_request, response) => {
    const reasons = await findReasonsAgainst(database, logger);
    response
      .status(reasons.length === 0 ? 200 : 503)
      .json(reasons.length === 0 ? { status: 'ready' } : { status: 'not ready', reasons });
  });
}

async function findReasonsAgainst(database: Database, logger: GatewayLogger): Promise<string[]> {
  try {
    await database.query('/* gateway:readyz */ select 1');
    if (!(await isMigrated(database))) return ['The database lacks migrations of this version; run `oblys migrate`.'];
    const builds = await database.query('/* gateway:readyz */ select topic from build limit 1');
    return builds.length === 0 ? ['No figures have been built yet; run `oblys rollup`.'] : [];
  } catch (error) {
    logger.warn({ err: error }, 'the database cannot be asked');
    return ['The database cannot be reached.'];
  }
}
