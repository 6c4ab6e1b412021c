import { course } from '../../topics/course.topic.js';
import { duplicateRule, outOfLineRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const courseRules: readonly QualityRule[] = [
  impossibleDayRule(course),
  recordRule(course, {
    code: 'longer-than-a-year',
    severity: 'WARNING',
    names: { kk: 'Бір жылдан ұзақ курс', ru: 'Курс длиннее года', en: 'Course longer than a year' },
    definition: {
      kk: 'Топ курсын басталғанынан бір жылдан кейін аяқтаған немесе бір жылдан бері аяқтамаған.',
      ru: 'Группа завершила курс более чем через год после начала или не завершила его за год.',
      en: 'The group completed its course more than a year after its start, or has not completed it in a year.',
    },
    message: {
      kk: '{startedOn} күні басталған, аяқталған күні: {completedOn}.',
      ru: 'Начат {startedOn}, завершён: {completedOn}.',
      en: 'Started on {startedOn}, completed: {completedOn}.',
    },
    where: [`coalesce(record.completed_on, checked.as_of) > (record.started_on + interval '1 year')::date`],
    values: { startedOn: 'record.started_on', completedOn: 'record.completed_on' },
  }),
  recordRule(course, {
    code: 'no-graduates',
    severity: 'NOTICE',
    names: { kk: 'Түлексіз курс', ru: 'Курс без выпускников', en: 'Course without graduates' },
    definition: {
      kk: 'Аяқталған курста бірде-бір түлек жоқ.',
      ru: 'У завершённого курса нет ни одного выпускника.',
      en: 'A completed course has no graduate.',
    },
    message: {
      kk: '{completedOn} күні аяқталған, түлек саны 0.',
      ru: 'Завершён {completedOn}, выпускников 0.',
      en: 'Completed on {completedOn} with 0 graduates.',
    },
    where: ['record.graduates = 0'],
    values: { completedOn: 'record.completed_on' },
  }),
  outOfLineRule(course, {
    code: 'graduates-out-of-line',
    severity: 'WARNING',
    names: { kk: 'Түлектердің ерекше саны', ru: 'Необычное число выпускников', en: 'Graduates out of line' },
    definition: {
      kk: 'Түлектер саны осы ауданның сол бағдарламадағы топтарының соңғы 24 айдағы (кемінде 12) жоғарғы квартилінен асып не төменгісінен кеміп, квартильдер қатынасының (кемінде 1,5) кубынан да алыс жатыр.',
      ru: 'Число выпускников выше верхнего или ниже нижнего квартиля групп этой программы в районе за 24 месяца (не менее 12) более чем в куб отношения квартилей (не менее 1,5) раз.',
      en: "Graduates above the upper or below the lower quartile of the district's groups of this programme in the 24 months up to it (12 at least) by more than the cube of the quartiles' ratio (1.5 at least).",
    },
    message: {
      kk: '{value} түлек; әдетте {lowerQuartile} – {upperQuartile} ({count} топ бойынша).',
      ru: 'Выпускников {value}; обычно от {lowerQuartile} до {upperQuartile} (по {count} группам).',
      en: '{value} graduates; usual are {lowerQuartile} to {upperQuartile} (of {count} groups).',
    },
    value: 'record.graduates',
    by: 'record.programme_code',
  }),
  duplicateRule(course, {
    definition: {
      kk: 'Бір аумақта бір күні басталған топтардың бағдарламасы, атауы, аяқталған күні мен түлектер саны бірдей.',
      ru: 'У групп одной территории, начавших в один день, одинаковы программа, название, день завершения и число выпускников.',
      en: 'Groups of one area that started on one day have the same programme, title, day of completion and graduates.',
    },
    key: ['record.started_on', 'record.programme_code', 'record.title', 'record.completed_on', 'record.graduates'],
  }),
];
