import { CommissionPlanItem, MonitoringVisit, RoadmapItem } from '@oblys/database';
import { adoptedOn, dueOn, executedOn, programme } from './common-fields.js';
import { defineKind, field, words } from './define-kind.js';

const number = field('Тармақ нөмірі', 'Номер пункта', 'Item number', {
  aliases: ['№', '№ п/п', 'Пункт', 'Тармақ', 'Number'],
});
const text = field('Іс-шара', 'Мероприятие', 'What is to be done', {
  aliases: ['Мазмұны', 'Содержание', 'Іс-шараның мазмұны', 'Text'],
});

export const roadmapItem = defineKind({
  type: RoadmapItem,
  names: words('Жол картасының тармақтары', 'Пункты дорожной карты', 'Items of the roadmap'),
  placedOn: 'adoptedOn',
  fields: {
    number,
    text,
    bodyCode: field('Жауапты орган', 'Ответственный орган', 'Responsible body', {
      vocabulary: 'body',
      aliases: ['Жауапты', 'Ответственный', 'Ответственный исполнитель'],
    }),
    adoptedOn,
    withdrawnOn: field('Алынып тасталған күні', 'Дата снятия', 'Withdrawn on', { aliases: ['Дата исключения'] }),
    startsOn: field('Басталу күні', 'Дата начала', 'Starts on', { aliases: ['Начало', 'Басталуы', 'Start'] }),
    dueOn,
    executedOn,
  },
});

export const monitoringVisit = defineKind({
  type: MonitoringVisit,
  names: words('Бақылау комиссияларының шығулары', 'Выезды контрольных комиссий', 'Visits of control commissions'),
  placedOn: 'visitedOn',
  fields: {
    roadmapItemId: field('Жол картасының тармағы', 'Пункт дорожной карты', 'Roadmap item', { kind: 'roadmap-item' }),
    visitedOn: field('Шыққан күні', 'Дата выезда', 'Visited on', { aliases: ['Барған күні', 'Дата посещения'] }),
    commission: field('Комиссия', 'Комиссия', 'Commission'),
    finding: field('Нәтижесі', 'Результат', 'Finding', { aliases: ['Қорытынды', 'Выводы', 'Замечания'] }),
  },
});

export const commissionPlanItem = defineKind({
  type: CommissionPlanItem,
  names: words('Комиссия жоспарының тармақтары', 'Пункты плана комиссии', 'Items of the plan of a commission'),
  placedOn: 'adoptedOn',
  fields: {
    programmeCode: programme,
    planYear: field('Жоспар жылы', 'Год плана', 'Plan year', { aliases: ['Жылы', 'Год', 'Year'] }),
    number,
    text,
    adoptedOn,
    dueOn,
    executedOn,
  },
});
