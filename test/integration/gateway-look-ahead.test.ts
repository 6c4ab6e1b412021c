import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { requestBackfill } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { loadDemo, loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { createJobs, registerJobs } from '@oblys/jobs';
import { checkQuality, refresh } from '@oblys/rollups';
import { OperationTypeNode } from 'graphql';
import { askGateway, createRecordingLogger } from '../support/gateway.js';
import {
  deepOperations,
  importId,
  listOperations,
  openFindingId,
  type BudgetedOperation,
} from '../support/gateway-operations.js';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { jobSettings } from '../support/jobs.js';

const now = () => new Date('2025-11-20T06:00:00Z');
let gateway: TestGateway;
/** Over the same database, reading what a row leads to only when it comes to it. */
let naive: Gateway;

async function seed(database: Database): Promise<void> {
  await loadDemo(database, { until: '2025-11-19' });
  await database.query(`update roadmap_item set text = text || '.'`);
  await refresh(database, { asOf: '2025-11-19' });
  await checkQuality(database, { asOf: '2025-11-19' });
  await database.query(
    `update quality_finding set id = $1 where id = (select min(id::text)::uuid from quality_finding)`,
    [openFindingId],
  );
  await database.query(
    `insert into import (id, kind, file_name, file_sha256, row_count) values ($1, 'akim-election', 'a.csv', repeat('0', 64), 0)`,
    [importId],
  );
  await registerJobs(database, createJobs(jobSettings('open-data')), null);
  await requestBackfill(database, {
    job: 'nightly-publication',
    from: '2025-11-01',
    to: '2025-11-03',
    requestedBy: 'developer',
  });
  await loadReport(database, await readReport(seedReport));
  await reconcile(database, { all: true });
}

beforeAll(async () => {
  gateway = await startTestGateway({ summaryCache: false, seed, now });
  naive = await startGateway({
    database: gateway.database,
    port: 0,
    logger: createRecordingLogger().logger,
    now,
    lookAhead: false,
  });
}, 120_000);

afterAll(async () => {
  await naive?.stop();
  await gateway?.end();
});

/** The statements an operation sends, session settings and the tag of its answer aside. */
async function countStatements(ask: () => Promise<unknown>): Promise<number> {
  gateway.statements.length = 0;
  await ask();
  return gateway.statements.filter((text) => !/set_config\('statement_timeout'|^\/\* gateway:version \*\//.test(text))
    .length;
}

const operations: [string, BudgetedOperation][] = [...listOperations(), ...deepOperations].map((operation) => [
  operation.name,
  operation,
]);

const mutations: [string, BudgetedOperation][] = listOperations(OperationTypeNode.MUTATION).map((operation) => [
  operation.name,
  operation,
]);

describe('look-ahead', () => {
  it.each(operations)('answers %s as statements of its own for each field would', async (_name, operation) => {
    const { query, variables } = operation;
    const ahead = await askGateway(gateway.url, query, variables);
    const behind = await askGateway(naive.url, query, variables);
    expect(ahead.errors).toBeUndefined();
    expect(behind).toEqual(ahead);
    // Something was asked for and found, or else nothing would have been compared.
    expect(JSON.stringify(ahead.data).length).toBeGreaterThan(200);
  });

  it('is really off where it is switched off', async () => {
    const [, deep] = operations.find(([name]) => name.startsWith('factions'))!;
    const ahead = await countStatements(() => askGateway(gateway.url, deep.query));
    const behind = await countStatements(() => askGateway(naive.url, deep.query));
    expect(ahead).toBe(1);
    expect(behind).toBeGreaterThan(10);
  });
});

describe('the budget of statements', () => {
  it.each([...operations, ...mutations])('holds for %s', async (_name, { query, variables, budget }) => {
    expect(await countStatements(() => askGateway(gateway.url, query, variables))).toBe(budget);
  });
});
