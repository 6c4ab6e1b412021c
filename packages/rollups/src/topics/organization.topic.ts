import { stock } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const organization: Topic = {
  code: 'organization',
  names: { kk: 'Бастауыш ұйымдар', ru: 'Первичные организации', en: 'Primary organisations' },
  recordTable: 'primary_organization',
  recordedOn: 'record.registered_on',
  events: ['record.registered_on', 'record.dissolved_on'],
  dimensions: [],
  measures: [
    stock({
      code: 'registered',
      unit: 'organizations',
      names: { kk: 'Тіркелген ұйымдар', ru: 'Зарегистрированные организации', en: 'Registered organisations' },
      definition: {
        kk: 'Сол күннің соңында тіркелген және таратылмаған бастауыш ұйымдардың саны.',
        ru: 'Число первичных организаций, которые на конец дня зарегистрированы и не распущены.',
        en: 'Primary organisations that are registered and not dissolved at the end of the day.',
      },
      enters: 'record.registered_on',
      leaves: 'record.dissolved_on',
    }),
  ],
  identities: [],
  invariants: [],
  countedBy: ['registered'],
  headline: ['registered'],
};
