import { appeal } from '../../topics/appeal.topic.js';
import { duplicateRule, recordRule, waitingRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

const reception = `join meeting as reception
      on reception.id = record.reception_id
     and reception.region_code = record.region_code`;

export const appealRules: readonly QualityRule[] = [
  impossibleDayRule(appeal),
  recordRule(appeal, {
    code: 'not-on-day-of-reception',
    severity: 'WARNING',
    names: { kk: 'Қабылдау күні емес', ru: 'Не в день приёма', en: 'Not on the day of its reception' },
    definition: {
      kk: 'Өтініш көшпелі қабылдаудың күнінен басқа күні түскен.',
      ru: 'Обращение поступило не в день своего выездного приёма.',
      en: 'The appeal was received on another day than its mobile reception was held.',
    },
    message: {
      kk: '{receivedOn} күні түскен, ал қабылдау {heldOn} күні өткен.',
      ru: 'Поступило {receivedOn}, а приём прошёл {heldOn}.',
      en: 'Received on {receivedOn}, yet the reception was held on {heldOn}.',
    },
    join: reception,
    where: ['record.received_on <> reception.held_on'],
    values: { receivedOn: 'record.received_on', heldOn: 'reception.held_on' },
  }),
  recordRule(appeal, {
    code: 'no-reception',
    severity: 'ERROR',
    names: { kk: 'Көшпелі қабылдау емес', ru: 'Не выездной приём', en: 'Not a mobile reception' },
    definition: {
      kk: 'Өтініш көшпелі қабылдау емес кездесуге тіркелген.',
      ru: 'Обращение привязано к встрече, которая не была выездным приёмом.',
      en: 'The appeal names a meeting as its reception that was no mobile reception.',
    },
    message: {
      kk: 'Кездесу түрі: {kind}.',
      ru: 'Вид встречи: {kind}.',
      en: 'The meeting is of the kind {kind}.',
    },
    join: reception,
    where: [`reception.kind_code <> 'mobile-reception'`],
    values: { kind: 'reception.kind_code' },
  }),
  waitingRule(appeal, {
    code: 'left-open',
    severity: 'WARNING',
    names: { kk: 'Жарты жылдан бері ашық', ru: 'Открыто более полугода', en: 'Open for more than half a year' },
    definition: {
      kk: 'Өтініштер түскеніне 180 күннен асты, бірақ әлі жабылмаған; әр аудан мен жылға бір ескерту.',
      ru: 'Обращения поступили более 180 дней назад и не закрыты; одно замечание на район и год.',
      en: 'Appeals that were received more than 180 days ago and are not closed; one finding for each district and year.',
    },
    message: {
      kk: '{year} жылғы {count} жазба ашық; ең ескісі {oldest}.',
      ru: 'Открыто записей за {year} год: {count}; самая ранняя {oldest}.',
      en: '{count} of {year} are open; the oldest is of {oldest}.',
    },
    until: 'record.closed_on',
    days: 180,
  }),
  duplicateRule(appeal, {
    definition: {
      kk: 'Бір адамнан бір күні бір арнамен бір тақырыпта түскен өтініштер.',
      ru: 'Обращения одного лица, поступившие в один день одним путём по одной теме.',
      en: 'Appeals of one person that came in on one day by one channel about one topic.',
    },
    key: ['record.received_on', 'record.channel', 'record.topic_code', 'record.person_id'],
    where: 'record.person_id is not null',
  }),
];
