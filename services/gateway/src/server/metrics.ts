import { limitDatabase, type Database } from '@oblys/database';
import { createFreshnessMetrics } from '@oblys/rollups';
import type { Express } from 'express';
import { Registry } from 'prom-client';
import type { GatewayLogger } from '../gateway-logger.js';

/** Prometheus gives up on an answer after ten seconds unless told otherwise. */
const timeoutMs = 5_000;

/** `/metrics`: what Prometheus reads, of the moment it asks; also while the database is away, which it then says. */
export function serveMetrics(app: Express, database: Database, now: () => Date, logger: GatewayLogger): void {
  const registry = new Registry();
  const metrics = createFreshnessMetrics({ query: (...asked) => answeredInTime(database, asked) }, registry);
  app.get('/metrics', async (_request, response) => {
    const { failure } = await metrics.update(now());
    if (failure !== null) logger.warn({ err: failure }, 'the database cannot be asked for metrics');
    response.set({ 'content-type': registry.contentType, 'cache-control': 'no-store' }).send(await registry.metrics());
  });
}

/** Ends in time also where no connection is to be had, or the server says nothing. */
async function answeredInTime<Row>(database: Database, asked: Parameters<Database['query']>): Promise<Row[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const limited = limitDatabase(database, { signal, remainingMs: () => timeoutMs });
  const late = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  return Promise.race([limited.query<Row>(...asked), late]);
}
