import { flow, rate } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const election: Topic = {
  code: 'election',
  names: { kk: 'Ауылдық округ әкімдерінің сайлауы', ru: 'Выборы акимов сельских округов', en: 'Elections of akims' },
  recordTable: 'akim_election',
  recordedOn: 'record.held_on',
  events: ['record.held_on'],
  dimensions: [],
  measures: [
    flow({
      code: 'held',
      unit: 'elections',
      names: { kk: 'Өткен сайлаулар', ru: 'Проведённые выборы', en: 'Elections held' },
      definition: {
        kk: 'Кезең ішінде өткен ауылдық округ әкімдері сайлауларының саны.',
        ru: 'Число выборов акимов сельских округов, прошедших за период.',
        en: 'Elections of akims of rural districts held within the span.',
      },
      on: 'record.held_on',
    }),
    flow({
      code: 'wonByNominee',
      unit: 'elections',
      names: { kk: 'Ұсынған үміткер жеңген сайлаулар', ru: 'Победы выдвинутых кандидатов', en: 'Won by the nominee' },
      definition: {
        kk: 'Кезең ішінде өткен, ұйым ұсынған үміткер жеңіске жеткен сайлаулардың саны.',
        ru: 'Число выборов за период, на которых победил кандидат, выдвинутый организацией.',
        en: "Elections held within the span that the organisation's nominee won.",
      },
      on: 'record.held_on',
      where: 'record.won_by_nominee',
    }),
    rate({
      code: 'winRate',
      names: { kk: 'Жеңіс үлесі', ru: 'Доля побед', en: 'Win rate' },
      definition: {
        kk: 'Кезең ішінде өткен сайлаулардың ішінде ұсынылған үміткер жеңген сайлаулардың үлесі.',
        ru: 'Доля выборов, на которых победил выдвинутый кандидат, среди всех выборов за период.',
        en: 'Share of the elections held within the span that the nominee won.',
      },
      numerator: 'wonByNominee',
      denominator: 'held',
    }),
  ],
  identities: [],
  invariants: [{ part: 'wonByNominee', whole: 'held' }],
  countedBy: ['held'],
  headline: ['held'],
};
