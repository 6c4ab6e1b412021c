import { Area, FindingStateEnum, QualityFinding, Region, SeverityEnum } from '@oblys/database';
import { getQualityRule, rulesOf } from '@oblys/rollups';
import type { KindDefinition } from './define-kind.js';
import { catalogueFilter, choiceFilter, dateFilter, integerFilter, regionFilter, withinFilter } from './filters.js';
import { same } from './joins.js';

/** Of a region, like the records it is about. */
export const qualityFinding: KindDefinition = {
  type: QualityFinding,
  key: ['id', 'regionCode'],
  // Ids are given by time.
  order: [{ property: 'id', type: 'uuid', direction: 'desc' }],
  orderings: {
    severityRank: { name: 'SEVERITY', type: 'integer', description: 'How much it weighs, the heaviest first.' },
    month: { type: 'date', isNullable: true, description: 'The month that it is about.' },
    recordCount: { type: 'integer', description: 'How many records are concerned.' },
    lastFoundAsOf: { type: 'date', description: 'The latest day as of which it was found.' },
  },
  filters: {
    area: {
      ...withinFilter(),
      description:
        'Code of an area at any level: findings about a region or district, or about what lies in a rural district or settlement.',
    },
    region: { ...regionFilter(), description: 'Code of the region that it is about.' },
    rule: catalogueFilter('ruleCode', 'The rule that found it.', getQualityRule),
    topic: catalogueFilter('topic', 'The topic it is about; reporting is one too.', (code) => void rulesOf([code])),
    severity: choiceFilter('severity', 'How much it weighs.', 'Severity', SeverityEnum),
    state: choiceFilter('state', 'What became of it.', 'FindingState', FindingStateEnum),
    month: dateFilter('month', 'The first day of the month that it is about.'),
    recordCount: integerFilter('recordCount', 'How many records are concerned.'),
  },
  one: {
    area: {
      to: Area,
      join: same({ code: 'areaCode' }),
      description: 'The most exact area that it is about.',
      isAlwaysThere: true,
    },
    region: {
      to: Region,
      join: same({ code: 'regionCode' }),
      description: 'The region that it is about.',
      isAlwaysThere: true,
    },
  },
};
