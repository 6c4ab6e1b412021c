import type { Sql } from '@oblys/database';
import { businessDay, type IsoDate } from '@oblys/domain';
import type { FigureBehind } from './behind.js';
import { compileBehind } from './compile/compile-behind.js';
import { conjunction } from './compile/sql-text.js';

/** A record that a figure is made of. */
export interface RecordBehind {
  id: string;
  sourceRef: string;
  /** Its own date. */
  recordedOn: IsoDate;
  areaCode: string;
  areaName: string;
  /** What it adds to the figure, as decimal text; null of a distinct count. */
  adds: string | null;
}

export interface RecordsBehind {
  /** How many there are, whatever the limit. */
  readonly total: number;
  /** What all of them come to: the figure, as decimal text. */
  readonly value: string;
  /** The newest first. */
  readonly records: readonly RecordBehind[];
}

/** The records that make up a figure, in one reading. */
export async function listBehind(sql: Sql, figure: FigureBehind, limit: number): Promise<RecordsBehind> {
  const { topic } = figure;
  const { conditions, adds, total } = compileBehind(topic, figure.measure, figure, {
    record: 'record',
    areaCode: '$1::text',
    fromOn: `coalesce($2::date, '-infinity')`,
    day: '$3::date',
    asOf: '$4::date',
    programmeCode: figure.programmeCode === null ? null : '$5::text',
    today: '$6::date',
  });
  const met = conditions.length === 0 ? '' : `\n   where ${conjunction(conditions, 5)}`;
  const [found] = await sql.query<RecordsBehind>(
    `/* behind:list   $1 = area, $2 and $3 = first and last day, $4 = as-of day, $5 = programme, $6 = today, $7 = most */
with given as ( /* of some measures not all are asked, and PostgreSQL wants the type of each */
  select $1::text, $2::date, $3::date, $4::date, $5::text, $6::date
),
record as materialized (
  select record.*, ${adds ?? 'null'} as adds
    from ${topic.recordTable} as record${met}
),
listed as (
  select record.id, record.source_ref as "sourceRef", ${topic.recordedOn} as "recordedOn", record.area_code as "areaCode",
         area.name_en as "areaName", record.adds::text as adds
    from record
    join area
      on area.code = record.area_code
   order by "recordedOn" desc, record.id desc
   limit $7
)
select (select count(*) from record)::integer as total,
       (select ${adds === null ? total : 'coalesce(sum(record.adds), 0)'} from record)::text as value,
       (select coalesce(json_agg(listed), '[]') from listed) as records
  from given`,
    [figure.areaCode, figure.from, figure.day, figure.asOf, figure.programmeCode, businessDay(new Date()), limit],
  );
  return found!;
}
