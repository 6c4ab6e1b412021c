import type { Sql } from '@oblys/database';
import { loadReport, type StatedFigureRow, type StatedReport } from '@oblys/ingest';
import { smallTree } from './small-tree.js';

/** The words of a figure in short: measure, qualifier, value, and whatever else matters to the test. */
export type Stated = [code: string, qualifier: StatedFigureRow['qualifier'], value: string, more?: StatedDetails];
type StatedDetails = Partial<
  Pick<StatedFigureRow, 'unit' | 'roundingUnit' | 'programmeCode' | 'periodFrom' | 'periodTo'>
>;

/** A report about the region of the small tree as of 2025-06-30, counting from the start of the year. */
export async function seedReportOf(
  sql: Sql,
  stated: readonly Stated[],
  heading: Partial<Omit<StatedReport, 'figures'>> = {},
): Promise<string> {
  const report: StatedReport = {
    sourceRef: 'a-report',
    areaCode: smallTree.region,
    title: 'A report',
    language: 'EN',
    text: 'The words.',
    publishedOn: '2025-07-01',
    asOf: '2025-06-30',
    figures: [],
    ...heading,
  };
  const figures = stated.map(([code, qualifier, value, more], index): StatedFigureRow => {
    const [topic = '', measure = ''] = code.split('.');
    const plain = { programmeCode: null, periodFrom: '2025-01-01', periodTo: report.asOf, roundingUnit: null };
    const words = { wording: `figure ${index + 1}`, note: '' };
    return { number: index + 1, topic, measure, qualifier, value, unit: 'items', ...plain, ...words, ...more };
  });
  return (await loadReport(sql, { ...report, figures })).reportId;
}
