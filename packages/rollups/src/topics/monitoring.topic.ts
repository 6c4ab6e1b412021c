import { flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const monitoring: Topic = {
  code: 'monitoring',
  names: { kk: 'Бақылау комиссияларының мониторингі', ru: 'Мониторинг контрольных комиссий', en: 'Monitoring' },
  recordTable: 'monitoring_visit',
  recordedOn: 'record.visited_on',
  events: ['record.visited_on'],
  dimensions: [],
  measures: [
    flow({
      code: 'visits',
      unit: 'visits',
      names: { kk: 'Мониторингтік шығулар', ru: 'Мониторинговые выезды', en: 'Monitoring visits' },
      definition: {
        kk: 'Кезең ішінде бақылау комиссияларының жол картасы тармақтары бойынша шығуларының саны.',
        ru: 'Число выездов контрольных комиссий по пунктам дорожной карты за период.',
        en: 'Visits of control commissions to items of the roadmap within the span.',
      },
      on: 'record.visited_on',
    }),
  ],
  identities: [],
  invariants: [],
  countedBy: ['visits'],
  headline: ['visits'],
};
