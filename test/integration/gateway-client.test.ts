import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegionYearQuery, ReportPageQuery } from '@oblys/client';
import { CatalogueDocument, RegionYearDocument, ReportPageDocument } from '@oblys/client';
import { findWorkspaceRoot } from '@oblys/config';
import { print } from 'graphql';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway?.end());

describe('packages/client', () => {
  it('is what `pnpm run codegen` writes', async () => {
    const codegen = join(findWorkspaceRoot(), 'schema', 'codegen.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [codegen, '--check']);
    expect(stdout).toBe('');
  });

  it('holds operations that the gateway answers', async () => {
    const year: RegionYearQuery = await gateway.askData(print(RegionYearDocument), {
      code: '110000000',
      start: '2025-01-01',
      asOf: '2025-11-05',
    });
    expect(year.region?.summary.source).toBe('LIVE');
    expect(year.region?.districts.edges).toHaveLength(20);
    const reports: ReportPageQuery = await gateway.askData(print(ReportPageDocument), { area: '110000000' });
    expect(reports.reports.edges).toEqual([]);
    const { measures } = await gateway.askData(print(CatalogueDocument), { locale: 'EN' });
    expect(measures.length).toBeGreaterThan(40);
  });
});
