import { field, words } from '../kinds/define-kind.js';
import type { Choice, ImportField, ImportFieldType, ImportKind } from '../kinds/import-kind.js';
import { topics } from '@oblys/rollups';
import type { FigureColumn } from './check-figure.js';

const qualifierChoices: readonly Choice[] = [
  { code: 'EXACT', names: words('дәл', 'точно', 'exact') },
  { code: 'ROUNDED', names: words('дөңгелектелген', 'округлено', 'rounded') },
  { code: 'ABOUT', names: words('жуық', 'около', 'about') },
  { code: 'MORE_THAN', names: words('астам', 'более', 'more than') },
  { code: 'LESS_THAN', names: words('кем', 'менее', 'less than') },
];

const measureChoices: readonly Choice[] = topics.flatMap((topic) =>
  topic.measures.map(({ code, names }) => ({ code: `${topic.code}.${code}`, names })),
);

/** A table of the figures of a report, with headings in three languages: a row for each. */
export const figureKind: ImportKind = {
  code: 'stated-figure',
  table: 'stated_figure',
  names: words('Есептегі көрсеткіштер', 'Показатели отчёта', 'Figures of a report'),
  placedOn: 'period_to',
  rules: [],
  personal: [],
  fields: [
    column('number', 'COUNT', false, field('Нөмірі', '№', 'Number', { aliases: ['Реттік нөмірі', 'Номер', 'No'] })),
    column('measure', 'CHOICE', true, field('Көрсеткіш', 'Показатель', 'Measure', { choices: measureChoices })),
    column('programme', 'TERM', false, field('Бағдарлама', 'Программа', 'Programme', { vocabulary: 'programme' })),
    column('value', 'AMOUNT', true, field('Мәні', 'Значение', 'Value')),
    column('unit', 'TEXT', false, field('Өлшем бірлігі', 'Единица', 'Unit')),
    column('qualifier', 'CHOICE', false, field('Дәлдігі', 'Точность', 'Qualifier', { choices: qualifierChoices })),
    column(
      'rounding_unit',
      'AMOUNT',
      false,
      field('Дөңгелектеу бірлігі', 'Единица округления', 'Rounding unit', { aliases: ['rounding_unit'] }),
    ),
    column('from', 'DATE', false, field('Басталуы', 'С', 'From')),
    column('to', 'DATE', false, field('Аяқталуы', 'По', 'To')),
    column('wording', 'TEXT', true, field('Жазылған сөздер', 'Формулировка', 'Wording')),
    column('note', 'TEXT', false, field('Ескертпе', 'Примечание', 'Note')),
  ],
};

function column(
  name: FigureColumn,
  type: ImportFieldType,
  isRequired: boolean,
  told: ReturnType<typeof field>,
): ImportField {
  return { property: name, column: name, type, isRequired, ...told };
}
