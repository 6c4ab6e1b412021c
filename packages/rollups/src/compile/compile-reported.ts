import type { SummaryLevel } from '@oblys/domain';

/** The levels of an area, each with the condition that finds the reporting cells of one by an index. */
export const cellsOfLevel: Readonly<Record<SummaryLevel, (areaCode: string) => string>> = {
  DISTRICT: (areaCode) => `reporting.branch_code = ${areaCode}`,
  REGION: (areaCode) => `reporting.region_code = ${areaCode}`,
  COUNTRY: () => 'true',
};

/**
 * What any branch of `asked.area_code` (of `asked.level`) has reported, as two values: the first month ever, and a JSON
 * array of those in asked.first_on..asked.last_on, null for none.
 */
export function reportedMonths(reportingTable: string): string[] {
  const ofLevel = (select: (cells: string) => string): string => {
    const cases = Object.entries(cellsOfLevel).map(
      ([level, cells]) => `
         when '${level}' then (
           ${select(`from ${reportingTable} as reporting
            where ${cells('asked.area_code')}`)}
         )`,
    );
    return `case asked.level${cases.join('')}
       end`;
  };
  return [
    ofLevel(
      (cells) => `select min(reporting.month)
             ${cells}`,
    ),
    ofLevel(
      (cells) => `select json_agg(distinct reporting.month)
             ${cells}
              and reporting.month between asked.first_on and asked.last_on`,
    ),
  ];
}

/**
 * Whether any branch of `asked.area_code` (of `asked.level`) has reported a month of asked.from_on..asked.day, and
 * whether any ever has up to that day: a lateral subquery with in_span and ever.
 */
export function reportedByCells(reportingTable: string): string {
  const anyCell = (lowest: string): string =>
    Object.entries(cellsOfLevel)
      .map(
        ([level, cells]) => `exists (
             select
               from ${reportingTable} as reporting
              where asked.level = '${level}'
                and ${cells('asked.area_code')}${lowest}
                and reporting.month <= asked.day
           )`,
      )
      .join(' or ');
  return `    select ${anyCell('\n                and reporting.month >= asked.from_on')} as in_span,
           ${anyCell('')} as ever`;
}
