import { correspondence } from '../../topics/correspondence.topic.js';
import { duplicateRule, waitingRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const correspondenceRules: readonly QualityRule[] = [
  impossibleDayRule(correspondence),
  waitingRule(correspondence, {
    code: 'unanswered',
    severity: 'NOTICE',
    names: { kk: 'Үш айдан бері жауапсыз', ru: 'Без ответа более трёх месяцев', en: 'Unanswered for three months' },
    definition: {
      kk: 'Хаттар жіберілгеніне 90 күннен асты, бірақ жауап келмеген; әр аудан мен жылға бір ескерту.',
      ru: 'Письма отправлены более 90 дней назад, ответа нет; одно замечание на район и год.',
      en: 'Letters that were sent more than 90 days ago and are not answered; one finding for each district and year.',
    },
    message: {
      kk: '{year} жылғы {count} хат жауапсыз; ең ескісі {oldest}.',
      ru: 'Без ответа писем за {year} год: {count}; самое раннее {oldest}.',
      en: '{count} of {year} are unanswered; the oldest is of {oldest}.',
    },
    until: 'record.answered_on',
    days: 90,
  }),
  duplicateRule(correspondence, {
    definition: {
      kk: 'Бір аумақтан бір күні бір органға жіберілген хаттардың түрі мен тақырыбы бірдей.',
      ru: 'У писем одной территории, отправленных в один день одному органу, одинаковы вид и тема.',
      en: 'Letters of one area that were sent on one day to one body have the same kind and subject.',
    },
    key: ['record.kind', 'record.counterpart_code', 'record.subject', 'record.sent_on'],
  }),
];
