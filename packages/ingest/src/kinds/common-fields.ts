import type { Choice } from './import-kind.js';
import { field, words, type FieldWords } from './define-kind.js';

export const programme: FieldWords = field('Бағдарлама', 'Программа', 'Programme', { vocabulary: 'programme' });

export const receivedOn = field('Түскен күні', 'Дата поступления', 'Received on', {
  aliases: ['Дата обращения', 'Түсу күні', 'Date received'],
});
export const closedOn = field('Жабылған күні', 'Дата закрытия', 'Closed on', {
  aliases: ['Дата рассмотрения', 'Қаралған күні', 'Date closed'],
});
export const heldOn = field('Өткізілген күні', 'Дата проведения', 'Held on', {
  aliases: ['Өткен күні', 'Date held'],
});
export const executedOn = field('Орындалған күні', 'Дата исполнения', 'Executed on', {
  aliases: ['Дата выполнения', 'Date executed'],
});
export const adoptedOn = field('Қабылданған күні', 'Дата принятия', 'Adopted on', {
  aliases: ['Дата утверждения', 'Бекітілген күні'],
});
export const dueOn = field('Орындау мерзімі', 'Срок исполнения', 'Due on', {
  aliases: ['Мерзімі', 'Срок', 'Due date'],
});
export const dissolvedOn = field('Таратылған күні', 'Дата роспуска', 'Dissolved on', {
  aliases: ['Дата ликвидации', 'Жойылған күні'],
});
export const memberCount = field('Мүшелер саны', 'Число членов', 'Members', {
  aliases: ['Количество членов', 'Численность'],
});
export const attendees = field('Қатысушылар саны', 'Число присутствующих', 'Attendees', {
  aliases: ['Қатысқандар саны', 'Количество присутствующих', 'Число присутствовавших'],
});

export const positive: Choice = { code: 'POSITIVE', names: words('Оң шешілді', 'Решено положительно', 'Resolved') };
export const explained: Choice = { code: 'EXPLAINED', names: words('Түсіндірілді', 'Разъяснено', 'Explained') };
export const declined: Choice = { code: 'DECLINED', names: words('Қабылданбады', 'Отказано', 'Declined') };
