import { Appeal, Correspondence, Facility, LegalAidCase } from '@oblys/database';
import { closedOn, declined, explained, positive, receivedOn } from './common-fields.js';
import { defineKind, field, words } from './define-kind.js';
import { textOfAppeal, whoItIsAbout } from './personal-fields.js';

const outcome = field('Нәтижесі', 'Результат', 'Outcome', { aliases: ['Шешім', 'Решение', 'Результат рассмотрения'] });

export const appeal = defineKind({
  type: Appeal,
  names: words('Өтініштер', 'Обращения', 'Appeals'),
  placedOn: 'receivedOn',
  fields: {
    receivedOn,
    channel: field('Түсу арнасы', 'Канал поступления', 'Channel', {
      aliases: ['Арна', 'Канал', 'Қалай түсті', 'Как поступило'],
      choices: [
        { code: 'RECEPTION', names: words('Қоғамдық қабылдау', 'Общественная приемная', 'Public reception') },
        { code: 'MOBILE', names: words('Көшпелі қабылдау', 'Выездной прием', 'Mobile reception') },
        { code: 'ONLINE', names: words('Онлайн', 'Онлайн', 'Online') },
      ],
    }),
    topicCode: field('Тақырыбы', 'Тема', 'Topic', {
      vocabulary: 'appeal_topic',
      aliases: ['Өтініш тақырыбы', 'Тема обращения'],
    }),
    receptionId: field('Көшпелі қабылдау нөмірі', 'Номер выездного приема', 'Mobile reception', { kind: 'meeting' }),
    outcome: { ...outcome, choices: [positive, explained] },
    closedOn,
  },
  personal: [...whoItIsAbout, textOfAppeal],
});

export const legalAidCase = defineKind({
  type: LegalAidCase,
  names: words('Құқықтық көмек істері', 'Дела правовой помощи', 'Cases of legal aid'),
  placedOn: 'receivedOn',
  fields: {
    receivedOn,
    subject: field('Мәселе', 'Вопрос', 'Subject', { aliases: ['Тақырыбы', 'Тема', 'Суть вопроса'] }),
    outcome: { ...outcome, choices: [positive, explained, declined] },
    closedOn,
  },
  personal: whoItIsAbout,
});

export const facility = defineKind({
  type: Facility,
  names: words('Ұзақ салынып жатқан нысандар', 'Долгострои', 'Long-stalled facilities'),
  placedOn: 'plannedOn',
  fields: {
    kindCode: field('Нысан түрі', 'Вид объекта', 'Kind of facility', {
      vocabulary: 'facility_kind',
      aliases: ['Түрі', 'Вид', 'Kind'],
    }),
    name: field('Атауы', 'Наименование', 'Name', { aliases: ['Нысан', 'Объект', 'Название'] }),
    placeName: field('Орналасқан жері', 'Местоположение', 'Place', { aliases: ['Мекенжайы', 'Адрес', 'Location'] }),
    plannedOn: field('Жоспарланған күні', 'Плановая дата', 'Planned for', { aliases: ['Дата по плану'] }),
    commissionedOn: field('Пайдалануға берілген күні', 'Дата ввода в эксплуатацию', 'Commissioned on', {
      aliases: ['Дата ввода'],
    }),
  },
});

export const correspondence = defineKind({
  type: Correspondence,
  names: words('Хаттар мен сауалнамалар', 'Письма и запросы', 'Letters and inquiries'),
  placedOn: 'sentOn',
  fields: {
    kind: field('Хат түрі', 'Вид письма', 'Kind', {
      aliases: ['Түрі', 'Вид'],
      choices: [
        { code: 'LETTER', names: words('Хат', 'Письмо', 'Letter') },
        { code: 'INQUIRY', names: words('Сауалнама', 'Депутатский запрос', 'Inquiry') },
      ],
    }),
    counterpartCode: field('Кімге', 'Кому', 'Sent to', { vocabulary: 'body', aliases: ['Адресат', 'Counterpart'] }),
    subject: field('Тақырыбы', 'Тема', 'Subject', { aliases: ['Мазмұны', 'Содержание'] }),
    sentOn: field('Жіберілген күні', 'Дата отправки', 'Sent on', { aliases: ['Дата отправления'] }),
    answeredOn: field('Жауап күні', 'Дата ответа', 'Answered on', { aliases: ['Жауап берілген күні'] }),
  },
});
