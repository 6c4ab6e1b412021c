import { funding } from '../../topics/funding.topic.js';
import { duplicateRule, outOfLineRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const fundingRules: readonly QualityRule[] = [
  impossibleDayRule(funding),
  outOfLineRule(funding, {
    code: 'amount-out-of-line',
    severity: 'WARNING',
    names: { kk: 'Ерекше сома', ru: 'Необычная сумма', en: 'Amount out of line' },
    definition: {
      kk: 'Сома осы ауданның сол бағдарламадағы жобаларының соңғы 24 айдағы (кемінде 12) жоғарғы квартилінен асып не төменгісінен кеміп, квартильдер қатынасының (кемінде 1,5) кубынан да алыс жатыр.',
      ru: 'Сумма выше верхнего или ниже нижнего квартиля проектов этой программы в районе за 24 месяца (не менее 12) более чем в куб отношения квартилей (не менее 1,5) раз.',
      en: "An amount above the upper or below the lower quartile of the district's projects of this programme in the 24 months up to it (12 at least) by more than the cube of the quartiles' ratio (1.5 at least).",
    },
    message: {
      kk: '{value} теңге; әдетте {lowerQuartile} – {upperQuartile} ({count} жоба бойынша).',
      ru: '{value} тенге; обычно от {lowerQuartile} до {upperQuartile} (по {count} проектам).',
      en: '{value} KZT; usual are {lowerQuartile} to {upperQuartile} (of {count} projects).',
    },
    value: 'record.amount',
    by: 'record.programme_code',
  }),
  duplicateRule(funding, {
    definition: {
      kk: 'Бір аумақта бір күні қаржыландырылған жобалардың бағдарламасы, атауы және сомасы бірдей.',
      ru: 'У проектов одной территории, получивших средства в один день, одинаковы программа, название и сумма.',
      en: 'Projects of one area that were funded on one day have the same programme, title and amount.',
    },
    key: ['record.funded_on', 'record.programme_code', 'record.title', 'record.amount'],
  }),
];
