import type { ReportPageQuery } from '@oblys/client';

/** A report as the gateway gives it to this page. */
export type PageReport = ReportPageQuery['reports']['edges'][number]['node'];
export type PageFigure = PageReport['figures'][number];
export type PageCheck = PageReport['checks'][number];

export interface PageDistrict {
  readonly code: string;
  readonly name: string;
}

/** None where the report is about a district or the country. */
export function districtsOf({ area }: PageReport): PageDistrict[] {
  return 'districts' in area ? area.districts.edges.map(({ node }) => node) : [];
}
