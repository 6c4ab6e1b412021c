import { flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const funding: Topic = {
  code: 'funding',
  names: { kk: 'Қаржыландырылған жобалар', ru: 'Финансируемые проекты', en: 'Funded projects' },
  recordTable: 'funded_project',
  recordedOn: 'record.funded_on',
  events: ['record.funded_on'],
  dimensions: ['programme'],
  recordDimensions: {
    SECTOR: { code: 'record.sector_code', vocabulary: 'sector' },
    RECIPIENT_KIND: { code: 'record.recipient_kind_code', vocabulary: 'recipient_kind' },
  },
  measures: [
    flow({
      code: 'projectsFunded',
      unit: 'projects',
      names: { kk: 'Қаржыландырылған жобалар саны', ru: 'Число профинансированных проектов', en: 'Projects funded' },
      definition: {
        kk: 'Кезең ішінде қаржыландырылған жобалардың саны; бағдарлама көрсетілмесе, бағдарламасыз жобалар да есептеледі.',
        ru: 'Число проектов, профинансированных за период; если программа не указана, учитываются и проекты вне программ.',
        en: 'Projects funded within the span; where no programme is asked for, those without one count too.',
      },
      on: 'record.funded_on',
    }),
    flow({
      code: 'amount',
      unit: 'KZT',
      valueType: 'money',
      names: { kk: 'Қаржыландыру сомасы', ru: 'Сумма финансирования', en: 'Amount of funding' },
      definition: {
        kk: 'Кезең ішінде қаржыландырылған жобаларға бөлінген қаражаттың сомасы, теңгемен.',
        ru: 'Сумма средств, выделенных на проекты, профинансированные за период, в тенге.',
        en: 'Money given to the projects funded within the span, in tenge.',
      },
      on: 'record.funded_on',
      value: 'record.amount',
    }),
  ],
  identities: [],
  invariants: [],
  countedBy: ['projectsFunded'],
  headline: ['projectsFunded', 'amount'],
};
