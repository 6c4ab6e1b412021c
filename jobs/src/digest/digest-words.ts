import type { Locale } from '@oblys/domain';
import type { WithheldReason } from '@oblys/rollups';

/** What is said in a digest beside names and figures. */
export interface DigestWords {
  readonly title: (area: string, day: string) => string;
  readonly lead: (day: string, since: string) => string;
  readonly measure: string;
  readonly yearSoFar: string;
  readonly week: string;
  readonly points: string;
  /** What may be bad news. */
  readonly attention: string;
  readonly overdueItems: string;
  readonly findings: string;
  readonly findingKind: Readonly<Record<string, string>>;
  readonly disagreements: string;
  readonly stated: string;
  readonly computed: string;
  readonly freshness: string;
  readonly allCurrent: string;
  readonly late: string;
  readonly none: string;
  readonly unknown: string;
  readonly withheld: Readonly<Record<WithheldReason, string>>;
  readonly look: string;
  readonly builtBy: string;
}

export const digestWords: Readonly<Record<Locale, DigestWords>> = {
  KK: {
    title: (area, day) => `${area}: апта қорытындысы, ${day}`,
    lead: (day, since) => `Жыл басынан бергі көрсеткіштер (${day}) және ${since} күнінен кейінгі өзгеріс.`,
    measure: 'Көрсеткіш',
    yearSoFar: 'Жыл басынан',
    week: 'Апта ішінде',
    points: 'п. т.',
    attention: 'Назарда',
    overdueItems: 'Жол картасының мерзімі өткен тармақтары',
    findings: 'Ашық ескертпелер',
    findingKind: { CHECK: 'есептеу тексеруден өтпеді', VERIFY: 'сақталған көрсеткіш жазбалармен сәйкес келмейді' },
    disagreements: 'Жазбалармен сәйкес келмейтін есеп көрсеткіштері',
    stated: 'есепте',
    computed: 'есептелгені',
    freshness: 'Көрсеткіштердің жаңалығы',
    allCurrent: 'барлығы уақытында есептелген',
    late: 'кешіккендері',
    none: 'жоқ',
    unknown: 'белгісіз',
    withheld: {
      NOT_REPORTED: 'есеп берілмеген',
      SUPPRESSED: 'жасырылған',
      NOT_ALLOWED: 'рұқсат жоқ',
      NOT_COMPUTED: 'есептелмеген',
      NO_DENOMINATOR: 'бөлетін сан жоқ',
      NO_SINGLE_SUCCESSOR: 'аумақ бөлінген',
    },
    look: 'Толығырақ қарау',
    builtBy: 'Есептеген орындалу',
  },
  RU: {
    title: (area, day) => `${area}: итоги недели, ${day}`,
    lead: (day, since) => `Показатели с начала года на ${day} и их изменение с ${since}`,
    measure: 'Показатель',
    yearSoFar: 'С начала года',
    week: 'За неделю',
    points: 'п. п.',
    attention: 'На контроле',
    overdueItems: 'Просроченные пункты дорожной карты',
    findings: 'Открытые замечания',
    findingKind: { CHECK: 'расчёт не прошёл проверку', VERIFY: 'сохранённое расходится с записями' },
    disagreements: 'Показатели отчётов, которые расходятся с записями',
    stated: 'в отчёте',
    computed: 'вычислено',
    freshness: 'Свежесть показателей',
    allCurrent: 'все построены вовремя',
    late: 'просрочены',
    none: 'нет',
    unknown: 'неизвестно',
    withheld: {
      NOT_REPORTED: 'нет отчётности',
      SUPPRESSED: 'скрыто',
      NOT_ALLOWED: 'нет доступа',
      NOT_COMPUTED: 'не вычислено',
      NO_DENOMINATOR: 'не от чего считать долю',
      NO_SINGLE_SUCCESSOR: 'территория разделена',
    },
    look: 'Подробнее',
    builtBy: 'Запуск расчёта',
  },
  EN: {
    title: (area, day) => `${area}: the week to ${day}`,
    lead: (day, since) => `Figures of the year so far as of ${day}, and what has changed since ${since}.`,
    measure: 'Measure',
    yearSoFar: 'Year so far',
    week: 'This week',
    points: 'pp',
    attention: 'To watch',
    overdueItems: 'Roadmap items overdue',
    findings: 'Open findings',
    findingKind: { CHECK: 'a build failed its checks', VERIFY: 'stored figures differ from the records' },
    disagreements: 'Figures of reports that the records do not bear out',
    stated: 'stated',
    computed: 'computed',
    freshness: 'Freshness of figures',
    allCurrent: 'all were built in time',
    late: 'overdue',
    none: 'none',
    unknown: 'unknown',
    withheld: {
      NOT_REPORTED: 'not reported',
      SUPPRESSED: 'suppressed',
      NOT_ALLOWED: 'not allowed',
      NOT_COMPUTED: 'not computed',
      NO_DENOMINATOR: 'a share of nothing',
      NO_SINGLE_SUCCESSOR: 'the area was split',
    },
    look: 'See more',
    builtBy: 'Built by run',
  },
};
