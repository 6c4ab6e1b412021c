import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findWorkspaceRoot } from '@oblys/config';
import {
  explain,
  explainCheck,
  latestReconciliation,
  loadReport,
  readReport,
  reconcile,
  seedReport,
} from '@oblys/ingest';
import { seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const burabay = '117000000';
const reportPage = readFileSync(join(findWorkspaceRoot(), 'schema', 'operations', 'report-page.graphql'), 'utf8');
let gateway: TestGateway;
let reportId: string;

beforeAll(async () => {
  gateway = await startTestGateway({
    seed: async (database) => {
      await seedRecord(database, 'appeal', { area_code: burabay, outcome: 'POSITIVE', closed_on: '2025-02-10' });
      await seedRecord(database, 'funded_project', { area_code: burabay, programme_code: 'auyl-amanaty' });
      ({ reportId } = await loadReport(database, await readReport(seedReport)));
    },
  });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

const askPage = async (locale: string) =>
  (await gateway.askData(reportPage, { area: '110000000', locale })).reports.edges[0].node;

describe('a report', () => {
  it('says of every figure that it is not computable before it is reconciled', async () => {
    const report = await askPage('EN');
    expect(report).toMatchObject({
      publishedOn: '2025-11-05',
      asOf: '2025-11-05',
      area: { name: 'Akmola Region' },
      checks: [],
    });
    expect(report.figures).toHaveLength(27);
    for (const figure of report.figures) {
      expect(figure).toMatchObject({
        verdict: 'NOT_COMPUTABLE',
        reason: 'NOT_RECONCILED',
        computed: null,
        difference: null,
        explanation: null,
      });
    }
  });

  it('shows after reconciling what the latest run found, explained in the language asked for, with one statement', async () => {
    await reconcile(gateway.database, { reportId });
    await seedRecord(gateway.database, 'appeal', { area_code: burabay });
    await reconcile(gateway.database, { reportId });
    gateway.statements.length = 0;
    const report = await askPage('RU');
    expect(gateway.statements).toHaveLength(1);
    const latest = await latestReconciliation(gateway.database, reportId);
    expect(report.figures).toHaveLength(27);
    for (const [index, verdict] of (latest?.verdicts ?? []).entries()) {
      expect(report.figures[index]).toMatchObject({
        number: verdict.number,
        measure: { code: `${verdict.topic}.${verdict.measure}` },
        programme: verdict.programmeCode === null ? null : { code: verdict.programmeCode },
        value: verdict.value,
        unit: verdict.unit,
        qualifier: verdict.qualifier,
        wording: verdict.wording,
        verdict: verdict.verdict,
        computed: verdict.computed,
        difference: verdict.difference,
        reason: verdict.reason,
        explanation: explain(verdict, 'RU'),
      });
    }
    const received = report.figures.find(
      ({ measure }: { measure: { code: string } }) => measure.code === 'appeal.received',
    );
    expect(received).toMatchObject({ verdict: 'MISMATCH', computed: '2' });
    expect(report.checks).toMatchObject(
      (latest?.checks ?? []).map((check) => ({
        number: check.number,
        topic: check.topic,
        kind: check.kind,
        holds: check.holds,
        figures: check.basis.figures,
        explanation: explainCheck(check, 'RU'),
      })),
    );
    expect(report.checks.length).toBeGreaterThan(0);
  });

  it('is found by its global id, and by its area and day', async () => {
    const { id } = await askPage('KK');
    const { report, other, region, none } = await gateway.askData(
      `query ($id: ID!) {
         report(id: $id) { title text area { code } }
         other: node(id: $id) { __typename }
         region(code: "110000000") { reports(filter: { publishedOn: { from: "2025-11-05" } }) { totalCount } }
         none: reports(filter: { publishedOn: { from: "2025-11-06" } }) { totalCount }
       }`,
      { id },
    );
    expect(report).toMatchObject({ area: { code: '110000000' }, text: expect.stringContaining('6331') });
    expect([other.__typename, region.reports.totalCount, none.totalCount]).toEqual(['Report', 1, 0]);
  });

  it('is not looked for under the id of something else', async () => {
    const { region } = await gateway.askData(`{ region(code: "110000000") { id } }`);
    const { errors } = await gateway.ask(`query ($id: ID!) { report(id: $id) { title } }`, { id: region.id });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_NODE_ID' } }]);
  });
});
