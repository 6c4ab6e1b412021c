import { flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const event: Topic = {
  code: 'event',
  names: { kk: 'Іс-шаралар', ru: 'Мероприятия', en: 'Events' },
  recordTable: 'programme_event',
  recordedOn: 'record.held_on',
  events: ['record.held_on'],
  dimensions: ['programme'],
  measures: [
    flow({
      code: 'held',
      unit: 'events',
      names: { kk: 'Өткізілген іс-шаралар', ru: 'Проведённые мероприятия', en: 'Events held' },
      definition: {
        kk: 'Кезең ішінде өткізілген іс-шаралардың саны; бағдарлама көрсетілмесе, бағдарламасыз өткендері де есептеледі.',
        ru: 'Число мероприятий, проведённых за период; если программа не указана, учитываются и мероприятия вне программ.',
        en: 'Events held within the span; where no programme is asked for, those without one count too.',
      },
      on: 'record.held_on',
    }),
    flow({
      code: 'participants',
      unit: 'people',
      names: { kk: 'Қамтылған адамдар', ru: 'Участники', en: 'Participants' },
      definition: {
        kk: 'Кезең ішінде өткізілген іс-шараларға қатысқандардың жалпы саны; бірнеше іс-шараға келген адам әр жолы есептеледі.',
        ru: 'Общее число участников мероприятий за период; пришедший на несколько мероприятий учитывается каждый раз.',
        en: 'People at the events held within the span, a person counted at each event attended.',
      },
      on: 'record.held_on',
      value: 'record.participants',
    }),
  ],
  identities: [],
  invariants: [],
  countedBy: ['held'],
  headline: ['held', 'participants'],
};
