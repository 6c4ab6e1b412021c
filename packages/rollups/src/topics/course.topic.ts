import { flow } from '../define-measure.js';
import type { Topic } from '../topic.js';

export const course: Topic = {
  code: 'course',
  names: { kk: 'Оқу курстары', ru: 'Учебные курсы', en: 'Courses' },
  recordTable: 'course_group',
  recordedOn: 'record.started_on',
  // That a group has started is not counted by any measure.
  events: ['record.completed_on'],
  dimensions: ['programme'],
  measures: [
    flow({
      code: 'groupsCompleted',
      unit: 'groups',
      names: { kk: 'Курсты аяқтаған топтар', ru: 'Группы, завершившие курс', en: 'Groups completed' },
      definition: {
        kk: 'Кезең ішінде оқуды аяқтаған топтардың саны; бағдарлама көрсетілмесе, бағдарламасыз топтар да есептеледі.',
        ru: 'Число групп, завершивших курс за период; если программа не указана, учитываются и группы вне программ.',
        en: 'Groups that completed their course within the span; where no programme is asked for, those without one count too.',
      },
      on: 'record.completed_on',
    }),
    flow({
      code: 'graduates',
      unit: 'people',
      names: { kk: 'Курстан өткендер', ru: 'Прошедшие курс', en: 'Graduates' },
      definition: {
        kk: 'Кезең ішінде аяқталған курстардан өткен адамдардың саны.',
        ru: 'Число людей, прошедших курсы, завершённые за период.',
        en: 'People who graduated from the courses completed within the span.',
      },
      on: 'record.completed_on',
      value: 'record.graduates',
    }),
  ],
  identities: [],
  invariants: [],
  countedBy: ['groupsCompleted'],
  headline: ['graduates'],
};
