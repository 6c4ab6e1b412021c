import type { LocalizedText } from '@oblys/domain';

/** What dimensions are called over a column of their values; every one that figures are told apart by is here. */
export const dimensionWords: Readonly<Record<string, LocalizedText>> = {
  REGION: { kk: 'Өңір', ru: 'Регион', en: 'Region' },
  DISTRICT: { kk: 'Аудан', ru: 'Район', en: 'District' },
  PROGRAMME: { kk: 'Бағдарлама', ru: 'Программа', en: 'Programme' },
  TOPIC: { kk: 'Тақырып', ru: 'Тема', en: 'Subject' },
  CHANNEL: { kk: 'Арна', ru: 'Канал', en: 'Channel' },
  OUTCOME: { kk: 'Нәтиже', ru: 'Результат', en: 'Outcome' },
  SECTOR: { kk: 'Сала', ru: 'Отрасль', en: 'Sector' },
  RECIPIENT_KIND: { kk: 'Алушының түрі', ru: 'Вид получателя', en: 'Kind of recipient' },
  BODY: { kk: 'Орган', ru: 'Орган', en: 'Body' },
  COUNTERPART: { kk: 'Екінші тарап', ru: 'Вторая сторона', en: 'Counterpart' },
  KIND: { kk: 'Түрі', ru: 'Вид', en: 'Kind' },
  MONTH: { kk: 'Ай', ru: 'Месяц', en: 'Month' },
  QUARTER: { kk: 'Тоқсан', ru: 'Квартал', en: 'Quarter' },
  HALF_YEAR: { kk: 'Жартыжылдық', ru: 'Полугодие', en: 'Half-year' },
  YEAR: { kk: 'Жыл', ru: 'Год', en: 'Year' },
};
