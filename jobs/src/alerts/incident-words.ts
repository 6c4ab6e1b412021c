import type { LocalizedText } from '@oblys/domain';
import type { TopicFreshness } from '@oblys/rollups';
import { formatDay, formatInstant } from './words.js';

interface IncidentText {
  readonly title: LocalizedText;
  readonly detail: LocalizedText;
}

export function overdueText({ topic: { names }, ...found }: TopicFreshness): IncidentText {
  return {
    title: {
      kk: `${names.kk}: көрсеткіштер кешікті`,
      ru: `${names.ru}: показатели просрочены`,
      en: `${names.en}: figures are overdue`,
    },
    detail: overdueDetail(found),
  };
}

/** @param overdue one at least; the first that became so tells since when */
export function allOverdueText(overdue: readonly TopicFreshness[]): IncidentText {
  const first = overdue.reduce((one, other) => ((other.asOf ?? '') < (one.asOf ?? '') ? other : one));
  const detail = overdueDetail(first);
  const listed = (locale: 'kk' | 'ru' | 'en') => overdue.map(({ topic }) => `– ${topic.names[locale]}`);
  return {
    title: { kk: 'Көрсеткіштер кешікті', ru: 'Показатели просрочены', en: 'Figures are overdue' },
    detail: {
      kk: [detail.kk, ...listed('kk')].join('\n'),
      ru: [detail.ru, ...listed('ru')].join('\n'),
      en: [detail.en, ...listed('en')].join('\n'),
    },
  };
}

function overdueDetail({ asOf, dueAsOf, overdueSince }: Omit<TopicFreshness, 'topic'>): LocalizedText {
  if (asOf === null || overdueSince === null) {
    return {
      kk: `${formatDay(dueAsOf, 'KK')} күніне көрсеткіштер болуы керек еді, бірақ олар әлі бір рет те есептелмеген.`,
      ru: `Показатели уже должны быть на ${formatDay(dueAsOf, 'RU')}, но они ещё ни разу не строились.`,
      en: `Figures as of ${formatDay(dueAsOf, 'EN')} have to be there by now, and none were ever built.`,
    };
  }
  return {
    kk: `Көрсеткіштер ${formatDay(asOf, 'KK')} күнгі. Келесі күннің көрсеткіштері ${formatInstant(overdueSince, 'KK')} дайын болуы керек еді.`,
    ru: `Последние показатели – на ${formatDay(asOf, 'RU')}, а показатели следующего дня должны были быть готовы ${formatInstant(overdueSince, 'RU')}.`,
    en: `Figures are as of ${formatDay(asOf, 'EN')}. Those of the next day had to be there by ${formatInstant(overdueSince, 'EN')}.`,
  };
}

export interface FoundOfTopic {
  readonly kind: 'CHECK' | 'VERIFY';
  readonly count: number;
  /** The first of them, as they were found. */
  readonly messages: readonly string[];
}

export function findingsText(names: LocalizedText, { kind, count, messages }: FoundOfTopic): IncidentText {
  const shown = messages.map((message) => `– ${message}`);
  const write = (lead: string) => [lead, ...shown].join('\n');
  if (kind === 'CHECK') {
    return {
      title: {
        kk: `${names.kk}: жаңа есептеу тексеруден өтпеді`,
        ru: `${names.ru}: новый расчёт не прошёл проверку`,
        en: `${names.en}: a build failed its checks`,
      },
      detail: {
        kk: write(`Бұрынғы көрсеткіштер көрсетіле береді. Сәйкес келмеген жолдар саны: ${count}.`),
        ru: write(`Показываются прежние показатели. Строк с нарушениями: ${count}.`),
        en: write(`The figures of the build before stay. Rows that contradict the records or themselves: ${count}.`),
      },
    };
  }
  return {
    title: {
      kk: `${names.kk}: сақталған көрсеткіштер жазбалармен сәйкес келмейді`,
      ru: `${names.ru}: сохранённые показатели расходятся с записями`,
      en: `${names.en}: stored figures differ from the records`,
    },
    detail: {
      kk: write(`Толық қайта есептеу айырма тапты. Жолдар саны: ${count}.`),
      ru: write(`Полный пересчёт нашёл расхождения. Строк: ${count}.`),
      en: write(`A full recount found differences. Rows: ${count}.`),
    },
  };
}
