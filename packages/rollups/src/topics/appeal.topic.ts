import { cohort, difference, rate } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const appeal: Topic = {
  code: 'appeal',
  names: { kk: 'Азаматтардың өтініштері', ru: 'Обращения граждан', en: 'Appeals' },
  recordTable: 'appeal',
  recordedOn: 'record.received_on',
  events: ['record.received_on', 'record.closed_on'],
  dimensions: [],
  recordDimensions: {
    TOPIC: { code: 'record.topic_code', vocabulary: 'appeal_topic' },
    CHANNEL: { code: 'record.channel', values: ['RECEPTION', 'MOBILE', 'ONLINE'] },
    OUTCOME: {
      code: 'case when record.closed_on <= asked.as_of then record.outcome end',
      values: ['POSITIVE', 'EXPLAINED'],
    },
  },
  measures: [
    cohort({
      code: 'received',
      unit: 'appeals',
      names: { kk: 'Түскен өтініштер', ru: 'Поступившие обращения', en: 'Appeals received' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің саны.',
        ru: 'Число обращений, поступивших за период.',
        en: 'Appeals received within the span.',
      },
      receivedOn: 'record.received_on',
    }),
    cohort({
      code: 'positive',
      unit: 'appeals',
      names: { kk: 'Оң шешілген өтініштер', ru: 'Решено положительно', en: 'Appeals decided positively' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің есепті күннің соңына дейін оң шешілгендерінің саны.',
        ru: 'Сколько из поступивших за период обращений решено положительно к концу отчётного дня.',
        en: 'Of the appeals received within the span, those decided positively by the end of the as-of day.',
      },
      receivedOn: 'record.received_on',
      changedOn: 'record.closed_on',
      where: `record.outcome = 'POSITIVE'`,
    }),
    cohort({
      code: 'explained',
      unit: 'appeals',
      names: { kk: 'Түсіндірме берілген өтініштер', ru: 'Дано разъяснение', en: 'Appeals explained' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің есепті күннің соңына дейін түсіндірме берілгендерінің саны.',
        ru: 'По скольким из поступивших за период обращений к концу отчётного дня дано разъяснение.',
        en: 'Of the appeals received within the span, those answered with an explanation by the end of the as-of day.',
      },
      receivedOn: 'record.received_on',
      changedOn: 'record.closed_on',
      where: `record.outcome = 'EXPLAINED'`,
    }),
    difference({
      code: 'inProgress',
      kind: 'cohort',
      unit: 'appeals',
      names: { kk: 'Қаралып жатқан өтініштер', ru: 'Обращения в работе', en: 'Appeals in progress' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің есепті күннің соңында әлі қаралып жатқандарының саны.',
        ru: 'Сколько из поступивших за период обращений к концу отчётного дня ещё рассматривается.',
        en: 'Of the appeals received within the span, those not yet closed at the end of the as-of day.',
      },
      whole: 'received',
      less: ['positive', 'explained'],
    }),
    rate({
      code: 'positiveShare',
      names: { kk: 'Оң шешілгендердің үлесі', ru: 'Доля решённых положительно', en: 'Share decided positively' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің ішінде оң шешілгендерінің үлесі.',
        ru: 'Доля решённых положительно среди обращений, поступивших за период.',
        en: 'Share of the appeals received within the span that are decided positively.',
      },
      numerator: 'positive',
      denominator: 'received',
    }),
    rate({
      code: 'explainedShare',
      names: { kk: 'Түсіндірме берілгендердің үлесі', ru: 'Доля разъяснённых', en: 'Share explained' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің ішінде түсіндірме берілгендерінің үлесі.',
        ru: 'Доля обращений, по которым дано разъяснение, среди поступивших за период.',
        en: 'Share of the appeals received within the span that are answered with an explanation.',
      },
      numerator: 'explained',
      denominator: 'received',
    }),
    rate({
      code: 'inProgressShare',
      names: { kk: 'Қаралып жатқандардың үлесі', ru: 'Доля рассматриваемых', en: 'Share in progress' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің ішінде әлі қаралып жатқандарының үлесі.',
        ru: 'Доля ещё рассматриваемых среди обращений, поступивших за период.',
        en: 'Share of the appeals received within the span that are not yet closed.',
      },
      numerator: 'inProgress',
      denominator: 'received',
    }),
  ],
  durations: [
    {
      code: 'daysToClose',
      names: { kk: 'Өтінішті жабу мерзімі, күн', ru: 'Дней до закрытия обращения', en: 'Days to close an appeal' },
      definition: {
        kk: 'Кезең ішінде жабылған өтініштердің түскен күнінен жабылған күніне дейін өткен күндер саны.',
        ru: 'Сколько дней прошло от поступления до закрытия обращений, закрытых за период.',
        en: 'Days from receiving to closing the appeals that were closed within the span.',
      },
      beginsOn: 'record.received_on',
      endsOn: 'record.closed_on',
    },
  ],
  identities: [{ whole: 'received', parts: ['positive', 'explained', 'inProgress'] }],
  invariants: [],
  countedBy: ['received'],
  headline: ['received', 'positiveShare'],
};
