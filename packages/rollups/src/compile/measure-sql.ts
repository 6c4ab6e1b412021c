import type { Measure, Topic } from '../topic.js';
import { ownMeasure } from './columns.js';
import { countOf, isBase, readBy, type BaseMeasure } from './counted-records.js';
import { conjunction } from './sql-text.js';

/**
 * What counts a figure from the records, of a region as it was then, to be read and to be run: `:region` is its code,
 * `:from` the first day, `:day` the last one that counts (of the span, or the as-of day where that is earlier) and
 * `:as_of` the as-of day. It is put together from the same parts as the live count.
 */
export function measureSql(topic: Topic, measure: Measure): string {
  const counted = (code: string): string => nested(measureSql(topic, ownMeasure(topic, code)));
  const { computation } = measure;
  if (computation.by === 'rate') {
    return `select ${counted(computation.numerator)}::numeric\n     / nullif(${counted(computation.denominator)}, 0)`;
  }
  if (computation.by === 'difference') {
    return `select ${[computation.whole, ...computation.less].map(counted).join('\n     - ')}`;
  }
  return inWords(baseSql(topic, measure as BaseMeasure));
}

/** A derived measure in the codes of those that it is made of; null of one that is counted from records itself. */
export function measureExpression({ computation }: Measure): string | null {
  if (computation.by === 'rate') return `${computation.numerator} / ${computation.denominator}`;
  return computation.by === 'difference' ? [computation.whole, ...computation.less].join(' - ') : null;
}

function baseSql(topic: Topic, measure: BaseMeasure): string {
  if (!isBase(measure)) throw new Error(`${topic.code} has no plain count of that code.`);
  const { source, window } = readBy(topic, measure);
  const span = window === null ? [] : [`${window} >= asked.from_on`, `${window} <= asked.day`];
  return `select ${countOf(measure)}
  from ${source}
 where ${conjunction(['record.region_code = :region', ...span], 3)}`;
}

function inWords(sql: string): string {
  return sql.replaceAll('asked.from_on', ':from').replaceAll('asked.day', ':day').replaceAll('asked.as_of', ':as_of');
}

/** As a value within another statement. */
function nested(sql: string): string {
  return `(\n         ${sql.replaceAll('\n', '\n         ')}\n       )`;
}
