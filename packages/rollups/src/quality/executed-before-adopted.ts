import type { Topic } from '../topic.js';
import { recordRule } from './define-rule.js';
import type { QualityRule } from './quality-rule.js';

/** Of items that are adopted and executed, be it by a roadmap or by a plan. */
export function executedBeforeAdopted(topic: Topic): QualityRule {
  return recordRule(topic, {
    code: 'executed-before-adopted',
    severity: 'ERROR',
    names: { kk: 'Бекітілмей орындалған', ru: 'Исполнен до принятия', en: 'Executed before it was adopted' },
    definition: {
      kk: 'Тармақ бекітілген күнінен бұрын орындалған.',
      ru: 'Пункт исполнен раньше дня своего принятия.',
      en: 'The item was executed before the day it was adopted.',
    },
    message: {
      kk: '{executedOn} күні орындалған, ал {adoptedOn} күні ғана бекітілген.',
      ru: 'Исполнен {executedOn}, а принят лишь {adoptedOn}.',
      en: 'Executed on {executedOn}, yet adopted only on {adoptedOn}.',
    },
    where: ['record.executed_on < record.adopted_on'],
    values: { executedOn: 'record.executed_on', adoptedOn: 'record.adopted_on' },
  });
}
