import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { requestBackfill } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import {
  explainMismatch,
  getFigureOfReport,
  loadDemo,
  loadReport,
  readReport,
  reconcile,
  seedReport,
  type StatedReport,
} from '@oblys/ingest';
import { createJobs, registerJobs } from '@oblys/jobs';
import { checkQuality, refresh } from '@oblys/rollups';
import { OperationTypeNode } from 'graphql';
import { askGateway, createRecordingLogger } from '../support/gateway.js';
import {
  deepOperations,
  explanationId,
  importId,
  listOperations,
  mismatchId,
  openFindingId,
  submissionId,
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
  await database.query(
    `insert into submission (id, region_code, branch_code, topic, month, state, record_count, submitted_on, submitted_by)
     values ($1, '110000000', '117000000', 'event', '2025-09-01', 'SUBMITTED', 3, '2025-10-03', 'Aigul')`,
    [submissionId],
  );
  await registerJobs(database, createJobs(jobSettings('open-data')), null);
  await requestBackfill(database, {
    job: 'nightly-publication',
    from: '2025-11-01',
    to: '2025-11-03',
    requestedBy: 'developer',
  });
  const report = await readReport(seedReport);
  await loadReport(database, report);
  await seedMismatches(database, report);
}

/** Two figures that are a mismatch, of a report that is published before the other; the second is explained. */
async function seedMismatches(database: Database, report: StatedReport): Promise<void> {
  const planned = report.figures.find(({ topic, measure }) => `${topic}.${measure}` === 'roadmap.planned')!;
  const figures = [1, 2].map((number) => ({ ...planned, number, value: '128' }));
  await loadReport(database, { ...report, sourceRef: 'mismatches', publishedOn: '2025-11-04', figures });
  await database.query(
    `update stated_figure set id = $1 where number = 1 and report_id = (select id from report where source_ref = 'mismatches')`,
    [mismatchId],
  );
  await reconcile(database, { all: true });
  const { figureId } = await getFigureOfReport(database, 'mismatches', 2);
  const given = { figureId, seen: null, reason: 'OTHER', text: 'Себебі', explainedBy: 'developer' } as const;
  await database.transaction('READ COMMITTED', (sql) => explainMismatch(sql, given));
  await database.query(`alter table figure_explanation disable trigger figure_explanation_keep`);
  await database.query(`update figure_explanation set id = $1`, [explanationId]);
  await database.query(`alter table figure_explanation enable trigger figure_explanation_keep`);
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

/** Those that read the database at all. */
const reading = operations.filter(([, { budget }]) => budget > 0);

describe('look-ahead', () => {
  it.each(reading)('answers %s as statements of its own for each field would', async (_name, operation) => {
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
