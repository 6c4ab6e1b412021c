import { flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const faction: Topic = {
  code: 'faction',
  names: { kk: 'Мәслихат фракциялары', ru: 'Фракции маслихатов', en: 'Factions of maslikhats' },
  recordTable: 'faction_session',
  recordedOn: 'record.held_on',
  events: ['record.held_on'],
  dimensions: [],
  measures: [
    flow({
      code: 'sessionsHeld',
      unit: 'sessions',
      names: { kk: 'Өткізілген отырыстар', ru: 'Проведённые заседания', en: 'Sessions held' },
      definition: {
        kk: 'Кезең ішінде өткізілген фракция отырыстарының саны.',
        ru: 'Число заседаний фракций, проведённых за период.',
        en: 'Sessions of factions held within the span.',
      },
      on: 'record.held_on',
    }),
  ],
  identities: [],
  invariants: [],
  countedBy: ['sessionsHeld'],
  headline: ['sessionsHeld'],
};
