import type { LocalizedText } from '@oblys/domain';
import { conjunction, monthOf, stacked } from '../compile/sql-text.js';
import type { RecordSql, Topic } from '../topic.js';
import type { QualityRule } from './quality-rule.js';

/** Of a finding about more records these are named, the first by id; the others are counted. */
export const recordsAtMost = 20;

export type RuleText = Pick<QualityRule, 'severity' | 'names' | 'definition' | 'message'> & {
  /** The code without the topic. */
  code: string;
};

export type RecordRule = RuleText & {
  /** Tables beside the record's, as joins. */
  join?: string;
  where: readonly RecordSql[];
  /** The values that make it a finding, by their name. */
  values: Readonly<Record<string, RecordSql>>;
};

/** Single records that are not what they should be. */
export function recordRule(topic: Topic, { code, join, where, values, ...text }: RecordRule): QualityRule {
  return {
    ...text,
    code: `${topic.code}.${code}`,
    topic: topic.code,
    recordTable: topic.recordTable,
    found: `  select record.id::text as subject, record.region_code, record.branch_code, record.area_code,
         ${monthOf(topic.recordedOn)} as month, jsonb_build_array(record.id) as record_ids,
         1 as record_count, ${jsonObject(values)} as details
    from ${topic.recordTable} as record${join === undefined ? '' : `\n    ${join.trim()}`}
   cross join checked
   where ${conjunction(where, 5)}`,
  };
}

export type DuplicateRule = Pick<QualityRule, 'definition'> & {
  /** What two records of one region and area never share, beside that. */
  key: readonly RecordSql[];
  /** Which records have such a key. */
  where?: RecordSql;
};

const duplicateNames: LocalizedText = {
  kk: 'Қайталанған жазбалар',
  ru: 'Повторные записи',
  en: 'Records entered twice',
};
const duplicateMessage: LocalizedText = {
  kk: '{count} жазба ({day}) тек дереккөздегі белгісімен ерекшеленеді.',
  ru: 'Записей, различающихся лишь обозначением в источнике: {count} ({day}).',
  en: '{count} records ({day}) differ in nothing but what their source calls them.',
};

/** Records that came in more than once, under another name of their source each time. */
export function duplicateRule(topic: Topic, { key, where = 'true', definition }: DuplicateRule): QualityRule {
  const columns = ['record.region_code', 'record.area_code', ...key];
  return {
    code: `${topic.code}.duplicate`,
    topic: topic.code,
    severity: 'WARNING',
    names: duplicateNames,
    definition,
    message: duplicateMessage,
    recordTable: topic.recordTable,
    // The key itself may hold words, so that its hash stands for it.
    found: `  select md5(jsonb_build_array(${columns.join(', ')})::text) as subject,
         record.region_code, min(record.branch_code) as branch_code, record.area_code,
         ${monthOf(`min(${topic.recordedOn})`)} as month,
         to_jsonb((array_agg(record.id order by record.id))[1:${recordsAtMost}]) as record_ids,
         count(*)::integer as record_count,
         jsonb_build_object('count', count(*), 'day', min(${topic.recordedOn})) as details
    from ${topic.recordTable} as record
   where ${where}
   group by ${columns.join(', ')}
  having count(*) > 1`,
  };
}

export type OutOfLineRule = RuleText & {
  /** A positive number of each record. */
  value: RecordSql;
  /** What records of one district are told apart by beside their month, such as their programme. */
  by?: RecordSql;
};

/** Fewer say nothing of what is usual. */
export const historyAtLeast = 12;

/**
 * Records whose value is far from what is usual in their district: above the upper quartile, or below the lower one, by
 * more than the cube of the ratio between the two (taken as 1.5 at least), of the records of the 24 months up to the
 * record's own. Ratios, since amounts are spread over powers of ten, and since what is mistyped is off by a factor.
 */
export function outOfLineRule(topic: Topic, { code, ...rule }: OutOfLineRule): QualityRule {
  const { severity, names, definition, message } = rule;
  return {
    code: `${topic.code}.${code}`,
    topic: topic.code,
    severity,
    names,
    definition,
    message,
    recordTable: topic.recordTable,
    found: compileOutOfLine(topic, rule),
  };
}

