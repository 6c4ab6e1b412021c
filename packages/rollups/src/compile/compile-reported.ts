import type { SummaryLevel } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { isSent } from './submission-states.js';

/** Where a build keeps who has reported when. */
export interface ReportingTables {
  /** The months of each branch with any record. */
  readonly reporting: string;
  /** The months of regions that stand on submissions. */
  readonly submissions: string;
}

export const storedReporting: ReportingTables = { reporting: 'reporting_cell', submissions: 'submission_cell' };

/** The levels of an area, each with the condition that finds the reporting cells of one by an index. */
export const cellsOfLevel: Readonly<Record<SummaryLevel, (areaCode: string) => string>> = {
  DISTRICT: (areaCode) => `reporting.branch_code = ${areaCode}`,
  REGION: (areaCode) => `reporting.region_code = ${areaCode}`,
  COUNTRY: () => 'true',
};

/** Two relations called `reporting`, from which a month counts as reported for a topic. */
type Sources = readonly [byRecords: string, bySubmissions: string];

/**
 * While nobody of a region has submitted anything for a month, any record of any topic reports the month for all of
 * them. From then on a month of a topic that is due there is reported by what was submitted of it, be it nothing, or
 * by the records of the topic itself: a count that stands on records is not taken away because it was not sent yet.
 */
function sourcesOf({ code }: Topic, { reporting, submissions }: ReportingTables): Sources {
  return [
    `from ${reporting} as reporting
            where not exists (
                    select
                      from ${submissions} as due
                     where due.topic = '${code}'
                       and due.region_code = reporting.region_code
                       and due.month = reporting.month
                       and due.due_on is not null
                  )
              and `,
    `from ${submissions} as reporting
            where reporting.topic = '${code}'
              and (reporting.event_count > 0 or ${isSent('reporting')})
              and `,
  ];
}

/**
 * What any branch of `asked.area_code` (of `asked.level`) has reported for the topic, as two values: the first month
 * ever, and a JSON array of those in asked.first_on..asked.last_on, null for none.
 */
export function reportedMonths(topic: Topic, levels: readonly SummaryLevel[], tables: ReportingTables): string[] {
  const sources = sourcesOf(topic, tables);
  const ofLevel = (select: (cells: readonly string[]) => string): string => {
    // Of series that are none, nothing is asked.
    if (levels.length === 0) return 'null';
    const cases = levels.map(
      (level) => `
         when '${level}' then (
           ${select(sources.map((source) => `${source}${cellsOfLevel[level]('asked.area_code')}`))}
         )`,
    );
    return `case asked.level${cases.join('')}
       end`;
  };
  return [
    // By `limit`, since the first of the ordered months is found by an index, and the least of those left is not.
    ofLevel(
      ([byRecords, bySubmissions]) => `select least(
             (select reporting.month
             ${byRecords}
            order by reporting.month
            limit 1),
             (select min(reporting.month)
             ${bySubmissions})
           )`,
    ),
    ofLevel(
      (cells) => `select json_agg(distinct reported.month)
             from (
           ${cells.map(
             (from) => `select reporting.month
             ${from}
              and reporting.month between asked.first_on and asked.last_on`,
           ).join(`
            union all
           `)}
             ) as reported`,
    ),
  ];
}

/**
 * Whether any branch of `asked.area_code` (of `asked.level`) has reported a month of asked.from_on..asked.day for the
 * topic, and whether any ever has up to that day: a lateral subquery with in_span and ever.
 */
export function reportedByCells(topic: Topic, tables: ReportingTables): string {
  const sources = sourcesOf(topic, tables);
  const anyCell = (lowest: string): string =>
    Object.entries(cellsOfLevel)
      .flatMap(([level, cells]) =>
        sources.map(
          (source) => `exists (
             select
             ${source}asked.level = '${level}'
              and ${cells('asked.area_code')}${lowest}
              and reporting.month <= asked.day
           )`,
        ),
      )
      .join(' or ');
  return `    select ${anyCell('\n              and reporting.month >= asked.from_on')} as in_span,
           ${anyCell('')} as ever`;
}

/** Whether any branch of an area has reported, for the topic, a month that fulfils the condition on `reporting.month`. */
export function isReported(topic: Topic, level: SummaryLevel, areaCode: string, months: string): string {
  return sourcesOf(topic, storedReporting)
    .map((source) => `exists (select ${source.replaceAll(/\s+/g, ' ')}${cellsOfLevel[level](areaCode)} and ${months})`)
    .join(' or ');
}
