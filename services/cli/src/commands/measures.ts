import { inLocale, type Locale } from '@oblys/domain';
import {
  dimensionsOf,
  getTopic,
  lineageOf,
  listMeasures,
  measureExpression,
  measureSql,
  type MeasureOfTopic,
} from '@oblys/rollups';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseLocaleOption } from '../command.js';
import { alignColumns, counted } from '../words.js';

interface MeasuresOptions {
  json?: boolean;
  topic?: string;
  locale: Locale;
}

export function measuresCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'measures',
    summary: 'list the measures and what they mean',
    description:
      'Lists every measure with its kind, its unit and what it means; with --json also its names and definitions in all languages, what counts it, what it can be told apart by and where its figures come from. It asks no database.',
    example: 'oblys measures --topic roadmap --locale ru',
  })
    .option('--topic <code>', 'only the measures of this topic')
    .option('--locale <locale>', 'the language: kk, ru or en; en unless given', parseLocaleOption, 'EN')
    .action(({ json = false, topic: code, locale }: MeasuresOptions) => {
      const { output } = createContext(host, 'measures', json);
      const topic = code === undefined ? undefined : getTopic(code);
      const listed = listMeasures().filter((each) => topic === undefined || each.topic === topic);
      output.result({ measures: listed.map(describe) }, linesOf(listed, locale));
    });
}

function describe({ topic, measure }: MeasureOfTopic) {
  const { kind, valueType, unit, names, definition, additive } = measure;
  return {
    code: `${topic.code}.${measure.code}`,
    ...{ topic: topic.code, kind, valueType, unit, isAdditive: additive, names, definition },
    expression: measureExpression(measure),
    sql: measureSql(topic, measure),
    dimensions: dimensionsOf(topic),
    lineage: lineageOf(topic, measure),
  };
}

function linesOf(listed: readonly MeasureOfTopic[], locale: Locale): string[] {
  return [
    ...alignColumns([
      ['measure', 'kind', 'unit', 'name', 'definition'],
      ...listed.map(({ topic, measure }) => [
        `${topic.code}.${measure.code}`,
        measure.kind,
        measure.unit,
        inLocale(measure.names, locale),
        inLocale(measure.definition, locale),
      ]),
    ]),
    `${counted(listed.length, 'measure')}.`,
  ];
}
