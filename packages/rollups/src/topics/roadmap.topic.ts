import { difference, rate, stock } from '../define-measure.js';
import type { Topic } from '../topic.js';

/** Every measure is over the items adopted and not withdrawn by the day; the status follows from the dates. */
export const roadmap: Topic = {
  code: 'roadmap',
  names: { kk: 'Жол картасы', ru: 'Дорожная карта', en: 'Roadmap' },
  recordTable: 'roadmap_item',
  recordedOn: 'record.adopted_on',
  events: ['record.adopted_on', 'record.executed_on', 'record.withdrawn_on'],
  dimensions: [],
  recordDimensions: { BODY: { code: 'record.body_code', vocabulary: 'body' } },
  measures: [
    stock({
      code: 'planned',
      unit: 'items',
      names: { kk: 'Жоспардағы тармақтар', ru: 'Пункты в плане', en: 'Items planned' },
      definition: {
        kk: 'Сол күннің соңында бекітілген және алынып тасталмаған жол картасы тармақтарының саны.',
        ru: 'Число пунктов дорожной карты, которые на конец дня приняты и не сняты.',
        en: 'Items of the roadmap that are adopted and not withdrawn at the end of the day.',
      },
      enters: 'record.adopted_on',
      leaves: 'record.withdrawn_on',
    }),
    stock({
      code: 'executed',
      unit: 'items',
      names: { kk: 'Орындалған тармақтар', ru: 'Исполненные пункты', en: 'Items executed' },
      definition: {
        kk: 'Жоспардағы тармақтардың сол күннің соңына дейін орындалғандарының саны, басталу мерзімінен бұрын орындалғандарын қоса.',
        ru: 'Сколько пунктов плана исполнено к концу дня, включая исполненные до срока начала.',
        en: 'Planned items executed by the end of the day, those executed before their start among them.',
      },
      enters: 'greatest(record.adopted_on, record.executed_on)',
      leaves: 'record.withdrawn_on',
      // greatest() passes over a null, so an item that is not executed would enter with its adoption.
      where: 'record.executed_on is not null',
    }),
    difference({
      code: 'inProgress',
      kind: 'stock',
      unit: 'items',
      names: { kk: 'Орындалу үстіндегі тармақтар', ru: 'Пункты в работе', en: 'Items in progress' },
      definition: {
        kk: 'Жоспардағы тармақтардың басталу мерзімі жеткен, бірақ күннің соңында әлі орындалмағандарының саны, мерзімі өткендерін қоса.',
        ru: 'Сколько пунктов плана, срок начала которых наступил, к концу дня не исполнено, включая просроченные.',
        en: 'Planned items whose start has come and that are not executed at the end of the day, the overdue among them.',
      },
      whole: 'planned',
      less: ['executed', 'notDue'],
    }),
    stock({
      code: 'notDue',
      unit: 'items',
      names: { kk: 'Уақыты келмеген тармақтар', ru: 'Пункты, срок которых не наступил', en: 'Items not due' },
      definition: {
        kk: 'Жоспардағы тармақтардың басталу мерзімі келмеген және күннің соңында орындалмағандарының саны.',
        ru: 'Сколько пунктов плана, срок начала которых не наступил, к концу дня не исполнено.',
        en: 'Planned items whose start has not come and that are not executed at the end of the day.',
      },
      enters: 'record.adopted_on',
      leaves: 'least(record.starts_on, record.executed_on, record.withdrawn_on)',
    }),
    stock({
      code: 'overdue',
      unit: 'items',
      names: { kk: 'Мерзімі өткен тармақтар', ru: 'Просроченные пункты', en: 'Items overdue' },
      definition: {
        kk: 'Орындалу үстіндегі тармақтардың орындалу мерзімі сол күннен бұрын өтіп кеткендерінің саны.',
        ru: 'Сколько пунктов в работе имеют срок исполнения, истёкший до этого дня.',
        en: 'Items in progress whose due day lies before the day.',
      },
      enters: 'greatest(record.due_on + 1, record.adopted_on)',
      leaves: 'least(record.executed_on, record.withdrawn_on)',
    }),
    rate({
      code: 'completionRate',
      names: { kk: 'Орындалу үлесі', ru: 'Доля исполненных', en: 'Completion rate' },
      definition: {
        kk: 'Күннің соңында жоспардағы тармақтардың ішінде орындалғандарының үлесі.',
        ru: 'Доля исполненных среди пунктов плана на конец дня.',
        en: 'Share of the planned items that are executed at the end of the day.',
      },
      numerator: 'executed',
      denominator: 'planned',
    }),
  ],
  identities: [{ whole: 'planned', parts: ['executed', 'inProgress', 'notDue'] }],
  invariants: [{ part: 'overdue', whole: 'inProgress' }],
  countedBy: ['planned'],
  headline: ['planned', 'executed', 'completionRate'],
};
