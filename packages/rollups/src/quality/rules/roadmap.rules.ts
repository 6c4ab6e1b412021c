import { roadmap } from '../../topics/roadmap.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { executedBeforeAdopted } from '../executed-before-adopted.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const roadmapRules: readonly QualityRule[] = [
  impossibleDayRule(roadmap),
  recordRule(roadmap, {
    code: 'due-before-adopted',
    severity: 'WARNING',
    names: { kk: 'Мерзімі бекітілгеннен бұрын', ru: 'Срок раньше принятия', en: 'Due before it was adopted' },
    definition: {
      kk: 'Тармақтың орындалу мерзімі ол бекітілген күннен бұрын.',
      ru: 'Срок исполнения пункта раньше дня его принятия.',
      en: 'The item was due before the day it was adopted.',
    },
    message: {
      kk: 'Мерзімі {dueOn}, ал {adoptedOn} күні ғана бекітілген.',
      ru: 'Срок {dueOn}, а принят лишь {adoptedOn}.',
      en: 'Due on {dueOn}, yet adopted only on {adoptedOn}.',
    },
    where: ['record.due_on < record.adopted_on'],
    values: { dueOn: 'record.due_on', adoptedOn: 'record.adopted_on' },
  }),
  recordRule(roadmap, {
    code: 'executed-before-start',
    severity: 'NOTICE',
    names: { kk: 'Басталмай орындалған', ru: 'Исполнен до начала', en: 'Executed before its start' },
    definition: {
      kk: 'Тармақ басталу күнінен бұрын орындалған.',
      ru: 'Пункт исполнен раньше дня своего начала.',
      en: 'The item was executed before the day it starts.',
    },
    message: {
      kk: '{executedOn} күні орындалған, ал басталуы {startsOn}.',
      ru: 'Исполнен {executedOn}, а начинается {startsOn}.',
      en: 'Executed on {executedOn}, yet it starts on {startsOn}.',
    },
    where: ['record.executed_on < record.starts_on', 'record.executed_on >= record.adopted_on'],
    values: { executedOn: 'record.executed_on', startsOn: 'record.starts_on' },
  }),
  executedBeforeAdopted(roadmap),
  recordRule(roadmap, {
    code: 'executed-after-withdrawn',
    severity: 'ERROR',
    names: { kk: 'Алынғаннан кейін орындалған', ru: 'Исполнен после снятия', en: 'Executed after it was withdrawn' },
    definition: {
      kk: 'Тармақ жоспардан алынған күнінен кейін орындалған.',
      ru: 'Пункт исполнен позже дня, когда его сняли с плана.',
      en: 'The item was executed after the day it was withdrawn.',
    },
    message: {
      kk: '{withdrawnOn} күні алынған, ал {executedOn} күні орындалған.',
      ru: 'Снят {withdrawnOn}, а исполнен {executedOn}.',
      en: 'Withdrawn on {withdrawnOn}, yet executed on {executedOn}.',
    },
    where: ['record.executed_on > record.withdrawn_on'],
    values: { withdrawnOn: 'record.withdrawn_on', executedOn: 'record.executed_on' },
  }),
  recordRule(roadmap, {
    code: 'long-overdue',
    severity: 'NOTICE',
    names: { kk: 'Мерзімі бір жылдан аса өткен', ru: 'Просрочен более года', en: 'Overdue for more than a year' },
    definition: {
      kk: 'Тармақтың мерзімі бір жылдан бұрын өткен, бірақ ол орындалмаған да, алынбаған да.',
      ru: 'Срок пункта истёк более года назад, а он не исполнен и не снят.',
      en: 'The item was due more than a year ago and is neither executed nor withdrawn.',
    },
    message: {
      kk: 'Мерзімі {dueOn} еді.',
      ru: 'Срок был {dueOn}.',
      en: 'It was due on {dueOn}.',
    },
    where: [
      `record.due_on < (checked.as_of - interval '1 year')::date`,
      'coalesce(record.executed_on > checked.as_of, true)',
      'coalesce(record.withdrawn_on > checked.as_of, true)',
    ],
    values: { dueOn: 'record.due_on' },
  }),
  duplicateRule(roadmap, {
    definition: {
      kk: 'Бір аумақта бір күні бекітілген тармақтардың нөмірі мен мәтіні бірдей.',
      ru: 'У пунктов одной территории, принятых в один день, одинаковы номер и текст.',
      en: 'Items of one area that were adopted on one day have the same number and text.',
    },
    key: ['record.adopted_on', 'record.number', 'record.text'],
  }),
];
