import { cohort, difference, rate } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const proposal: Topic = {
  code: 'proposal',
  names: { kk: 'Фракция ұсыныстары', ru: 'Предложения фракций', en: 'Proposals of factions' },
  recordTable: 'proposal',
  recordedOn: 'record.raised_on',
  events: ['record.raised_on', 'record.executed_on'],
  dimensions: [],
  recordDimensions: { BODY: { code: 'record.body_code', vocabulary: 'body' } },
  measures: [
    cohort({
      code: 'received',
      unit: 'proposals',
      names: { kk: 'Қабылданған ұсыныстар', ru: 'Принятые предложения', en: 'Proposals received' },
      definition: {
        kk: 'Кезең ішінде отырыстарда көтерілген ұсыныстардың саны.',
        ru: 'Число предложений, внесённых на заседаниях за период.',
        en: 'Proposals raised at sessions within the span.',
      },
      receivedOn: 'record.raised_on',
    }),
    cohort({
      code: 'executed',
      unit: 'proposals',
      names: { kk: 'Орындалған ұсыныстар', ru: 'Исполненные предложения', en: 'Proposals executed' },
      definition: {
        kk: 'Кезең ішінде көтерілген ұсыныстардың есепті күннің соңына дейін орындалғандарының саны.',
        ru: 'Сколько из внесённых за период предложений исполнено к концу отчётного дня.',
        en: 'Of the proposals raised within the span, those executed by the end of the as-of day.',
      },
      receivedOn: 'record.raised_on',
      changedOn: 'record.executed_on',
    }),
    difference({
      code: 'inProgress',
      kind: 'cohort',
      unit: 'proposals',
      names: { kk: 'Орындалу үстінде', ru: 'В работе', en: 'Proposals in progress' },
      definition: {
        kk: 'Кезең ішінде көтерілген ұсыныстардың есепті күннің соңында әлі орындалмағандарының саны.',
        ru: 'Сколько из внесённых за период предложений к концу отчётного дня ещё не исполнено.',
        en: 'Of the proposals raised within the span, those not executed by the end of the as-of day.',
      },
      whole: 'received',
      less: ['executed'],
    }),
    rate({
      code: 'executionRate',
      names: { kk: 'Орындалу үлесі', ru: 'Доля исполненных', en: 'Execution rate' },
      definition: {
        kk: 'Кезең ішінде көтерілген ұсыныстардың ішінде есепті күннің соңына дейін орындалғандарының үлесі.',
        ru: 'Доля предложений, исполненных к концу отчётного дня, среди внесённых за период.',
        en: 'Share of the proposals raised within the span that are executed by the end of the as-of day.',
      },
      numerator: 'executed',
      denominator: 'received',
    }),
  ],
  durations: [
    {
      code: 'daysToExecute',
      names: {
        kk: 'Ұсынысты орындау мерзімі, күн',
        ru: 'Дней до исполнения предложения',
        en: 'Days to execute a proposal',
      },
      definition: {
        kk: 'Кезең ішінде орындалған ұсыныстардың көтерілген күнінен орындалған күніне дейін өткен күндер саны.',
        ru: 'Сколько дней прошло от внесения до исполнения предложений, исполненных за период.',
        en: 'Days from raising to executing the proposals that were executed within the span.',
      },
      beginsOn: 'record.raised_on',
      endsOn: 'record.executed_on',
    },
  ],
  identities: [{ whole: 'received', parts: ['executed', 'inProgress'] }],
  invariants: [],
  countedBy: ['received'],
  headline: ['received', 'executionRate'],
};
