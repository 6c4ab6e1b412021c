import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CatalogueDocument,
  CreateFundedProjectDocument,
  FundedProjectsDocument,
  RegionYearDocument,
  ReportPageDocument,
  request,
} from '@oblys/client';
import { findWorkspaceRoot } from '@oblys/config';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

let gateway: TestGateway;
let url: string;

beforeAll(async () => {
  gateway = await startTestGateway();
  url = `${gateway.url}/graphql`;
});

afterAll(() => gateway?.end());

describe('packages/client', () => {
  it('is what `pnpm run codegen` writes; run it when it is not', async () => {
    const codegen = join(findWorkspaceRoot(), 'schema', 'codegen.mjs');
    const check = await promisify(execFile)(process.execPath, [codegen, '--check']).catch(
      (failure: { stdout: string; stderr: string }) => failure,
    );
    expect(check).toMatchObject({ stdout: '', stderr: '' });
  });

  it('holds operations that the gateway answers', async () => {
    const year = { code: '110000000', start: '2025-01-01', asOf: '2025-11-05' };
    const { region } = await request(url, RegionYearDocument, year);
    expect(region?.summary.source).toBe('LIVE');
    expect(region?.districts.edges).toHaveLength(20);
    const { reports } = await request(url, ReportPageDocument, { area: '110000000' });
    expect(reports.edges).toEqual([]);
    const { measures } = await request(url, CatalogueDocument, { locale: 'EN' });
    expect(measures.length).toBeGreaterThan(40);
  });

  it('writes a record once, and finds it', async () => {
    const input = {
      area: '117000000',
      title: 'Жылыжай',
      recipientKind: 'farm',
      sector: 'crops',
      programme: 'auyl-amanaty',
      fundedOn: '2025-11-03',
      amount: '1250000.00',
    };
    const write = { input, idempotencyKey: 'one greenhouse' };
    const { createFundedProject: first } = await request(url, CreateFundedProjectDocument, write);
    const { createFundedProject: again } = await request(url, CreateFundedProjectDocument, write);
    expect(first).toMatchObject({ isRepeat: false, version: 1, fundedProject: { title: 'Жылыжай' } });
    expect(again).toEqual({ ...first, isRepeat: true });
    const { fundedProjects } = await request(url, FundedProjectsDocument, {
      filter: { district: '117000000', amount: { from: '1000000' }, programme: { eq: 'auyl-amanaty' } },
      orderBy: { field: 'AMOUNT', direction: 'DESC' },
    });
    expect(fundedProjects.edges.map(({ node }) => [node.id, node.amount.amount])).toEqual([
      [first?.fundedProject?.id, '1250000.00'],
    ]);
  });
});
