import { meeting } from '../../topics/meeting.topic.js';
import { duplicateRule, outOfLineRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const meetingRules: readonly QualityRule[] = [
  impossibleDayRule(meeting),
  recordRule(meeting, {
    code: 'organization-not-there',
    severity: 'ERROR',
    names: { kk: 'Ұйым ол күні болмаған', ru: 'Организации в тот день не было', en: 'Organisation not there that day' },
    definition: {
      kk: 'Кездесу бастауыш ұйым тіркелгенге дейін немесе таратылғаннан кейін өткен.',
      ru: 'Встреча прошла до регистрации первичной организации или после её роспуска.',
      en: 'The meeting was held before its primary organisation was registered, or after it was dissolved.',
    },
    message: {
      kk: '{heldOn} күні өткен; ұйым {registeredOn} күні тіркелген, таратылған күні: {dissolvedOn}.',
      ru: 'Прошла {heldOn}; организация зарегистрирована {registeredOn}, распущена: {dissolvedOn}.',
      en: 'Held on {heldOn}; the organisation was registered on {registeredOn}, dissolved: {dissolvedOn}.',
    },
    join: `join primary_organization as organization
      on organization.id = record.organization_id
     and organization.region_code = record.region_code`,
    where: ['(record.held_on < organization.registered_on or record.held_on > organization.dissolved_on)'],
    values: {
      heldOn: 'record.held_on',
      registeredOn: 'organization.registered_on',
      dissolvedOn: 'organization.dissolved_on',
    },
  }),
  recordRule(meeting, {
    code: 'no-attendees',
    severity: 'NOTICE',
    names: { kk: 'Қатысушысыз кездесу', ru: 'Встреча без участников', en: 'Meeting without attendees' },
    definition: {
      kk: 'Өткен кездесуде бірде-бір қатысушы көрсетілмеген.',
      ru: 'У прошедшей встречи не указан ни один участник.',
      en: 'A meeting that was held has no attendee.',
    },
    message: {
      kk: '{heldOn} күні өткен, қатысушы саны 0.',
      ru: 'Прошла {heldOn}, участников 0.',
      en: 'Held on {heldOn} with 0 attendees.',
    },
    where: ['record.attendees = 0', 'record.held_on <= checked.as_of'],
    values: { heldOn: 'record.held_on' },
  }),
  outOfLineRule(meeting, {
    code: 'attendees-out-of-line',
    severity: 'WARNING',
    names: { kk: 'Қатысушылардың ерекше саны', ru: 'Необычное число участников', en: 'Attendees out of line' },
    definition: {
      kk: 'Қатысушылар саны осы ауданның сол түрдегі кездесулерінің соңғы 24 айдағы (кемінде 12) жоғарғы квартилінен асып не төменгісінен кеміп, квартильдер қатынасының (кемінде 1,5) кубынан да алыс жатыр.',
      ru: 'Число участников выше верхнего или ниже нижнего квартиля встреч этого вида в районе за 24 месяца (не менее 12) более чем в куб отношения квартилей (не менее 1,5) раз.',
      en: "Attendees above the upper or below the lower quartile of the district's meetings of this kind in the 24 months up to it (12 at least) by more than the cube of the quartiles' ratio (1.5 at least).",
    },
    message: {
      kk: '{value} қатысушы; әдетте {lowerQuartile} – {upperQuartile} ({count} кездесу бойынша).',
      ru: 'Участников {value}; обычно от {lowerQuartile} до {upperQuartile} (по {count} встречам).',
      en: '{value} attendees; usual are {lowerQuartile} to {upperQuartile} (of {count} meetings).',
    },
    value: 'record.attendees',
    by: 'record.kind_code',
  }),
  duplicateRule(meeting, {
    definition: {
      kk: 'Бір аумақта бір күні өткен кездесулердің түрі, қарсы тарабы, ұйымы, тақырыбы және қатысушылар саны бірдей.',
      ru: 'У встреч одной территории в один день одинаковы вид, другая сторона, организация, тема и число участников.',
      en: 'Meetings of one area on one day have the same kind, counterpart, organisation, topic and number of attendees.',
    },
    key: [
      'record.held_on',
      'record.kind_code',
      'record.counterpart_code',
      'record.organization_id',
      'record.topic',
      'record.attendees',
    ],
  }),
];
