import { rate, stock } from '../define-measure.js';
import type { Topic } from '../topic.js';

const endOfPlan = 'make_date(record.plan_year + 1, 1, 1)';

/** The plan is that of one year: with the year its items leave, executed or not. */
export const commissionPlan: Topic = {
  code: 'commissionPlan',
  names: { kk: 'Комиссия жоспарлары', ru: 'Планы комиссий', en: 'Plans of commissions' },
  recordTable: 'commission_plan_item',
  recordedOn: 'record.adopted_on',
  events: ['record.adopted_on', 'record.executed_on'],
  dimensions: ['programme'],
  measures: [
    stock({
      code: 'planned',
      unit: 'items',
      names: { kk: 'Жоспар тармақтары', ru: 'Пункты плана', en: 'Items planned' },
      definition: {
        kk: 'Сол күн кіретін жылдың комиссия жоспарында күннің соңына дейін бекітілген тармақтардың саны.',
        ru: 'Число пунктов, принятых к концу дня в план комиссии на год, которому принадлежит день.',
        en: "Items adopted by the end of the day in the commission's plan of the year that holds the day.",
      },
      enters: 'record.adopted_on',
      leaves: endOfPlan,
    }),
    stock({
      code: 'executed',
      unit: 'items',
      names: { kk: 'Орындалған тармақтар', ru: 'Исполненные пункты', en: 'Items executed' },
      definition: {
        kk: 'Сол күн кіретін жылдың жоспарындағы тармақтардың күннің соңына дейін орындалғандарының саны.',
        ru: 'Сколько пунктов плана на год, которому принадлежит день, исполнено к концу дня.',
        en: 'Items of the plan of the year that holds the day that are executed by the end of the day.',
      },
      enters: 'greatest(record.adopted_on, record.executed_on)',
      leaves: endOfPlan,
      // greatest() passes over a null, so an item that is not executed would enter with its adoption.
      where: 'record.executed_on is not null',
    }),
    rate({
      code: 'completionRate',
      names: { kk: 'Жоспардың орындалу үлесі', ru: 'Доля исполнения плана', en: 'Completion rate' },
      definition: {
        kk: 'Сол күн кіретін жылдың жоспарындағы тармақтардың ішінде күннің соңына дейін орындалғандарының үлесі.',
        ru: 'Доля исполненных к концу дня среди пунктов плана на год, которому принадлежит день.',
        en: 'Share of the items of the plan of the year that holds the day that are executed by the end of the day.',
      },
      numerator: 'executed',
      denominator: 'planned',
    }),
  ],
  identities: [],
  invariants: [{ part: 'executed', whole: 'planned' }],
  countedBy: ['planned'],
  headline: ['planned', 'completionRate'],
};
