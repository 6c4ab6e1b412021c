import { stacked } from '../compile/sql-text.js';
import { earliestMonth } from '../earliest-month.js';
import type { Topic } from '../topic.js';
import { recordRule } from './define-rule.js';
import type { QualityRule } from './quality-rule.js';

/** Records dated after today, or before the republic: the year is mistyped, most often. */
export function impossibleDayRule(topic: Topic): QualityRule {
  const days = [...new Set([topic.recordedOn, ...topic.events])];
  // Long-stalled facilities are planned for days ahead, and courses are entered before they begin.
  const done = topic.events;
  const isImpossible = [
    ...days.map((day) => `${day} < date '${earliestMonth}'`),
    ...done.map((day) => `${day} > checked.today`),
  ];
  return recordRule(topic, {
    code: 'impossible-day',
    severity: 'ERROR',
    names: { kk: 'Мүмкін емес күн', ru: 'Невозможная дата', en: 'Day that cannot be' },
    definition: {
      kk: 'Болған оқиғаның күні әлі келмеген немесе 1991 жылдан бұрын.',
      ru: 'Дата того, что сделано, ещё не наступила или раньше 1991 года.',
      en: 'What was done is dated on a day that has not come, or before 1991.',
    },
    message: {
      kk: 'Жазбадағы күндер: {earliest} – {latest}; бүгін {today}.',
      ru: 'Даты записи: с {earliest} по {latest}; сегодня {today}.',
      en: 'The record is dated {earliest} to {latest}; today is {today}.',
    },
    where: [`(${stacked(isImpossible, 6, ' or')})`],
    values: {
      earliest: `least(${days.join(', ')})`,
      latest: `greatest(${days.join(', ')})`,
      today: 'checked.today',
    },
  });
}
