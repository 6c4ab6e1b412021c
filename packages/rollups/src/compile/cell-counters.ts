import type { BaseComputation, Measure, RecordSql, Topic } from '../topic.js';
import { columnOf, isCohortTopic, measureType, type ColumnType } from './columns.js';

/** One additive column of a topic's cells, and how the records of a cell fill it. */
export interface CellCounter {
  readonly column: string;
  readonly type: ColumnType;
  /** The relation that is read; it has the record table as `record`. */
  readonly from: string;
  /** The date whose month files the record; a record with a null here is in no cell. */
  readonly filedOn: RecordSql;
  /** In cells of cohorts: the date whose month is the status month. */
  readonly statusOn: RecordSql;
  /** What is summed; null counts rows. */
  readonly value: RecordSql | null;
  readonly where: RecordSql | null;
}

/** How many dated events lie in a cell; what tells that its branch has reported the month. */
export const eventCountColumn = 'event_count';

/** Every additive column of the cells, in the order of the measures; the count of events is last, once for each kind. */
export function cellCounters(topic: Topic): CellCounter[] {
  return [...topic.measures.flatMap((measure) => measureCounters(topic, measure)), ...eventCounters(topic)];
}

/** The columns of the cells beside their key and run. */
export function cellValues(topic: Topic): { name: string; type: ColumnType }[] {
  const types = new Map(cellCounters(topic).map(({ column, type }) => [column, type]));
  return [...types].map(([name, type]) => ({ name, type }));
}

export function enteredColumn(code: string): string {
  return `${columnOf(code)}_entered`;
}

export function leftColumn(code: string): string {
  return `${columnOf(code)}_left`;
}

/** The relation that a computation reads, with the record table as `record`. */
export function sourceOf(topic: Topic, computation: BaseComputation): string {
  const from = computation.by === 'flow' ? computation.from : undefined;
  return from ?? `${topic.recordTable} as record`;
}

function measureCounters(topic: Topic, measure: Measure): CellCounter[] {
  const { code, computation } = measure;
  const common = { column: columnOf(code), type: measureType(topic, measure), value: null };
  switch (computation.by) {
    case 'flow': {
      const { on, value = null, where = null } = computation;
      return [{ ...common, from: sourceOf(topic, computation), filedOn: on, statusOn: on, value, where }];
    }
    case 'cohort': {
      const { receivedOn, changedOn = receivedOn, where = null } = computation;
      return [{ ...common, from: sourceOf(topic, computation), filedOn: receivedOn, statusOn: changedOn, where }];
    }
    case 'stock': {
      const { enters, leaves } = computation;
      const change = { ...common, from: sourceOf(topic, computation), where: isNotEmpty(computation) };
      return [
        { ...change, column: enteredColumn(code), filedOn: enters, statusOn: enters },
        { ...change, column: leftColumn(code), filedOn: leaves, statusOn: leaves },
      ];
    }
    case 'distinct':
    case 'difference':
    case 'rate':
      return [];
  }
}

/** A record whose interval is empty neither enters nor leaves. */
function isNotEmpty({ enters, leaves, where }: { enters: RecordSql; leaves: RecordSql; where?: RecordSql }): RecordSql {
  const hasDays = `(${leaves} is null or ${leaves} > ${enters})`;
  return where === undefined ? hasDays : `${where} and ${hasDays}`;
}

/** In cells of cohorts an event is filed under the month the record was received in, and its own as the status month. */
function eventCounters(topic: Topic): CellCounter[] {
  return topic.events.map((date) => ({
    column: eventCountColumn,
    type: 'integer',
    from: `${topic.recordTable} as record`,
    filedOn: isCohortTopic(topic) ? topic.recordedOn : date,
    statusOn: date,
    value: null,
    where: null,
  }));
}
