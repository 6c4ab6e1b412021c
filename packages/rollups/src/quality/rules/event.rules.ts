import { event } from '../../topics/event.topic.js';
import { duplicateRule, outOfLineRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const eventRules: readonly QualityRule[] = [
  impossibleDayRule(event),
  recordRule(event, {
    code: 'no-participants',
    severity: 'NOTICE',
    names: { kk: 'Қатысушысыз іс-шара', ru: 'Мероприятие без участников', en: 'Event without participants' },
    definition: {
      kk: 'Өткен іс-шарада бірде-бір қатысушы көрсетілмеген.',
      ru: 'У прошедшего мероприятия не указан ни один участник.',
      en: 'An event that was held has no participant.',
    },
    message: {
      kk: '{heldOn} күні өткен, қатысушы саны 0.',
      ru: 'Прошло {heldOn}, участников 0.',
      en: 'Held on {heldOn} with 0 participants.',
    },
    where: ['record.participants = 0', 'record.held_on <= checked.as_of'],
    values: { heldOn: 'record.held_on' },
  }),
  outOfLineRule(event, {
    code: 'participants-out-of-line',
    severity: 'WARNING',
    names: { kk: 'Қатысушылардың ерекше саны', ru: 'Необычное число участников', en: 'Participants out of line' },
    definition: {
      kk: 'Қатысушылар саны осы ауданның сол бағдарламадағы іс-шараларының соңғы 24 айдағы (кемінде 12) жоғарғы квартилінен асып не төменгісінен кеміп, квартильдер қатынасының (кемінде 1,5) кубынан да алыс жатыр.',
      ru: 'Число участников выше верхнего или ниже нижнего квартиля мероприятий этой программы в районе за 24 месяца (не менее 12) более чем в куб отношения квартилей (не менее 1,5) раз.',
      en: "Participants above the upper or below the lower quartile of the district's events of this programme in the 24 months up to it (12 at least) by more than the cube of the quartiles' ratio (1.5 at least).",
    },
    message: {
      kk: '{value} қатысушы; әдетте {lowerQuartile} – {upperQuartile} ({count} іс-шара бойынша).',
      ru: 'Участников {value}; обычно от {lowerQuartile} до {upperQuartile} (по {count} мероприятиям).',
      en: '{value} participants; usual are {lowerQuartile} to {upperQuartile} (of {count} events).',
    },
    value: 'record.participants',
    by: 'record.programme_code',
  }),
  duplicateRule(event, {
    definition: {
      kk: 'Бір аумақта бір күні өткен іс-шаралардың бағдарламасы, атауы және қатысушылар саны бірдей.',
      ru: 'У мероприятий одной территории в один день одинаковы программа, название и число участников.',
      en: 'Events of one area on one day have the same programme, title and number of participants.',
    },
    key: ['record.held_on', 'record.programme_code', 'record.title', 'record.participants'],
  }),
];
