import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicViewer } from '@oblys/access';
import { findWorkspaceRoot } from '@oblys/config';
import type { Database } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { loadReport, readReport, seedReport } from '@oblys/ingest';
import { getMeasure, listMeasures, measureSql, publish, refresh } from '@oblys/rollups';
import { askGateway, createRecordingLogger, demoDay, startTestGateway, type TestGateway } from '../support/index.js';

const akmola = '110000000';

let gateway: TestGateway;
let forPublic: Gateway;
let runId: string;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true, seed });
  const { logger } = createRecordingLogger();
  const { database } = gateway;
  forPublic = await startGateway({ database, port: 0, logger, viewer: publicViewer, compilesAtOnce: true });
});

afterAll(async () => {
  await forPublic?.stop();
  await gateway?.end();
});

async function seed(database: Database): Promise<void> {
  const report = await readReport(seedReport);
  await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
  ({ runId } = await refresh(database, { asOf: demoDay }));
  await publish(database, { areaCode: akmola, asOf: demoDay });
}

const dictionary = readFileSync(join(findWorkspaceRoot(), 'schema', 'operations', 'dictionary.graphql'), 'utf8');

interface AnsweredMeasure {
  readonly code: string;
  readonly history: readonly object[];
  readonly publications: readonly object[];
}

describe('measures', () => {
  it('tells of each what counts it, where it comes from and what it meant, in three statements', async () => {
    gateway.statements.length = 0;
    const { measures } = await gateway.askData(dictionary, { locale: 'EN' });
    expect(gateway.statements.length).toBeLessThanOrEqual(3);
    expect(measures).toHaveLength(listMeasures().length);
    const rate = measures.find(({ code }: AnsweredMeasure) => code === 'roadmap.completionRate');
    const { topic, measure } = getMeasure('roadmap.completionRate');
    expect(rate).toMatchObject({
      kind: 'RATE',
      expression: 'executed / planned',
      sql: measureSql(topic, measure),
      dimensions: expect.arrayContaining(['DISTRICT', 'YEAR', 'BODY']),
      lineage: {
        summaryTable: 'roadmap_summary',
        summaryColumns: ['executed', 'planned'],
        cellTable: 'roadmap_cell',
        recordTables: ['roadmap_item'],
        importKinds: ['roadmap-item'],
        jobs: ['nightly-rollup', 'refresh-changes'],
        build: { runId, asOf: demoDay },
      },
      history: [{ number: 1, asOf: demoDay, runId, changed: [], definition: measure.definition.en }],
    });
    expect(measures.every(({ history }: AnsweredMeasure) => history.length === 1)).toBe(true);
  });

  it('names the reports that state it, and their figures', async () => {
    const { measures } = await gateway.askData('{ measures { code reports { title publishedOn figures id } } }');
    const planned = measures.find(({ code }: AnsweredMeasure) => code === 'roadmap.planned');
    expect(planned.reports).toMatchObject([{ publishedOn: '2025-11-05', figures: [expect.any(Number)] }]);
    const { report } = await gateway.askData('query ($id: ID!) { report(id: $id) { title } }', planned.reports[0]);
    expect(report.title).toBe(planned.reports[0].title);
  });

  const publications =
    '{ measures { code publications(first: 1) { areaCode areaName(locale: EN) asOf name definition { number } } } }';

  it('names the publications that hold it, with what it meant then', async () => {
    const { measures } = await gateway.askData(publications);
    const held = {
      areaCode: akmola,
      areaName: 'Akmola Region',
      asOf: demoDay,
      name: 'official',
      definition: { number: 1 },
    };
    for (const { code, publications: found } of measures) expect({ code, found }).toEqual({ code, found: [held] });
  });

  it('is open to anybody, with the history', async () => {
    const { data, errors } = await askGateway(forPublic.url, dictionary, { locale: 'KK' });
    expect(errors).toBeUndefined();
    expect(data.measures.every(({ history }: AnsweredMeasure) => history.length === 1)).toBe(true);
    expect((await askGateway(forPublic.url, publications)).data).toEqual(await gateway.askData(publications));
  });

  it('tells of so many publications at most', async () => {
    const { errors } = await gateway.ask('{ measures { publications(first: 51) { name } } }');
    expect(errors![0]).toMatchObject({
      message: expect.stringContaining('from 0 to 50'),
      extensions: { code: 'INVALID_INPUT' },
    });
  });

  it('explains a build by the definition that was in force, though another one is since', async () => {
    await gateway.database.query(
      `insert into measure_definition
       select (jsonb_populate_record(kept, jsonb_build_object('number', 2, 'version', 'later', 'in_force_since', now(),
                                                              'definition_en', 'Something else.'))).*
         from measure_definition as kept
        where topic = 'roadmap'
          and measure = 'planned'`,
    );
    const { measures } = await gateway.askData(
      '{ measures { code history { number changed definition(locale: EN) } lineage { build { definition { number } } } } }',
    );
    const planned = measures.find(({ code }: AnsweredMeasure) => code === 'roadmap.planned');
    expect(planned.history).toMatchObject([
      { number: 2, changed: ['DEFINITION'], definition: 'Something else.' },
      { number: 1, changed: [] },
    ]);
    expect(planned.lineage.build.definition.number).toBe(1);
  });
});
