import { flow, stock } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const facility: Topic = {
  code: 'facility',
  names: { kk: 'Ұзақ салынған нысандар', ru: 'Объекты-долгострои', en: 'Long-stalled facilities' },
  recordTable: 'facility',
  recordedOn: 'record.planned_on',
  // The day a facility was planned for passes by itself; only its commissioning is reported.
  events: ['record.commissioned_on'],
  dimensions: [],
  recordDimensions: { KIND: { code: 'record.kind_code', vocabulary: 'facility_kind' } },
  measures: [
    flow({
      code: 'commissioned',
      unit: 'facilities',
      names: { kk: 'Пайдалануға берілген нысандар', ru: 'Введённые объекты', en: 'Facilities commissioned' },
      definition: {
        kk: 'Кезең ішінде пайдалануға берілген нысандардың саны.',
        ru: 'Число объектов, введённых в эксплуатацию за период.',
        en: 'Facilities commissioned within the span.',
      },
      on: 'record.commissioned_on',
    }),
    stock({
      code: 'stalled',
      unit: 'facilities',
      names: { kk: 'Мерзімінде берілмеген нысандар', ru: 'Невведённые в срок объекты', en: 'Facilities stalled' },
      definition: {
        kk: 'Жоспарланған мерзімі өткен, бірақ сол күннің соңында пайдалануға берілмеген нысандардың саны.',
        ru: 'Число объектов, плановый срок которых прошёл, а к концу дня они не введены в эксплуатацию.',
        en: 'Facilities whose planned day lies before the day and that are not commissioned by its end.',
      },
      enters: 'record.planned_on + 1',
      leaves: 'record.commissioned_on',
    }),
  ],
  identities: [],
  invariants: [],
  // No facility is in both: a commissioned one is stalled no longer.
  countedBy: ['commissioned', 'stalled'],
  headline: ['commissioned', 'stalled'],
};
