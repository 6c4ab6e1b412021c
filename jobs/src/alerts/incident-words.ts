import type { LocalizedText } from '@oblys/domain';
import { formatDay, formatInstant } from './words.js';

interface IncidentText {
  readonly title: LocalizedText;
  readonly detail: LocalizedText;
}

/** @param asOf the day of the current build; null where the topic was never built */
export function overdueText(
  names: LocalizedText,
  { asOf, dueAsOf, overdueSince }: { asOf: string | null; dueAsOf: string; overdueSince: Date | null },
): IncidentText {
  const title = {
    kk: `${names.kk}: көрсеткіштер кешікті`,
    ru: `${names.ru}: показатели просрочены`,
    en: `${names.en}: figures are overdue`,
  };
  if (asOf === null || overdueSince === null) {
    return {
      title,
      detail: {
        kk: `${formatDay(dueAsOf, 'KK')} күніне көрсеткіштер болуы керек еді, бірақ олар әлі бір рет те есептелмеген.`,
        ru: `Показатели уже должны быть на ${formatDay(dueAsOf, 'RU')}, но они ещё ни разу не строились.`,
        en: `Figures as of ${formatDay(dueAsOf, 'EN')} have to be there by now, and none were ever built.`,
      },
    };
  }
  return {
    title,
    detail: {
      kk: `Көрсеткіштер ${formatDay(asOf, 'KK')} күнгі. Келесі күннің көрсеткіштері ${formatInstant(overdueSince, 'KK')} дайын болуы керек еді.`,
      ru: `Последние показатели – на ${formatDay(asOf, 'RU')}, а показатели следующего дня должны были быть готовы ${formatInstant(overdueSince, 'RU')}.`,
      en: `Figures are as of ${formatDay(asOf, 'EN')}. Those of the next day had to be there by ${formatInstant(overdueSince, 'EN')}.`,
    },
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
