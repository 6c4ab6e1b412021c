import { flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const correspondence: Topic = {
  code: 'correspondence',
  names: { kk: 'Хаттар мен сауалдар', ru: 'Письма и запросы', en: 'Correspondence' },
  recordTable: 'correspondence',
  recordedOn: 'record.sent_on',
  events: ['record.sent_on', 'record.answered_on'],
  dimensions: [],
  recordDimensions: {
    KIND: { code: 'record.kind', values: ['LETTER', 'INQUIRY'] },
    COUNTERPART: { code: 'record.counterpart_code', vocabulary: 'body' },
  },
  measures: [
    flow({
      code: 'lettersSent',
      unit: 'letters',
      names: { kk: 'Жолданған хаттар', ru: 'Направленные письма', en: 'Letters sent' },
      definition: {
        kk: 'Кезең ішінде атқарушы органдарға жолданған хаттардың саны.',
        ru: 'Число писем, направленных исполнительным органам за период.',
        en: 'Letters sent to executive bodies within the span.',
      },
      on: 'record.sent_on',
      where: `record.kind = 'LETTER'`,
    }),
    flow({
      code: 'inquiriesSent',
      unit: 'inquiries',
      names: { kk: 'Жолданған депутаттық сауалдар', ru: 'Направленные депутатские запросы', en: 'Inquiries sent' },
      definition: {
        kk: 'Кезең ішінде жолданған депутаттық сауалдардың саны.',
        ru: 'Число депутатских запросов, направленных за период.',
        en: "Deputies' inquiries sent within the span.",
      },
      on: 'record.sent_on',
      where: `record.kind = 'INQUIRY'`,
    }),
    flow({
      code: 'answered',
      unit: 'answers',
      names: { kk: 'Келген жауаптар', ru: 'Полученные ответы', en: 'Answers received' },
      definition: {
        kk: 'Кезең ішінде жауап берілген хаттар мен сауалдардың саны, олар қашан жолданса да.',
        ru: 'Число писем и запросов, на которые ответили за период, когда бы они ни были направлены.',
        en: 'Letters and inquiries answered within the span, whenever they were sent.',
      },
      on: 'record.answered_on',
    }),
  ],
  durations: [
    {
      code: 'daysToAnswer',
      names: { kk: 'Хатқа жауап беру мерзімі, күн', ru: 'Дней до ответа на письмо', en: 'Days to answer a letter' },
      definition: {
        kk: 'Кезең ішінде жауап берілген хаттар мен сауалнамалардың жіберілген күнінен жауап берілген күніне дейін өткен күндер саны.',
        ru: 'Сколько дней прошло от отправки до ответа на письма и депутатские запросы, ответ на которые получен за период.',
        en: 'Days from sending to the answer of the letters and inquiries that were answered within the span.',
      },
      beginsOn: 'record.sent_on',
      endsOn: 'record.answered_on',
    },
  ],
  identities: [],
  invariants: [],
  countedBy: ['lettersSent', 'inquiriesSent'],
  headline: ['lettersSent', 'inquiriesSent'],
};
