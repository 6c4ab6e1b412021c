import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';
import type { FinalStatement } from './row-source.js';

/** A statement as people read it: labels and what is said under each, in the reader's language. */
export function statementLines(
  statement: FinalStatement,
  locale: Locale,
): (readonly [label: string, value: string | number])[] {
  const { title, rowCount, filters, asOf, source, runId, builtAt, freshness, suppressed, generatedAt } = statement;
  const say = (text: LocalizedText) => inLocale(text, locale);
  const none = say(words.none);
  return [
    [say(words.title), title],
    [say(words.rowCount), rowCount],
    ...(filters.length > 0 ? filters : [say(words.everything)]).map((each) => [say(words.filter), each] as const),
    [say(words.asOf), asOf ?? none],
    [say(words.source), source ?? none],
    [say(words.run), runId ?? none],
    [say(words.builtAt), builtAt?.toISOString() ?? none],
    [say(words.freshness), freshness ?? none],
    [say(words.suppressed), suppressed.count],
    ...suppressed.reasons.map((reason) => [say(words.reason), reason] as const),
    [say(words.generatedAt), generatedAt.toISOString()],
    ...(statement.notes ?? []).map((note) => [say(words.note), note] as const),
  ];
}

/** What files say by themselves. */
export const words = {
  title: { kk: 'Атауы', ru: 'Название', en: 'Title' },
  rowCount: { kk: 'Жолдар саны', ru: 'Число строк', en: 'Rows' },
  filter: { kk: 'Іріктеу', ru: 'Отбор', en: 'Filter' },
  everything: { kk: 'барлығы', ru: 'всё', en: 'everything' },
  asOf: { kk: 'Қай күнге', ru: 'По состоянию на', en: 'As of' },
  source: { kk: 'Дереккөз', ru: 'Источник', en: 'Source' },
  run: { kk: 'Есептеу', ru: 'Расчёт', en: 'Run' },
  builtAt: { kk: 'Есептелген уақыты', ru: 'Рассчитано', en: 'Built at' },
  freshness: { kk: 'Өзектілігі', ru: 'Актуальность', en: 'Freshness' },
  suppressed: { kk: 'Көрсетілмеген мәндер', ru: 'Скрыто значений', en: 'Suppressed values' },
  reason: { kk: 'Себебі', ru: 'Причина', en: 'Reason' },
  generatedAt: { kk: 'Файл жасалған уақыт', ru: 'Файл создан', en: 'Generated at' },
  note: { kk: 'Ескертпе', ru: 'Примечание', en: 'Note' },
  none: { kk: '—', ru: '—', en: '—' },
  about: { kk: 'Файл туралы', ru: 'О файле', en: 'About' },
  definitions: { kk: 'Анықтамалар', ru: 'Определения', en: 'Definitions' },
  column: { kk: 'Баған', ru: 'Столбец', en: 'Column' },
  key: { kk: 'Коды', ru: 'Код', en: 'Key' },
  type: { kk: 'Түрі', ru: 'Тип', en: 'Type' },
  definition: { kk: 'Анықтамасы', ru: 'Определение', en: 'Definition' },
} as const satisfies Record<string, LocalizedText>;

/** Of columns, for people; a decimal is a number, too. */
export const typeWords: Readonly<Record<string, LocalizedText>> = {
  TEXT: { kk: 'мәтін', ru: 'текст', en: 'text' },
  CODE: { kk: 'код', ru: 'код', en: 'code' },
  INTEGER: { kk: 'бүтін сан', ru: 'целое число', en: 'whole number' },
  FLOAT: { kk: 'сан', ru: 'число', en: 'number' },
  DECIMAL: { kk: 'ондық сан', ru: 'десятичное число', en: 'decimal number' },
  BOOLEAN: { kk: 'иә немесе жоқ', ru: 'да или нет', en: 'yes or no' },
  DATE: { kk: 'күн', ru: 'дата', en: 'date' },
  INSTANT: { kk: 'уақыт мезеті (UTC)', ru: 'момент времени (UTC)', en: 'instant (UTC)' },
};
