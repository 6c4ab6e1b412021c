import { Area } from '@oblys/database';
import type { Grouping, TypeClass } from '../read-path/kind.js';
import type { Rows, Statement } from '../read-path/statement.js';
import type { Dimension } from './dimensions.js';

type Groupings = Partial<Record<Dimension, Grouping>>;

/** What every record can be grouped by: its region and district, and the periods that hold its own date. */
export function recordGroupings(date: string): Groupings {
  const period = (start: (day: string) => string): Grouping => ({ code: (rows) => start(`${rows.column(date)}`) });
  return {
    REGION: { code: (rows) => rows.column('regionCode'), names: namesIn(Area) },
    DISTRICT: { code: (rows) => rows.column('districtCode'), names: namesIn(Area) },
    MONTH: period((day) => `date_trunc('month', ${day}::timestamp)::date`),
    QUARTER: period((day) => `date_trunc('quarter', ${day}::timestamp)::date`),
    HALF_YEAR: period(
      (day) =>
        `make_date(extract(year from ${day})::integer, case when extract(month from ${day}) < 7 then 1 else 7 end, 1)`,
    ),
    YEAR: period((day) => `date_trunc('year', ${day}::timestamp)::date`),
  };
}

/** By the terms of a vocabulary. */
export function termGrouping(property: string, vocabulary: TypeClass): Grouping {
  return { code: (rows) => rows.column(property), names: namesIn(vocabulary) };
}

/** By the values of an enum. */
export function choiceGrouping(property: string): Grouping {
  return { code: (rows) => rows.column(property) };
}

function namesIn(entity: TypeClass): NonNullable<Grouping['names']> {
  return (code: string, statement: Statement) => {
    const named: Rows = statement.rowsOf({ entity });
    const names = ['nameKk', 'nameRu', 'nameEn'].map((property) => named.column(property)).join(', ');
    return `(select json_build_array(${names}) from ${named.from} where ${named.column('code')} = ${code})`;
  };
}
