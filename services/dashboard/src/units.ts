import type { PageLocale } from './locale.js';

/** Of a unit that is one sign or does not change with the number: the text; else the forms by plural category. */
export type UnitForms = string | { one?: string; few?: string; many?: string; other: string };

const signs: Readonly<Record<string, string>> = { percent: '%', KZT: '₸' };

const words: Readonly<Record<string, { kk: string; ru: [string, string, string]; en: [string, string] }>> = {
  organizations: {
    kk: 'ұйым',
    ru: ['организация', 'организации', 'организаций'],
    en: ['organisation', 'organisations'],
  },
  elections: { kk: 'сайлау', ru: ['выборы', 'выборов', 'выборов'], en: ['election', 'elections'] },
  sessions: { kk: 'отырыс', ru: ['заседание', 'заседания', 'заседаний'], en: ['session', 'sessions'] },
  proposals: { kk: 'ұсыныс', ru: ['предложение', 'предложения', 'предложений'], en: ['proposal', 'proposals'] },
  items: { kk: 'тармақ', ru: ['пункт', 'пункта', 'пунктов'], en: ['item', 'items'] },
  facilities: { kk: 'нысан', ru: ['объект', 'объекта', 'объектов'], en: ['facility', 'facilities'] },
  events: { kk: 'іс-шара', ru: ['мероприятие', 'мероприятия', 'мероприятий'], en: ['event', 'events'] },
  people: { kk: 'адам', ru: ['человек', 'человека', 'человек'], en: ['person', 'people'] },
  projects: { kk: 'жоба', ru: ['проект', 'проекта', 'проектов'], en: ['project', 'projects'] },
  appeals: { kk: 'өтініш', ru: ['обращение', 'обращения', 'обращений'], en: ['appeal', 'appeals'] },
  cases: { kk: 'іс', ru: ['дело', 'дела', 'дел'], en: ['case', 'cases'] },
};

/** Undefined for a unit that nobody has put into words yet. */
export function unitForms(unit: string, locale: PageLocale): UnitForms | undefined {
  const sign = signs[unit];
  if (sign !== undefined) return sign;
  const forms = words[unit];
  if (forms === undefined) return undefined;
  if (locale === 'kk') return { other: forms.kk };
  if (locale === 'en') return { one: forms.en[0], other: forms.en[1] };
  return { one: forms.ru[0], few: forms.ru[1], many: forms.ru[2], other: forms.ru[1] };
}
