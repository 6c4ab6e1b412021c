import { describe, expect, it } from '@jest/globals';
import { dimensionsOf, expectedTables, getMeasure, lineageOf, listMeasures } from './index.js';

const of = (code: string) => {
  const { topic, measure } = getMeasure(code);
  return lineageOf(topic, measure);
};

describe('lineageOf', () => {
  it('leads from the summary to the cells, the records and the files', () =>
    expect(of('funding.amount')).toEqual({
      summaryTable: 'funding_summary',
      summaryColumns: ['amount'],
      cellTable: 'funding_cell',
      cellColumns: ['amount'],
      recordTables: ['funded_project'],
      importKinds: ['funded-project'],
      jobs: ['nightly-rollup', 'refresh-changes'],
    }));

  it('tells of a stock what enters and what leaves, and of a rate its two counts', () => {
    expect(of('roadmap.planned').cellColumns).toEqual(['planned_entered', 'planned_left']);
    expect(of('roadmap.completionRate').summaryColumns).toEqual(['executed', 'planned']);
    expect(of('roadmap.inProgress').cellColumns).toEqual(
      expect.arrayContaining(['planned_entered', 'executed_left', 'not_due_entered']),
    );
  });

  it('names what is joined to the records, and no cells of what does not add up', () => {
    expect(of('meeting.reportsHeard').recordTables).toEqual(['meeting', 'heard_report']);
    expect(of('meeting.organizationsReached').cellColumns).toEqual([]);
  });

  it('names only tables and columns that there are', () => {
    for (const { topic, measure } of listMeasures()) {
      const tables = new Map(
        expectedTables(topic).map(({ table, columns }) => [table, columns.map(({ name }) => name)] as const),
      );
      const { summaryTable, summaryColumns, cellTable, cellColumns } = lineageOf(topic, measure);
      expect(tables.get(summaryTable)).toEqual(expect.arrayContaining([...summaryColumns]));
      expect(tables.get(cellTable)).toEqual(expect.arrayContaining([...cellColumns]));
    }
  });
});

describe('dimensionsOf', () => {
  it('has areas and periods of every topic, programmes and columns of records where there are any', () => {
    const { topic } = getMeasure('funding.amount');
    expect(dimensionsOf(topic)).toEqual(
      expect.arrayContaining(['REGION', 'DISTRICT', 'YEAR', 'PROGRAMME', 'SECTOR', 'RECIPIENT_KIND']),
    );
    expect(dimensionsOf(getMeasure('proposal.received').topic)).not.toContain('PROGRAMME');
  });
});
