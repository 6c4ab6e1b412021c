import { AkimElection, Faction, FactionSession, Meeting, PrimaryOrganization, Proposal } from '@oblys/database';
import { attendees, dissolvedOn, executedOn, heldOn, memberCount } from './common-fields.js';
import { defineKind, field, words } from './define-kind.js';

export const primaryOrganization = defineKind({
  type: PrimaryOrganization,
  names: words('Бастауыш ұйымдар', 'Первичные организации', 'Primary organisations'),
  placedOn: 'registeredOn',
  fields: {
    name: field('Атауы', 'Наименование', 'Name', {
      aliases: ['Название', 'Ұйымның атауы', 'Наименование организации'],
    }),
    registeredOn: field('Тіркелген күні', 'Дата регистрации', 'Registered on'),
    dissolvedOn,
    memberCount,
  },
});

export const meeting = defineKind({
  type: Meeting,
  names: words('Кездесулер', 'Встречи', 'Meetings'),
  placedOn: 'heldOn',
  fields: {
    heldOn,
    kindCode: field('Кездесу түрі', 'Вид встречи', 'Kind of meeting', {
      vocabulary: 'outreach_kind',
      aliases: ['Түрі', 'Вид', 'Kind'],
    }),
    counterpartCode: field('Кіммен', 'С кем', 'Held with', { vocabulary: 'body', aliases: ['Counterpart'] }),
    organizationId: field('Бастауыш ұйым', 'Первичная организация', 'Primary organisation', {
      kind: 'primary-organization',
    }),
    topic: field('Тақырыбы', 'Тема', 'Topic', { aliases: ['Повестка', 'Күн тәртібі'] }),
    attendees,
  },
});

export const akimElection = defineKind({
  type: AkimElection,
  names: words('Әкім сайлаулары', 'Выборы акимов', 'Elections of akims'),
  placedOn: 'heldOn',
  fields: {
    heldOn: { ...heldOn, aliases: [...(heldOn.aliases ?? []), 'Сайлау күні', 'Дата выборов'] },
    candidateCount: field('Үміткерлер саны', 'Число кандидатов', 'Candidates', { aliases: ['Количество кандидатов'] }),
    winnerName: field('Жеңімпаз', 'Победитель', 'Winner', { aliases: ['Сайланған әкім', 'Избранный аким'] }),
    wonByNominee: field('Партия үміткері жеңді', 'Победил выдвиженец партии', 'Won by the nominee', {
      aliases: ['Победа кандидата партии'],
    }),
  },
});

export const faction = defineKind({
  type: Faction,
  names: words('Фракциялар', 'Фракции', 'Factions'),
  placedOn: 'formedOn',
  fields: {
    name: field('Атауы', 'Наименование', 'Name', { aliases: ['Название', 'Фракция'] }),
    formedOn: field('Құрылған күні', 'Дата образования', 'Formed on', { aliases: ['Дата создания'] }),
    dissolvedOn,
    memberCount,
  },
});

export const factionSession = defineKind({
  type: FactionSession,
  names: words('Фракция отырыстары', 'Заседания фракций', 'Sessions of factions'),
  placedOn: 'heldOn',
  fields: {
    factionId: field('Фракция', 'Фракция', 'Faction', { kind: 'faction' }),
    heldOn,
    agenda: field('Күн тәртібі', 'Повестка дня', 'Agenda', { aliases: ['Повестка'] }),
    attendees,
  },
});

export const proposal = defineKind({
  type: Proposal,
  names: words('Ұсыныстар', 'Предложения', 'Proposals'),
  placedOn: 'raisedOn',
  fields: {
    sessionId: field('Отырыс', 'Заседание', 'Session', { kind: 'faction-session' }),
    bodyCode: field('Кімге', 'Кому', 'Addressed to', { vocabulary: 'body', aliases: ['Адресат', 'Орган'] }),
    text: field('Ұсыныс мәтіні', 'Текст предложения', 'Proposal', { aliases: ['Ұсыныс', 'Предложение', 'Мәтіні'] }),
    raisedOn: field('Көтерілген күні', 'Дата внесения', 'Raised on', {
      aliases: ['Енгізілген күні', 'Дата предложения'],
    }),
    executedOn,
  },
});
