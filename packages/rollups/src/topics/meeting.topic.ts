import { distinct, flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const meeting: Topic = {
  code: 'meeting',
  names: { kk: 'Кездесулер мен жиналыстар', ru: 'Встречи и собрания', en: 'Meetings' },
  recordTable: 'meeting',
  recordedOn: 'record.held_on',
  events: ['record.held_on'],
  dimensions: [],
  recordDimensions: {
    KIND: { code: 'record.kind_code', vocabulary: 'outreach_kind' },
    COUNTERPART: { code: 'record.counterpart_code', vocabulary: 'body' },
  },
  measures: [
    flow({
      code: 'held',
      unit: 'meetings',
      names: { kk: 'Өткізілген кездесулер', ru: 'Проведённые встречи', en: 'Meetings held' },
      definition: {
        kk: 'Кезең ішінде өткізілген барлық кездесулердің, жиналыстар мен көшпелі қабылдаулардың саны.',
        ru: 'Число всех встреч, собраний и выездных приёмов, проведённых за период.',
        en: 'All meetings held within the span, mobile receptions among them.',
      },
      on: 'record.held_on',
    }),
    flow({
      code: 'attendees',
      unit: 'people',
      names: { kk: 'Қатысушылар', ru: 'Участники', en: 'Attendees' },
      definition: {
        kk: 'Кезең ішінде өткізілген кездесулерге қатысушылардың жалпы саны; бірнеше кездесуге келген адам әр жолы есептеледі.',
        ru: 'Общее число участников встреч за период; пришедший на несколько встреч учитывается каждый раз.',
        en: 'People at the meetings held within the span, a person counted at each meeting attended.',
      },
      on: 'record.held_on',
      value: 'record.attendees',
    }),
    flow({
      code: 'reportsHeard',
      unit: 'reports',
      names: { kk: 'Тыңдалған есептер', ru: 'Заслушанные отчёты', en: 'Reports heard' },
      definition: {
        kk: 'Кезең ішінде өткен кездесулерде тыңдалған төрағалар, депутаттар мен әкімдер есептерінің саны.',
        ru: 'Число отчётов председателей, депутатов и акимов, заслушанных на встречах за период.',
        en: 'Reports of chairs, deputies and akims heard at the meetings held within the span.',
      },
      on: 'record.held_on',
      from: `heard_report as heard
  join meeting as record
    on record.id = heard.meeting_id
   and record.region_code = heard.region_code`,
    }),
    flow({
      code: 'mobileReceptions',
      unit: 'receptions',
      names: { kk: 'Көшпелі қабылдаулар', ru: 'Выездные приёмы', en: 'Mobile receptions' },
      definition: {
        kk: 'Кезең ішінде өткізілген көшпелі қабылдаулардың саны.',
        ru: 'Число выездных приёмов, проведённых за период.',
        en: 'Meetings held within the span that were mobile receptions.',
      },
      on: 'record.held_on',
      where: `record.kind_code = 'mobile-reception'`,
    }),
    distinct({
      code: 'organizationsReached',
      unit: 'organizations',
      names: { kk: 'Қамтылған ұйымдар', ru: 'Охваченные организации', en: 'Organisations reached' },
      definition: {
        kk: 'Кезең ішінде кемінде бір кездесу өткен әртүрлі бастауыш ұйымдардың саны; аумақтар мен кезеңдер бойынша қосылмайды.',
        ru: 'Число разных первичных организаций, где за период прошла хотя бы одна встреча; по территориям и периодам не складывается.',
        en: 'Different primary organisations with at least one meeting within the span; it does not add up over areas or periods.',
      },
      on: 'record.held_on',
      of: 'record.organization_id',
    }),
  ],
  identities: [],
  invariants: [
    { part: 'mobileReceptions', whole: 'held' },
    { part: 'organizationsReached', whole: 'held' },
  ],
  countedBy: ['held'],
  headline: ['held', 'attendees'],
};
