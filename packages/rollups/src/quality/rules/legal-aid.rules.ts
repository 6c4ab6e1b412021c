import { legalAid } from '../../topics/legal-aid.topic.js';
import { duplicateRule, waitingRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const legalAidRules: readonly QualityRule[] = [
  impossibleDayRule(legalAid),
  waitingRule(legalAid, {
    code: 'left-open',
    severity: 'WARNING',
    names: { kk: 'Жарты жылдан бері ашық', ru: 'Открыто более полугода', en: 'Open for more than half a year' },
    definition: {
      kk: 'Заң көмегі істері түскеніне 180 күннен асты, бірақ әлі жабылмаған; әр аудан мен жылға бір ескерту.',
      ru: 'Дела о правовой помощи поступили более 180 дней назад и не закрыты; одно замечание на район и год.',
      en: 'Legal-aid cases that were received more than 180 days ago and are not closed; one finding for each district and year.',
    },
    message: {
      kk: '{year} жылғы {count} жазба ашық; ең ескісі {oldest}.',
      ru: 'Открыто записей за {year} год: {count}; самая ранняя {oldest}.',
      en: '{count} of {year} are open; the oldest is of {oldest}.',
    },
    until: 'record.closed_on',
    days: 180,
  }),
  duplicateRule(legalAid, {
    definition: {
      kk: 'Бір адамның бір күні бір мәселе бойынша түскен істері.',
      ru: 'Дела одного лица, поступившие в один день по одному вопросу.',
      en: 'Cases of one person that came in on one day about one subject.',
    },
    key: ['record.received_on', 'record.subject', 'record.person_id'],
    where: 'record.person_id is not null',
  }),
];
