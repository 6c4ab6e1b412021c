import type { Sql } from '@oblys/database';
import { inLocale, monthsIn, type Locale, type LocalizedText } from '@oblys/domain';
import { inBatches, type ColumnType, type ExportColumn, type ExportTable, type ExportValue } from '@oblys/exports';
import type { MeasureOfTopic, MeasureQueryRow, MeasureValue, Member, Topic, ValueType } from '@oblys/rollups';
import type { MeasureReply } from './ask-measures.js';
import { dimensionWords } from './dimension-words.js';
import { cutNote } from './limit-rows.js';
import { statementOf, type StatementOptions } from './statement-of.js';

/** The end of the key of a column that says why the one before it has no figure. */
export const whySuffix = '_withheld';

export interface MeasureTableOptions extends StatementOptions {
  /** How many rows at the most, which the statement says where there are more; null: all. */
  readonly most: number | null;
}

/** The figures of a reply as a typed table, with the statement of what it holds. */
export async function measureTable(
  sql: Sql,
  reply: MeasureReply,
  { locale, generatedAt, most }: MeasureTableOptions,
): Promise<ExportTable> {
  const count = reply.rows.length;
  const rows = reply.rows.slice(0, most ?? count);
  const statement = await statementOf(sql, { ...reply, rows }, { locale, generatedAt });
  const notes = rows.length < count ? [cutNote(rows.length, count, locale)] : [];
  const columns = columnsOf(reply, locale);
  return {
    name: reply.topics.map(({ code }) => snake(code)).join('-'),
    locale,
    columns: columns.map(({ column }) => column),
    batches: inBatches(rows.map((row) => columns.map(({ read }) => read(row)))),
    statement: () => ({ ...statement, notes: [...notes, ...(statement.notes ?? [])] }),
  };
}

interface TableColumn {
  readonly column: ExportColumn;
  readonly read: (row: MeasureQueryRow) => ExportValue;
}

function columnsOf({ question, answer, topics }: MeasureReply, locale: Locale): TableColumn[] {
  const isCompared = Boolean(question.compareWith);
  return [
    ...answer.dimensions.flatMap((dimension, index) =>
      dimensionColumns(dimension, index, hasNames(dimension, topics), locale),
    ),
    ...answer.measures.flatMap((measure, index) => [
      ...figureColumns(measure, locale, figure, (row) => row.values[index]!),
      ...(isCompared
        ? [
            ...figureColumns(measure, locale, previous, (row) => row.compared![index]!),
            ...changeColumns(measure, locale, index),
          ]
        : []),
    ]),
  ];
}

function dimensionColumns(dimension: string, index: number, isNamed: boolean, locale: Locale): TableColumn[] {
  const key = dimension.toLowerCase();
  const heading = inLocale(dimensionWords[dimension]!, locale);
  const member = ({ keys }: MeasureQueryRow): Member => keys[index]!;
  const code = (row: MeasureQueryRow) => member(row).code;
  if (isPeriod(dimension)) return [{ column: { key, heading, type: 'DATE' }, read: code }];
  const name = (row: MeasureQueryRow) => nameOf(member(row), locale);
  if (!isNamed) return [{ column: { key, heading, type: 'CODE' }, read: code }];
  return [
    { column: { key, heading: `${heading} (${inLocale(words.code, locale)})`, type: 'CODE' }, read: code },
    { column: { key: `${key}_name`, heading, type: 'TEXT' }, read: name },
  ];
}

function figureColumns(
  { topic, measure }: MeasureOfTopic,
  locale: Locale,
  { suffix, heading }: Told,
  find: (row: MeasureQueryRow) => MeasureValue,
): TableColumn[] {
  const key = `${keyOf(topic.code, measure.code)}${suffix}`;
  const name = headingOf(measure.names, heading, locale);
  const definition = inLocale(measure.definition, locale);
  return [
    {
      column: { key, heading: name, type: typeOf(measure.valueType), definition },
      read: (row) => find(row).value,
    },
    whyColumn(key, name, locale, (row) => find(row).withheld),
  ];
}

function changeColumns({ topic, measure }: MeasureOfTopic, locale: Locale, index: number): TableColumn[] {
  const key = keyOf(topic.code, measure.code);
  const changeOf = (row: MeasureQueryRow) => row.statistics[index]!.change!;
  const heading = headingOf(measure.names, words.change, locale);
  const isRatio = measure.valueType === 'ratio';
  const asNumber = (text: string | null) => (text === null ? null : Number(text));
  return [
    {
      column: { key: `${key}_change`, heading, type: typeOf(measure.valueType) },
      read: (row) => (isRatio ? asNumber(changeOf(row).absolute) : changeOf(row).absolute),
    },
    {
      column: {
        key: `${key}_relative_change`,
        heading: headingOf(measure.names, words.relative, locale),
        type: 'FLOAT',
      },
      read: (row) => asNumber(changeOf(row).relative),
    },
    whyColumn(`${key}_change`, heading, locale, (row) => changeOf(row).withheld),
  ];
}

function whyColumn(
  key: string,
  of: string,
  locale: Locale,
  read: (row: MeasureQueryRow) => string | null,
): TableColumn {
  const heading = `${of} – ${inLocale(words.why, locale)}`;
  return { column: { key: `${key}${whySuffix}`, heading, type: 'CODE' }, read };
}

/** Which of the figures of a measure. */
interface Told {
  readonly suffix: string;
  readonly heading: LocalizedText | null;
}

const words = {
  code: { kk: 'коды', ru: 'код', en: 'code' },
  before: { kk: 'бұрын', ru: 'ранее', en: 'before' },
  change: { kk: 'өзгеріс', ru: 'изменение', en: 'change' },
  relative: { kk: 'өзгеріс үлесі', ru: 'доля изменения', en: 'relative change' },
  why: { kk: 'неге жоқ', ru: 'почему нет', en: 'why not there' },
} as const satisfies Record<string, LocalizedText>;

const figure: Told = { suffix: '', heading: null };
const previous: Told = { suffix: '_previous', heading: words.before };

function headingOf(names: LocalizedText, addition: LocalizedText | null, locale: Locale): string {
  const name = inLocale(names, locale);
  return addition === null ? name : `${name}, ${inLocale(addition, locale)}`;
}

/** As the columns of the views are named: appeal_positive_share. */
function keyOf(topicCode: string, measureCode: string): string {
  return `${snake(topicCode)}_${snake(measureCode)}`;
}

function snake(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_');
}

function typeOf(valueType: ValueType): ColumnType {
  const types = { count: 'INTEGER', money: { precision: 24, scale: 2 }, ratio: 'FLOAT' } as const;
  return types[valueType];
}

function isPeriod(dimension: string): boolean {
  return dimension in monthsIn;
}

/** Codes that are all there is, such as those of a channel, need no column of names beside them. */
function hasNames(dimension: string, topics: readonly Topic[]): boolean {
  const ofRecords = topics[0]?.recordDimensions?.[dimension];
  return ofRecords === undefined || ofRecords.vocabulary !== undefined;
}

function nameOf({ names, code }: Member, locale: Locale): string | null {
  if (names === null) return code;
  const [kk, ru, en] = names;
  return inLocale({ kk, ru, en }, locale);
}
