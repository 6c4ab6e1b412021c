import { businessTimeZone, type Locale } from '@oblys/domain';

/** Of BCP 47, for Intl and for pages. */
export const languageTags: Record<Locale, string> = { KK: 'kk-KZ', RU: 'ru-RU', EN: 'en-GB' };

/** What is said about any incident. */
export interface AlertWords {
  readonly opened: string;
  readonly closed: string;
  readonly test: string;
  readonly testDetail: string;
  readonly severity: Readonly<Record<'WARNING' | 'CRITICAL', string>>;
  readonly since: string;
  readonly until: string;
  readonly area: string;
  readonly run: string;
  readonly look: string;
  readonly automatic: string;
}

export const alertWords: Readonly<Record<Locale, AlertWords>> = {
  KK: {
    opened: 'Ескерту',
    closed: 'Шешілді',
    test: 'Сынақ хабарламасы',
    testDetail: 'Хабарламалар осы мекенжайға жетеді. Ештеңе істеудің қажеті жоқ.',
    severity: { WARNING: 'Назар аударыңыз', CRITICAL: 'Шұғыл' },
    since: 'Басталды',
    until: 'Аяқталды',
    area: 'Аумақ',
    run: 'Орындалу',
    look: 'Толығырақ қарау',
    automatic: 'Бұл хабарламаны Oblys платформасы өзі жіберді; оған жауап берудің қажеті жоқ.',
  },
  RU: {
    opened: 'Внимание',
    closed: 'Устранено',
    test: 'Пробное сообщение',
    testDetail: 'Сообщения доходят до этого адреса. Делать ничего не нужно.',
    severity: { WARNING: 'Требует внимания', CRITICAL: 'Срочно' },
    since: 'Началось',
    until: 'Закончилось',
    area: 'Территория',
    run: 'Запуск',
    look: 'Подробнее',
    automatic: 'Это сообщение отправлено платформой Oblys автоматически; отвечать на него не нужно.',
  },
  EN: {
    opened: 'Alert',
    closed: 'Resolved',
    test: 'Test message',
    testDetail: 'Messages arrive at this address. There is nothing to do.',
    severity: { WARNING: 'Needs attention', CRITICAL: 'Urgent' },
    since: 'Began',
    until: 'Ended',
    area: 'Area',
    run: 'Run',
    look: 'See more',
    automatic: 'This message was sent by the Oblys platform by itself; there is no need to answer it.',
  },
};

/** An instant on the clocks of Asia/Almaty. */
export function formatInstant(instant: Date, locale: Locale): string {
  const format = new Intl.DateTimeFormat(languageTags[locale], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: businessTimeZone,
  });
  return format.format(instant);
}

/** A calendar date, YYYY-MM-DD, in words; no zone can shift it. */
export function formatDay(date: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}
