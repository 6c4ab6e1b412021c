import { facility } from '../../topics/facility.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const facilityRules: readonly QualityRule[] = [
  impossibleDayRule(facility),
  recordRule(facility, {
    code: 'never-stalled',
    severity: 'NOTICE',
    names: { kk: 'Кешікпеген нысан', ru: 'Не долгострой', en: 'Never stalled' },
    definition: {
      kk: 'Ұзаққа созылған деп тіркелген нысан жоспарлы мерзімінде немесе одан бұрын пайдалануға берілген.',
      ru: 'Объект, записанный долгостроем, введён в плановый срок или раньше.',
      en: 'A facility recorded as long-stalled was commissioned by the day it was planned for.',
    },
    message: {
      kk: 'Жоспар бойынша {plannedOn}, {commissionedOn} күні пайдалануға берілген.',
      ru: 'По плану {plannedOn}, введён {commissionedOn}.',
      en: 'Planned for {plannedOn}, commissioned on {commissionedOn}.',
    },
    where: ['record.commissioned_on <= record.planned_on'],
    values: { plannedOn: 'record.planned_on', commissionedOn: 'record.commissioned_on' },
  }),
  duplicateRule(facility, {
    definition: {
      kk: 'Бір аумақтағы нысандардың түрі, атауы мен орны бірдей.',
      ru: 'У объектов одной территории одинаковы вид, название и место.',
      en: 'Facilities of one area have the same kind, name and place.',
    },
    key: ['record.kind_code', 'record.name', 'record.place_name'],
  }),
];
