import type { SummaryLevel, Tree } from '@oblys/domain';
import type { Measure, Topic } from '../topic.js';
import { ownMeasure } from './columns.js';
import { asRecorded, inTreeOfToday } from './compile-live.js';
import { countedWhere, isBase, readBy, type BaseMeasure } from './counted-records.js';
import { conjunction } from './sql-text.js';

/** What stands in a statement for the record and for what is asked; the latter may be bound when they are read. */
export interface BehindNames {
  /** The alias of the topic's record table. */
  readonly record: string;
  readonly areaCode: string;
  readonly fromOn: string;
  /** The last day that counts: of the span, or the as-of day where that is earlier. */
  readonly day: string;
  readonly asOf: string;
  /** Null counts the records of all programmes, and those of none. */
  readonly programmeCode: string | null;
  /** The day whose tree is today's. */
  readonly today: string;
}

/** The records that make up a figure, as SQL over the topic's record table. */
export interface Behind {
  /** All have to hold; the first ones find the area. */
  readonly conditions: readonly string[];
  /** What one record adds to the figure; null of a distinct count, to which no record adds by itself. */
  readonly adds: string | null;
  /** What all of these records come to: the figure. */
  readonly total: string;
}

/**
 * Finds the records that the live count of a measure counts, by the same conditions.
 * @param measure none that is a rate: of such the records are those of its two counts
 */
export function compileBehind(
  topic: Topic,
  measure: Measure,
  { level, tree }: { level: SummaryLevel; tree: Tree },
  names: BehindNames,
): Behind {
  const parts = partsOf(topic, measure).map(({ sign, measure: part }) => ({ sign, ...behindOne(topic, part) }));
  const [first, ...others] = parts;
  if (first === undefined) throw new Error(`${topic.code}.${measure.code} is made of nothing.`);
  const records = tree === 'CURRENT' ? inTreeOfToday(topic, 'ONLY')[level].map(readTree) : asRecorded[level];
  const ofProgramme = names.programmeCode === null ? [] : ['record.programme_code = asked.programme_code'];
  const adds = others.length === 0 ? first.adds : signed(parts);
  // What all of them ask is asked first, where an index may serve it.
  const common = first.conditions.filter((condition) => others.every((other) => other.conditions.includes(condition)));
  const counted = others.length === 0 ? common : [...common, `(${adds}) <> 0`];
  const total = first.total ?? `coalesce(sum(${adds}), 0)`;
  const named = (sql: string): string => inNames(sql, names);
  return {
    conditions: [...records, ...ofProgramme, ...counted].map(named),
    adds: adds === null ? null : named(adds),
    total: named(total),
  };
}

/** A count that a measure is made of, with the sign that it has in it. */
interface Part {
  readonly sign: '+' | '-';
  readonly measure: BaseMeasure;
}

function partsOf(topic: Topic, measure: Measure): Part[] {
  if (isBase(measure)) return [{ sign: '+', measure }];
  const { computation } = measure;
  if (computation.by !== 'difference') {
    throw new Error(`${topic.code}.${measure.code} is a quotient, which no records add up to.`);
  }
  return [computation.whole, ...computation.less].map((code, index) => {
    const part = ownMeasure(topic, code);
    if (!isBase(part)) throw new Error(`${topic.code}.${measure.code} is made of ${code}, which is no plain count.`);
    return { sign: index === 0 ? '+' : '-', measure: part };
  });
}

interface BehindOne {
  readonly conditions: readonly string[];
  readonly adds: string | null;
  readonly total: string | null;
}

function behindOne(topic: Topic, measure: BaseMeasure): BehindOne {
  const { source, window } = readBy(topic, measure);
  const { computation } = measure;
  const where = countedWhere(measure);
  const conditions = [
    ...(window === null ? [] : [`${window} >= asked.from_on`, `${window} <= asked.day`]),
    ...(where === null ? [] : [`(${where})`]),
  ];
  if (computation.by === 'distinct') {
    const { of } = computation;
    return { conditions: [...conditions, `${of} is not null`], adds: null, total: `count(distinct ${of})` };
  }
  const value = computation.by === 'flow' ? computation.value : undefined;
  if (computation.by === 'flow' && computation.from !== undefined) return behindJoined(source, conditions, value);
  return { conditions, adds: value === undefined ? '1' : `coalesce(${value}, 0)`, total: null };
}

/** What is counted hangs on a record, and several of it may hang on one: it is the record that is behind the figure. */
function behindJoined(source: string, conditions: readonly string[], value: string | undefined): BehindOne {
  const within = inner(source);
  const isTheRecord = [`${within.alias}.id = record.id`, `${within.alias}.region_code = record.region_code`];
  const where = conjunction([...isTheRecord, ...conditions.map(within.named)], 3);
  return {
    conditions: [`exists (select from ${within.source} where ${where})`],
    adds: `(select ${value === undefined ? 'count(*)' : `coalesce(sum(${within.named(value)}), 0)`} from ${within.source} where ${where})`,
    total: null,
  };
}

/** A relation that has the record table as `record`, under another name within the statement. */
function inner(source: string): { alias: string; source: string; named: (sql: string) => string } {
  const alias = 'counted_record';
  const named = (sql: string): string => sql.replace(/\brecord\b(?=\.)/g, alias);
  return { alias, source: named(source).replace(/\bas record\b/, `as ${alias}`), named };
}

/** One or more counts of a record, added up; a record that none counts adds nothing. */
function signed(parts: readonly (BehindOne & { sign: '+' | '-' })[]): string {
  return parts
    .map(({ sign, conditions, adds }, index) => {
      const term = `case when ${conditions.join(' and ')} then ${adds ?? '0'} else 0 end`;
      return index === 0 ? term : `${sign} ${term}`;
    })
    .join(' ');
}

/** The tree of today stands in no table of its own here. */
function readTree(condition: string): string {
  return condition.replace(/from today\b/, 'from area_in_tree_of(asked.today) as today');
}

function inNames(sql: string, names: BehindNames): string {
  return sql.replace(/\b(record|asked)\.(\w+)/g, (whole, of: string, column: string) => {
    if (of === 'record') return `${names.record}.${column}`;
    const given = asked[column]?.(names) ?? null;
    if (given === null) throw new Error(`Nothing was asked for that ${whole} could stand for.`);
    return given;
  });
}

/** Each is read only where it is used: a value that is bound and stands nowhere has no type. */
const asked: Readonly<Record<string, (names: BehindNames) => string | null>> = {
  area_code: ({ areaCode }) => areaCode,
  region_codes: ({ areaCode }) =>
    `array(select distinct placement.region_code from area_placement as placement where placement.area_code = ${areaCode})`,
  from_on: ({ fromOn }) => fromOn,
  day: ({ day }) => day,
  as_of: ({ asOf }) => asOf,
  programme_code: ({ programmeCode }) => programmeCode,
  today: ({ today }) => today,
};
