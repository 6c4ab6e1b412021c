import { organization } from '../../topics/organization.topic.js';
import { duplicateRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const organizationRules: readonly QualityRule[] = [
  impossibleDayRule(organization),
  duplicateRule(organization, {
    definition: {
      kk: 'Бір аумақта бір күні тіркелген ұйымдардың атауы бірдей.',
      ru: 'У организаций одной территории, зарегистрированных в один день, одинаковы названия.',
      en: 'Organisations of one area that were registered on one day have the same name.',
    },
    key: ['record.registered_on', 'record.name'],
  }),
];
