import { monitoring } from '../../topics/monitoring.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const monitoringRules: readonly QualityRule[] = [
  impossibleDayRule(monitoring),
  recordRule(monitoring, {
    code: 'item-not-there',
    severity: 'ERROR',
    names: { kk: 'Тармақ ол күні болмаған', ru: 'Пункта в тот день не было', en: 'Item not there that day' },
    definition: {
      kk: 'Жол картасының тармағына ол бекітілгенге дейін немесе алынғаннан кейін барған.',
      ru: 'Выезд по пункту дорожной карты состоялся до его принятия или после снятия.',
      en: 'The roadmap item was visited before it was adopted, or after it was withdrawn.',
    },
    message: {
      kk: '{visitedOn} күні барған; тармақ {adoptedOn} күні бекітілген, алынған күні: {withdrawnOn}.',
      ru: 'Выезд {visitedOn}; пункт принят {adoptedOn}, снят: {withdrawnOn}.',
      en: 'Visited on {visitedOn}; the item was adopted on {adoptedOn}, withdrawn: {withdrawnOn}.',
    },
    join: `join roadmap_item as item
      on item.id = record.roadmap_item_id
     and item.region_code = record.region_code`,
    where: ['(record.visited_on < item.adopted_on or record.visited_on > item.withdrawn_on)'],
    values: { visitedOn: 'record.visited_on', adoptedOn: 'item.adopted_on', withdrawnOn: 'item.withdrawn_on' },
  }),
  duplicateRule(monitoring, {
    definition: {
      kk: 'Бір тармаққа бір комиссия бір күні бірнеше рет барған.',
      ru: 'Выезд одной комиссии по одному пункту записан на один день не раз.',
      en: 'One commission visited one item more than once on one day.',
    },
    key: ['record.roadmap_item_id', 'record.visited_on', 'record.commission'],
    where: 'record.roadmap_item_id is not null',
  }),
];