/**
 * What is usual comes first and once for each district and month, out of a window that moves over the values: to read
 * the 24 months of each month from the table would read every record 24 times. Then each record meets its own by a hash.
 */
function compileOutOfLine(
  { recordTable, recordedOn }: Topic,
  { value, by = 'null' }: Pick<OutOfLineRule, 'value' | 'by'>,
): string {
  const toldApartBy = `coalesce(${by}::text, '')`;
  return `  with history as (
    select distinct on (valued.region_code, valued.branch_code, valued.told_apart_by, valued.month)
           valued.region_code, valued.branch_code, valued.told_apart_by, valued.month,
           array_agg(valued.value) over (
             partition by valued.region_code, valued.branch_code, valued.told_apart_by
             order by valued.month
             range between interval '23 months' preceding and current row
           ) as values
      from (
        select record.region_code, record.branch_code, ${toldApartBy} as told_apart_by,
               ${monthOf(recordedOn)} as month, (${value})::double precision as value
          from ${recordTable} as record
         where ${value} > 0
      ) as valued
     order by valued.region_code, valued.branch_code, valued.told_apart_by, valued.month
  ),
  usual as materialized (
    select history.region_code, history.branch_code, history.told_apart_by, history.month,
           cardinality(history.values) as records, quartile.of_values as quartiles,
           power(greatest(quartile.of_values[3] / quartile.of_values[1], 1.5), 3) as allowed
      from history
     cross join lateral (
       select percentile_cont(array[0.25, 0.5, 0.75]) within group (order by earlier.value) as of_values
         from unnest(history.values) as earlier (value)
     ) as quartile
     where cardinality(history.values) >= ${historyAtLeast}
  )
  select record.id::text as subject, record.region_code, record.branch_code, record.area_code,
         usual.month, jsonb_build_array(record.id) as record_ids, 1 as record_count,
         jsonb_build_object(
           'value', (${value})::text, 'lowerQuartile', trim_scale(usual.quartiles[1]::numeric(18, 2))::text,
           'median', trim_scale(usual.quartiles[2]::numeric(18, 2))::text,
           'upperQuartile', trim_scale(usual.quartiles[3]::numeric(18, 2))::text, 'count', usual.records
         ) as details
    from usual
    join ${recordTable} as record
      on record.region_code = usual.region_code
     and record.branch_code = usual.branch_code
     and ${toldApartBy} = usual.told_apart_by
     and ${monthOf(recordedOn)} = usual.month
   where ${value} > 0
     and (${value} > usual.quartiles[3] * usual.allowed or ${value} < usual.quartiles[1] / usual.allowed)`;
}

export type WaitingRule = RuleText & {
  /** What should have happened, and has not by the as-of day. */
  until: RecordSql;
  /** For how long it may take. */
  days: number;
};

/**
 * Records that wait for too long, those of one branch and year in one finding: each by itself would bury the others.
 * Of a later year is another finding, so that one that is acknowledged hides no new ones.
 */
export function waitingRule(topic: Topic, { code, until, days, ...text }: WaitingRule): QualityRule {
  const { recordTable, recordedOn } = topic;
  const year = `extract(year from ${recordedOn})::integer`;
  return {
    ...text,
    code: `${topic.code}.${code}`,
    topic: topic.code,
    recordTable,
    found: `  select record.branch_code || ' ' || ${year} as subject,
         record.region_code, record.branch_code, record.branch_code as area_code,
         ${monthOf(`min(${recordedOn})`)} as month,
         to_jsonb((array_agg(record.id order by ${recordedOn}, record.id))[1:${recordsAtMost}]) as record_ids,
         count(*)::integer as record_count,
         jsonb_build_object('count', count(*), 'year', ${year}, 'oldest', min(${recordedOn})) as details
    from ${recordTable} as record
   cross join checked
   where ${recordedOn} < checked.as_of - ${days}
     and coalesce(${until} > checked.as_of, true)
   group by record.region_code, record.branch_code, ${year}`,
  };
}

/** Days as they are, and what else a record says in numbers or words of the program. */
export function jsonObject(values: Readonly<Record<string, RecordSql>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `'${name}', ${value}`);
  return `jsonb_build_object(${stacked(pairs, 11)})`;
}
