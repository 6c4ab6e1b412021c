import { election } from '../../topics/election.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const electionRules: readonly QualityRule[] = [
  impossibleDayRule(election),
  recordRule(election, {
    code: 'single-candidate',
    severity: 'NOTICE',
    names: { kk: 'Жалғыз үміткер', ru: 'Единственный кандидат', en: 'A single candidate' },
    definition: {
      kk: 'Сайлауда бір ғана үміткер көрсетілген.',
      ru: 'На выборах указан лишь один кандидат.',
      en: 'The election has one candidate only.',
    },
    message: {
      kk: '{heldOn} күнгі сайлауда {candidateCount} үміткер.',
      ru: 'На выборах {heldOn} кандидатов: {candidateCount}.',
      en: 'Candidates of the election on {heldOn}: {candidateCount}.',
    },
    where: ['record.candidate_count = 1'],
    values: { heldOn: 'record.held_on', candidateCount: 'record.candidate_count' },
  }),
  recordRule(election, {
    code: 'soon-again',
    severity: 'NOTICE',
    names: {
      kk: 'Жарты жылда қайта сайлау',
      ru: 'Повторные выборы за полгода',
      en: 'Elected again within half a year',
    },
    definition: {
      kk: 'Осы аумақтың әкімі 180 күн ішінде бұрын да сайланған.',
      ru: 'Аким этой территории избирался и в предшествующие 180 дней.',
      en: 'The akim of the area had been elected within the 180 days before.',
    },
    message: {
      kk: '{heldOn} күні сайланған, алдыңғысы {earlierOn}.',
      ru: 'Выборы {heldOn}, предыдущие {earlierOn}.',
      en: 'Elected on {heldOn}, and on {earlierOn} before.',
    },
    join: `cross join lateral (
      select max(earlier.held_on) as held_on
        from akim_election as earlier
       where earlier.region_code = record.region_code
         and earlier.area_code = record.area_code
         and earlier.held_on < record.held_on
         and earlier.held_on >= record.held_on - 180
    ) as before`,
    where: ['before.held_on is not null'],
    values: { heldOn: 'record.held_on', earlierOn: 'before.held_on' },
  }),
  duplicateRule(election, {
    definition: {
      kk: 'Бір аумақтың әкімі бір күні бірнеше рет сайланған.',
      ru: 'Выборы акима одной территории записаны на один день не раз.',
      en: 'The akim of one area is elected more than once on one day.',
    },
    key: ['record.held_on'],
  }),
];
