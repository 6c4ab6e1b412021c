import { faction } from '../../topics/faction.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

const factionOfSession = `join faction
      on faction.id = record.faction_id
     and faction.region_code = record.region_code`;

export const factionRules: readonly QualityRule[] = [
  impossibleDayRule(faction),
  recordRule(faction, {
    code: 'session-outside-faction',
    severity: 'ERROR',
    names: { kk: 'Фракция ол күні болмаған', ru: 'Фракции в тот день не было', en: 'Faction not there that day' },
    definition: {
      kk: 'Отырыс фракция құрылғанға дейін немесе таратылғаннан кейін өткен.',
      ru: 'Заседание прошло до образования фракции или после её роспуска.',
      en: 'The session was held before its faction was formed, or after it was dissolved.',
    },
    message: {
      kk: '{heldOn} күні өткен; фракция {formedOn} күні құрылған, таратылған күні: {dissolvedOn}.',
      ru: 'Прошло {heldOn}; фракция образована {formedOn}, распущена: {dissolvedOn}.',
      en: 'Held on {heldOn}; the faction was formed on {formedOn}, dissolved: {dissolvedOn}.',
    },
    join: factionOfSession,
    where: ['(record.held_on < faction.formed_on or record.held_on > faction.dissolved_on)'],
    values: { heldOn: 'record.held_on', formedOn: 'faction.formed_on', dissolvedOn: 'faction.dissolved_on' },
  }),
  recordRule(faction, {
    code: 'more-attendees-than-members',
    severity: 'WARNING',
    names: { kk: 'Мүшелерден көп қатысушы', ru: 'Участников больше, чем членов', en: 'More attendees than members' },
    definition: {
      kk: 'Отырысқа қатысқандар фракция мүшелерінен көп.',
      ru: 'На заседании было больше участников, чем членов фракции.',
      en: 'More people attended the session than the faction has members.',
    },
    message: {
      kk: '{members} мүшесі бар фракцияның отырысына {attendees} адам қатысқан.',
      ru: 'На заседании {attendees} участников, членов фракции {members}.',
      en: '{attendees} attendees of a faction of {members} members.',
    },
    join: factionOfSession,
    where: ['record.attendees > faction.member_count'],
    values: { attendees: 'record.attendees', members: 'faction.member_count' },
  }),
  duplicateRule(faction, {
    definition: {
      kk: 'Бір фракцияның бір күнгі отырыстарының күн тәртібі бірдей.',
      ru: 'У заседаний одной фракции в один день одинакова повестка.',
      en: 'Sessions of one faction on one day have the same agenda.',
    },
    key: ['record.faction_id', 'record.held_on', 'record.agenda'],
  }),
];
