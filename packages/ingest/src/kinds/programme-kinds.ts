import { CourseGroup, FundedProject, ProgrammeEvent } from '@oblys/database';
import { heldOn, programme } from './common-fields.js';
import { defineKind, field, words } from './define-kind.js';

const title = field('Атауы', 'Наименование', 'Title', { aliases: ['Название', 'Name'] });

export const programmeEvent = defineKind({
  type: ProgrammeEvent,
  names: words('Іс-шаралар', 'Мероприятия', 'Events'),
  placedOn: 'heldOn',
  fields: {
    programmeCode: programme,
    title,
    heldOn,
    participants: field('Қатысушылар саны', 'Число участников', 'Participants', {
      aliases: ['Количество участников', 'Қатысқандар саны'],
    }),
  },
});

export const fundedProject = defineKind({
  type: FundedProject,
  names: words('Қаржыландырылған жобалар', 'Профинансированные проекты', 'Funded projects'),
  placedOn: 'fundedOn',
  fields: {
    programmeCode: programme,
    title: { ...title, aliases: [...(title.aliases ?? []), 'Жоба', 'Проект', 'Project'] },
    recipientKindCode: field('Алушының түрі', 'Вид получателя', 'Kind of recipient', {
      vocabulary: 'recipient_kind',
      aliases: ['Алушы', 'Получатель', 'Recipient'],
    }),
    sectorCode: field('Сала', 'Отрасль', 'Sector', { vocabulary: 'sector' }),
    fundedOn: field('Қаржыландырылған күні', 'Дата финансирования', 'Funded on', { aliases: ['Дата выдачи'] }),
    amountKzt: field('Сомасы', 'Сумма', 'Amount', { aliases: ['Сома', 'Размер финансирования', 'Amount in tenge'] }),
  },
});

export const courseGroup = defineKind({
  type: CourseGroup,
  names: words('Курс топтары', 'Группы курсов', 'Course groups'),
  placedOn: 'startedOn',
  fields: {
    programmeCode: programme,
    title: { ...title, aliases: [...(title.aliases ?? []), 'Курс', 'Course'] },
    startedOn: field('Басталған күні', 'Дата начала', 'Started on'),
    completedOn: field('Аяқталған күні', 'Дата завершения', 'Completed on', { aliases: ['Дата окончания'] }),
    graduates: field('Бітіргендер саны', 'Число окончивших', 'Graduates', {
      aliases: ['Бітірушілер саны', 'Количество выпускников'],
    }),
  },
});
