import { grains, periodEnd, summaryLevels, type Grain, type IsoDate, type SummaryLevel } from '@oblys/domain';
import { withheldReasons } from '../answers.js';
import { columnOf, hasProgramme } from '../compile/columns.js';
import { compileOpenData } from '../compile/compile-open-data.js';
import { allProgrammes } from '../compile/programmes.js';
import { toFigures, type CountedRow } from '../to-answer.js';
import type { Measure, Topic } from '../topic.js';
import { nameFields, type OpenField, type OpenTable, type OpenValue } from './open-table.js';
import { readRows } from './read-rows.js';

interface FigureRow extends CountedRow {
  readonly area_code: string;
  readonly level: SummaryLevel;
  readonly name_kk: string;
  readonly name_ru: string;
  readonly name_en: string;
  readonly grain: Grain;
  readonly period_start: IsoDate;
  readonly programme_code?: string;
  readonly in_span: boolean;
  readonly ever: boolean;
}

/**
 * The current build of a topic, as the gateway answers from it: every area that has ever reported, in every period since
 * the first that anybody reported.
 */
export function figureTable(topic: Topic): OpenTable {
  return {
    // Names of Frictionless have no capitals.
    name: columnOf(topic.code),
    title: topic.names.en,
    description:
      `${topic.names.kk} · ${topic.names.ru}. Every area that has ever reported, in every period since the first report, ` +
      'each counted up to the as-of day. An empty figure is never zero: `withheld` says why there is none.',
    fields: [...keyFields(topic), ...topic.measures.map(fieldOf), withheldField(topic)],
    primaryKey: ['area_code', 'grain', 'period_start', ...(hasProgramme(topic) ? ['programme_code'] : [])],
    foreignKeys: [
      { fields: 'area_code', reference: { resource: 'areas', fields: 'code' } },
      ...(hasProgramme(topic)
        ? [{ fields: 'programme_code', reference: { resource: 'programmes', fields: 'code' } }]
        : []),
    ],
    async *rows(sql, { asOf, topics }) {
      const isComputed = topics.some((built) => built.topic === topic.code);
      const values = [asOf, summaryLevels];
      for await (const row of readRows<FigureRow>(sql, compileOpenData(topic), values)) {
        yield valuesOf(topic, row, isComputed);
      }
    },
  };
}

function valuesOf(topic: Topic, row: FigureRow, isComputed: boolean): OpenValue[] {
  const { grain, period_start: start, in_span: reportedInSpan, ever: reportedEver } = row;
  const { values, withheld } = toFigures(topic, row, { isComputed, reportedInSpan, reportedEver });
  return [
    ...[row.area_code, row.level, row.name_kk, row.name_ru, row.name_en],
    ...[grain, start, periodEnd({ grain, start })],
    ...(hasProgramme(topic) ? [row.programme_code ?? allProgrammes] : []),
    ...topic.measures.map(({ code }) => plainDecimal(values[code] ?? null)),
    withheld.map(({ measure, reason }) => `${measure}:${reason}`).join(' '),
  ];
}

/** A number below a millionth would come with an exponent, which not every reader of CSV takes. */
function plainDecimal(value: OpenValue): OpenValue {
  if (typeof value !== 'number' || !String(value).includes('e')) return value;
  return value.toFixed(20).replace(/0+$/, '');
}

function keyFields(topic: Topic): OpenField[] {
  const constraints = { required: true } as const;
  return [
    { name: 'area_code', type: 'string', title: 'Area', description: 'Its code in areas.csv.', constraints },
    {
      name: 'area_level',
      type: 'string',
      title: 'Level of the area',
      description: 'How deep the area lies in the tree.',
      constraints: { ...constraints, enum: summaryLevels },
    },
    ...nameFields.map((field) => ({ ...field, name: `area_${field.name}`, title: `${field.title} of the area` })),
    {
      name: 'grain',
      type: 'string',
      title: 'Grain',
      description: 'The length of the period.',
      constraints: { ...constraints, enum: grains },
    },
    { name: 'period_start', type: 'date', title: 'First day', description: 'Of the period.', constraints },
    {
      name: 'period_end',
      type: 'date',
      title: 'Last day',
      description: 'Of the period; where it lies after the as-of day, the figures are those up to that day.',
      constraints,
    },
    ...(hasProgramme(topic) ? [programmeField] : []),
  ];
}

const programmeField: OpenField = {
  name: 'programme_code',
  type: 'string',
  title: 'Programme',
  description: `Its code in programmes.csv; ${allProgrammes} counts all, and what belongs to none.`,
  constraints: { required: true },
};

function fieldOf({ code, unit, valueType, names, definition }: Measure): OpenField {
  const type = valueType === 'count' ? 'integer' : 'number';
  return { name: code, type, title: names.en, description: definition.en, unit };
}

function withheldField(topic: Topic): OpenField {
  const one = `(${topic.measures.map(({ code }) => code).join('|')}):(${withheldReasons.join('|')})`;
  return {
    name: 'withheld',
    type: 'string',
    title: 'Withheld',
    description:
      'Each measure that has no figure, a colon and the reason, a space between two; empty where all have one.',
    constraints: { pattern: `${one}( ${one})*` },
  };
}
