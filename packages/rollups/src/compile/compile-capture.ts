import type { Topic } from '../topic.js';
import { cellCounters } from './cell-counters.js';
import { cellTable, hasProgramme } from './columns.js';
import { monthOf, stacked } from './sql-text.js';

/** What marks the changed cells of a topic when rows of one table change: the body of its trigger function. */
export interface Capture {
  /** The table with the triggers. */
  readonly table: string;
  readonly topic: string;
  /** Holds what is stored of the topic, to be marked whole when the table is emptied at once. */
  readonly cellTable: string;
  /** PL/pgSQL; sees the rows of the statement as old_rows and new_rows. */
  readonly body: string;
}

/** The table of the topic's records, and those that its measures read beside it. */
export function compileCaptures(topic: Topic): Capture[] {
  const own = `${topic.recordTable} as record`;
  const beside = new Set(cellCounters(topic).flatMap(({ from }) => (from === own ? [] : [from])));
  const capture = (table: string, sides: Sides): Capture => ({
    table,
    topic: topic.code,
    cellTable: cellTable(topic),
    body: bodyOf(topic, sides),
  });
  return [
    capture(topic.recordTable, sidesOfRecords(topic)),
    ...[...beside].map((from) => captureBeside(topic, from, capture)),
  ];
}

/** The days that file a record of the topic into cells. */
export function filingDates(topic: Topic): string[] {
  const own = `${topic.recordTable} as record`;
  const met = topic.measures.flatMap(({ computation }) => (computation.by === 'distinct' ? [computation.on] : []));
  const filed = cellCounters(topic).flatMap(({ from, filedOn }) => (from === own ? [filedOn] : []));
  return [...new Set([...filed, ...met])];
}

/** Relations with region_code, branch_code and a column for each filing month, of the rows that count otherwise now. */
interface Sides {
  readonly inserted: string;
  readonly updated: string;
  readonly deleted: string;
  readonly months: readonly string[];
}

function sidesOfRecords(topic: Topic): Sides {
  const dates = filingDates(topic);
  const months = dates.map((_date, index) => `month_${index + 1}`);
  const keys = (row: string): string[] => [
    `${row}.region_code`,
    `${row}.branch_code`,
    ...dates.map((date) => monthOf(date.replaceAll('record.', `${row}.`))),
  ];
  const names = ['region_code', 'branch_code', ...months];
  const filed = (rows: string): string =>
    `select distinct ${stacked(
      keys('record').map((key, index) => (index < 2 ? key : `${key} as ${names[index]!}`)),
      22,
    )}
        from ${rows} as record`;
  // One join finds what differs, for one row as for many; a record that got another key is old on one side, new on the other.
  const columns = (row: string): string =>
    columnsThatCount(topic)
      .map((column) => `${row}.${column}`)
      .join(', ');
  return {
    inserted: filed('new_rows'),
    deleted: filed('old_rows'),
    updated: `select distinct ${stacked(
      names.map((name) => `side.${name}`),
      22,
    )}
        from old_rows as former
        full join new_rows as record
          on record.id = former.id
         and record.region_code = former.region_code
       cross join lateral (values
               (${keys('former').join(', ')}),
               (${keys('record').join(', ')})
             ) as side (${names.join(', ')})
       where (${columns('former')})
             is distinct from (${columns('record')})`,
    months,
  };
}

/** The columns that decide in which cells a record counts, and for how much: an update of the others marks nothing. */
function columnsThatCount(topic: Topic): string[] {
  const sql = [
    ...cellCounters(topic).flatMap(({ filedOn, statusOn, value, where }) => [
      filedOn,
      statusOn,
      value ?? '',
      where ?? '',
    ]),
    ...topic.measures.flatMap(({ computation }) =>
      computation.by === 'distinct' ? [computation.on, computation.of, computation.where ?? ''] : [],
    ),
  ].join(' ');
  const named = [...sql.matchAll(/record\.(\w+)/g)].map(([, column]) => column!);
  const programme = hasProgramme(topic) ? ['programme_code'] : [];
  return ['region_code', 'branch_code', ...new Set([...programme, ...named])];
}

function captureBeside(topic: Topic, from: string, capture: (table: string, sides: Sides) => Capture): Capture {
  const table = from.slice(0, from.indexOf(' '));
  const dates = [
    ...new Set(cellCounters(topic).flatMap((counter) => (counter.from === from ? [counter.filedOn] : []))),
  ];
  const months = dates.map((_date, index) => `month_${index + 1}`);
  const filed = (rows: string): string => `select distinct ${stacked(
    [
      'record.region_code',
      'record.branch_code',
      ...dates.map((date, index) => `${monthOf(date)} as ${months[index]!}`),
    ],
    22,
  )}
        from ${rows}${from.slice(table.length).replaceAll('\n', '\n      ')}`;
  const both = `(
          select *
            from old_rows
          union all
          select *
            from new_rows
        )`;
  return capture(table, { inserted: filed('new_rows'), deleted: filed('old_rows'), updated: filed(both), months });
}

function bodyOf(topic: Topic, { inserted, updated, deleted, months }: Sides): string {
  const mark = (changed: string): string => `    insert into mark (topic, region_code, branch_code, month)
    select distinct '${topic.code}', changed.region_code, changed.branch_code, filed.month
      from (
        ${changed}
      ) as changed
     cross join lateral (values ${months.map((month) => `(changed.${month})`).join(', ')}) as filed (month)
     where filed.month is not null;`;
  return `
begin
  if tg_op = 'INSERT' then
${mark(inserted)}
  elsif tg_op = 'UPDATE' then
${mark(updated)}
  else
${mark(deleted)}
  end if;
  return null;
end
`;
}
