import { commissionPlan } from '../../topics/commission-plan.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { executedBeforeAdopted } from '../executed-before-adopted.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const commissionPlanRules: readonly QualityRule[] = [
  impossibleDayRule(commissionPlan),
  recordRule(commissionPlan, {
    code: 'due-outside-year',
    severity: 'WARNING',
    names: { kk: 'Мерзімі жоспар жылынан тыс', ru: 'Срок вне года плана', en: 'Due outside of its year' },
    definition: {
      kk: 'Тармақтың мерзімі жоспардың жылынан басқа жылға түседі.',
      ru: 'Срок пункта приходится не на год плана.',
      en: 'The item is due in another year than that of its plan.',
    },
    message: {
      kk: '{planYear} жылғы жоспар тармағының мерзімі {dueOn}.',
      ru: 'Пункт плана на {planYear} год со сроком {dueOn}.',
      en: 'An item of the plan of {planYear} is due on {dueOn}.',
    },
    where: ['extract(year from record.due_on) <> record.plan_year'],
    values: { planYear: 'record.plan_year', dueOn: 'record.due_on' },
  }),
  recordRule(commissionPlan, {
    code: 'executed-outside-year',
    severity: 'WARNING',
    names: { kk: 'Жоспар жылынан тыс орындалған', ru: 'Исполнен вне года плана', en: 'Executed outside of its year' },
    definition: {
      kk: 'Тармақ жоспардың жылынан кейін орындалған, сондықтан ешбір жылдың көрсеткішіне кірмейді.',
      ru: 'Пункт исполнен после года плана и потому не входит в показатели ни одного года.',
      en: 'The item was executed after the year of its plan, so that no year counts it as executed.',
    },
    message: {
      kk: '{planYear} жылғы жоспар тармағы {executedOn} күні орындалған.',
      ru: 'Пункт плана на {planYear} год исполнен {executedOn}.',
      en: 'An item of the plan of {planYear} was executed on {executedOn}.',
    },
    where: ['extract(year from record.executed_on) > record.plan_year'],
    values: { planYear: 'record.plan_year', executedOn: 'record.executed_on' },
  }),
  executedBeforeAdopted(commissionPlan),
  duplicateRule(commissionPlan, {
    definition: {
      kk: 'Бір аумақтағы бір комиссияның бір жылғы жоспарында тармақтардың нөмірі бірдей.',
      ru: 'В плане одной комиссии территории на один год у пунктов одинаковы номера.',
      en: 'Items in the plan of one commission of an area for one year have the same number.',
    },
    key: ['record.programme_code', 'record.plan_year', 'record.number'],
  }),
];
