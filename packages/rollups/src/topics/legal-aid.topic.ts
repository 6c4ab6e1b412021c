import { cohort, rate } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const legalAid: Topic = {
  code: 'legalAid',
  names: { kk: 'Құқықтық көмек', ru: 'Юридическая помощь', en: 'Legal aid' },
  recordTable: 'legal_aid_case',
  recordedOn: 'record.received_on',
  events: ['record.received_on', 'record.closed_on'],
  dimensions: [],
  recordDimensions: {
    OUTCOME: {
      code: 'case when record.closed_on <= asked.as_of then record.outcome end',
      values: ['POSITIVE', 'EXPLAINED', 'DECLINED'],
    },
  },
  measures: [
    cohort({
      code: 'received',
      unit: 'cases',
      names: { kk: 'Түскен өтініштер', ru: 'Поступившие дела', en: 'Cases received' },
      definition: {
        kk: 'Кезең ішінде түскен құқықтық көмек өтініштерінің саны.',
        ru: 'Число обращений за юридической помощью, поступивших за период.',
        en: 'Cases of legal aid received within the span.',
      },
      receivedOn: 'record.received_on',
    }),
    cohort({
      code: 'positive',
      unit: 'cases',
      names: { kk: 'Оң шешілгендер', ru: 'Решено положительно', en: 'Cases decided positively' },
      definition: {
        kk: 'Кезең ішінде түскен өтініштердің есепті күннің соңына дейін оң шешілгендерінің саны.',
        ru: 'Сколько из поступивших за период обращений решено положительно к концу отчётного дня.',
        en: 'Of the cases received within the span, those decided positively by the end of the as-of day.',
      },
      receivedOn: 'record.received_on',
      changedOn: 'record.closed_on',
      where: `record.outcome = 'POSITIVE'`,
    }),
    rate({
      code: 'positiveShare',
      names: { kk: 'Оң шешілгендердің үлесі', ru: 'Доля решённых положительно', en: 'Share decided positively' },
      definition: {
        kk: 'Кезең ішінде түскен құқықтық көмек өтініштерінің ішінде оң шешілгендерінің үлесі.',
        ru: 'Доля решённых положительно среди обращений за юридической помощью, поступивших за период.',
        en: 'Share of the cases received within the span that are decided positively.',
      },
      numerator: 'positive',
      denominator: 'received',
    }),
  ],
  durations: [
    {
      code: 'daysToClose',
      names: { kk: 'Істі жабу мерзімі, күн', ru: 'Дней до закрытия дела', en: 'Days to close a case' },
      definition: {
        kk: 'Кезең ішінде жабылған құқықтық көмек өтініштерінің түскен күнінен жабылған күніне дейін өткен күндер саны.',
        ru: 'Сколько дней прошло от поступления до закрытия обращений за юридической помощью, закрытых за период.',
        en: 'Days from receiving to closing the cases of legal aid that were closed within the span.',
      },
      beginsOn: 'record.received_on',
      endsOn: 'record.closed_on',
    },
  ],
  identities: [],
  invariants: [{ part: 'positive', whole: 'received' }],
  countedBy: ['received'],
  headline: ['received', 'positiveShare'],
};
