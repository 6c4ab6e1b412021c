import { columnOf } from '../compile/columns.js';
import type { Measure, Topic } from '../topic.js';
import { nameFields, type OpenField, type OpenTable, type OpenValue } from './open-table.js';
import { openTopics } from './open-topics.js';

const definitionFields: readonly OpenField[] = nameFields.map(({ name, title }) => {
  const definition = title.replace('Name', 'Definition');
  return { name: name.replace('name', 'definition'), type: 'string', title: definition, description: `${definition}.` };
});

function ofTopic(what: string): string {
  return `Of a rate, the measure of the same topic that is its ${what}; empty of all others.`;
}

/** The catalogue of what the files hold. */
export const measureTable: OpenTable = {
  name: 'measures',
  title: 'Measures',
  description: 'What every column of figures means, and by which version of the definitions it was computed.',
  fields: [
    {
      name: 'code',
      type: 'string',
      title: 'Code',
      description: 'The topic, a dot and the measure.',
      constraints: { required: true },
    },
    {
      name: 'file',
      type: 'string',
      title: 'File',
      description: 'The file that has its figures, without the ending.',
      constraints: { required: true },
    },
    {
      name: 'column',
      type: 'string',
      title: 'Column',
      description: 'The column of the file.',
      constraints: { required: true },
    },
    {
      name: 'kind',
      type: 'string',
      title: 'Kind',
      description:
        'flow: what is dated within the period; stock: the level at its end; cohort: what was received within it, as it ' +
        'stands on the as-of day; rate: the quotient of two of these, from 0 to 1.',
      constraints: { required: true, enum: ['flow', 'stock', 'cohort', 'rate'] },
    },
    { name: 'unit', type: 'string', title: 'Unit', description: 'What is counted.', constraints: { required: true } },
    { name: 'numerator', type: 'string', title: 'Numerator', description: ofTopic('numerator') },
    { name: 'denominator', type: 'string', title: 'Denominator', description: ofTopic('denominator') },
    ...nameFields,
    ...definitionFields,
    {
      name: 'definition_version',
      type: 'string',
      title: 'Version of the definition',
      description: 'A hash of what the topic is computed from; empty where the topic has not been built yet.',
    },
  ],
  primaryKey: ['code'],
  async *rows(_sql, build) {
    for (const topic of openTopics) {
      const version = build.topics.find((built) => built.topic === topic.code)?.definitionVersion ?? null;
      for (const measure of topic.measures) yield [...rowOf(topic, measure), version];
    }
  },
};

function rowOf(topic: Topic, measure: Measure): OpenValue[] {
  const { code, kind, unit, numerator = null, denominator = null, names, definition } = measure;
  return [
    ...[`${topic.code}.${code}`, columnOf(topic.code), code, kind, unit, numerator, denominator],
    ...[names.kk, names.ru, names.en],
    ...[definition.kk, definition.ru, definition.en],
  ];
}
