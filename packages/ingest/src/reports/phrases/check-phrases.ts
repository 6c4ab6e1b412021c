import type { Locale } from '@oblys/domain';

/** The sentences on a report held against itself or an earlier one. Numbers, ranges and days come written already. */
export interface CheckPhrases {
  /** Each part with its name and its range; none where there are too many counts to tell. */
  fits(whole: string, parts: readonly string[]): string;
  /** Ends so that one of the reasons can follow at once. */
  contradicts: string;
  impossible(name: string): string;
  exceed(whole: string, least: string): string;
  fallShort(whole: string, most: string): string;
  undecided: string;
  quoted(name: string): string;
  rest: string;
  range(from: string, to: string): string;
  atLeast(from: string): string;
  /** A span without a first day. */
  upTo(day: string): string;
  /** Statements of one thing that cannot both be true. */
  excluded(name: string, numbers: string): string;
  programmes: SumPhrases;
  spans: SumPhrases & { fallShort(told: SumTold, most: string, least: string): string };
  grows(told: SeriesTold): string;
  falls(told: SeriesTold): string;
}

/** Parts that lie within a whole, or do not; each is told by the numbers of its figures. */
interface SumPhrases {
  fit(told: SumTold): string;
  /** @param least of the parts together, @param most of the whole; ends the sentence that `contradicts` begins */
  exceed(told: SumTold, least: string, most: string): string;
}

interface SumTold {
  name: string;
  whole: string;
  parts: string;
  /** Of the whole; empty where the parts are no spans. */
  span: string;
}

/** What this report and an earlier one state of something that only grows, with the words of both. */
interface SeriesTold {
  name: string;
  now: string;
  nowWords: string;
  before: string;
  beforeWords: string;
  title: string;
  asOf: string;
}

const listed = (parts: readonly string[]) => parts.join('; ');

export const checkPhrases: Record<Locale, CheckPhrases> = {
  KK: {
    fits: (whole, parts) =>
      `Көрсетілген мәндер өзара үйлеседі: бәріне бірдей сай келетін бүтін сандар бар.${parts.length === 0 ? '' : ` ${whole}, оның ішінде: ${listed(parts)}.`}`,
    contradicts: 'Көрсетілген мәндер бір-біріне қайшы: ',
    impossible: (name) => `${name} туралы көрсетілгеннің бәріне бірдей сай келетін бүтін сан жоқ.`,
    exceed: (whole, least) => `${whole} бөліктерінің қосындысы кемінде ${least}, бұл бүтіннен артық.`,
    fallShort: (whole, most) => `${whole} бөліктерінің қосындысы ең көбі ${most}, бұл бүтінге жетпейді.`,
    undecided: 'Көрсетілген мәндерге сай келетін бүтін сандар табылмады, ал барлығын тексеру тым көп.',
    quoted: (name) => `«${name}»`,
    rest: 'қалғаны',
    range: (from, to) => `${from}–${to}`,
    atLeast: (from) => `кемінде ${from}`,
    upTo: (day) => `соңғы күні — ${day}`,
    excluded: (name, numbers) => `${name} туралы көрсетілген мәндер (№ ${numbers}) бірін-бірі жоққа шығарады.`,
    programmes: {
      fit: ({ name, whole, parts }) =>
        `Көрсетілген мәндер өзара үйлеседі: ${name} бойынша жекелеген бағдарламалардың мәндері (№ ${parts}) жалпы мәннен (№ ${whole}) аспайды.`,
      exceed: ({ name, whole, parts }, least, most) =>
        `${name} бойынша жекелеген бағдарламалардың мәндері (№ ${parts}) қосылғанда кемінде ${least}, ал жалпы мән (№ ${whole}) ең көбі ${most}.`,
    },
    spans: {
      fit: ({ name, whole, parts, span }) =>
        `Көрсетілген мәндер өзара үйлеседі: ${name} бойынша қысқа кезеңдердің мәндері (№ ${parts}) олар кіретін кезеңнің (${span}) мәнінен (№ ${whole}) аспайды.`,
      exceed: ({ name, whole, parts, span }, least, most) =>
        `${name} бойынша қысқа кезеңдердің мәндері (№ ${parts}) қосылғанда кемінде ${least}, ал олар кіретін кезеңнің (${span}) мәні (№ ${whole}) ең көбі ${most}.`,
      fallShort: ({ name, whole, parts, span }, most, least) =>
        `${name} бойынша кезеңді (${span}) түгел құрайтын қысқа кезеңдердің мәндері (№ ${parts}) қосылғанда ең көбі ${most}, ал сол кезеңнің мәні (№ ${whole}) кемінде ${least}.`,
    },
    grows: ({ name, now, nowWords, before, beforeWords, title, asOf }) =>
      `${name} көрсеткіші кемімеген: бұл есепте ${now} деп көрсетілген (${nowWords}), ал бұрынғы есепте (${title}, есепті күні — ${asOf}) ${before} деп көрсетілген (${beforeWords}).`,
    falls: ({ name, now, nowWords, before, beforeWords, title, asOf }) =>
      `${name} көрсеткіші жыл ішінде тек өсуі мүмкін, алайда кеміген: бұл есепте ${now} деп көрсетілген (${nowWords}), ал бұрынғы есепте (${title}, есепті күні — ${asOf}) ${before} деп көрсетілген (${beforeWords}).`,
  },
  RU: {
    fits: (whole, parts) =>
      `Указанные значения согласуются между собой: есть целые числа, подходящие ко всем сразу.${parts.length === 0 ? '' : ` ${whole}, в том числе: ${listed(parts)}.`}`,
    contradicts: 'Указанные значения противоречат друг другу: ',
    impossible: (name) => `нет целого числа, подходящего ко всему, что указано о показателе ${name}.`,
    exceed: (whole, least) => `части показателя ${whole} вместе составляют не менее ${least}, а это больше целого.`,
    fallShort: (whole, most) => `части показателя ${whole} вместе составляют не более ${most}, а это не всё целое.`,
    undecided: 'Целых чисел, подходящих к указанным значениям, не найдено, а проверить все слишком долго.',
    quoted: (name) => `«${name}»`,
    rest: 'остальное',
    range: (from, to) => `от ${from} до ${to}`,
    atLeast: (from) => `не менее ${from}`,
    upTo: (day) => `по ${day}`,
    excluded: (name, numbers) => `значения показателя ${name} (№ ${numbers}) исключают друг друга.`,
    programmes: {
      fit: ({ name, whole, parts }) =>
        `Указанные значения согласуются между собой: значения показателя ${name} по отдельным программам (№ ${parts}) укладываются в общее (№ ${whole}).`,
      exceed: ({ name, whole, parts }, least, most) =>
        `значения показателя ${name} по отдельным программам (№ ${parts}) вместе составляют не менее ${least}, а общее (№ ${whole}) — не более ${most}.`,
    },
    spans: {
      fit: ({ name, whole, parts, span }) =>
        `Указанные значения согласуются между собой: значения показателя ${name} за более короткие периоды (№ ${parts}) укладываются в значение за весь период ${span} (№ ${whole}).`,
      exceed: ({ name, whole, parts, span }, least, most) =>
        `значения показателя ${name} за более короткие периоды (№ ${parts}) вместе составляют не менее ${least}, а за весь период ${span} (№ ${whole}) — не более ${most}.`,
      fallShort: ({ name, whole, parts, span }, most, least) =>
        `периоды, из которых состоит весь период ${span}, вместе дают по показателю ${name} не более ${most} (№ ${parts}), а за весь период указано не менее ${least} (№ ${whole}).`,
    },
    grows: ({ name, now, nowWords, before, beforeWords, title, asOf }) =>
      `Показатель ${name} не уменьшился: в этом отчёте указано ${now} (${nowWords}), а в более раннем отчёте ${title} (на ${asOf}) указано ${before} (${beforeWords}).`,
    falls: ({ name, now, nowWords, before, beforeWords, title, asOf }) =>
      `Показатель ${name} в течение года может только расти, но он уменьшился: в этом отчёте указано ${now} (${nowWords}), а в более раннем отчёте ${title} (на ${asOf}) указано ${before} (${beforeWords}).`,
  },
  EN: {
    fits: (whole, parts) =>
      `The figures agree with each other: whole counts exist that fit them all.${parts.length === 0 ? '' : ` ${whole}, of which: ${listed(parts)}.`}`,
    contradicts: 'The figures contradict each other: ',
    impossible: (name) => `no whole count fits everything that is stated of ${name}.`,
    exceed: (whole, least) => `the parts of ${whole} come to at least ${least}, which is more than the whole.`,
    fallShort: (whole, most) => `the parts of ${whole} come to no more than ${most}, which is not the whole.`,
    undecided: 'No whole counts were found that fit the figures, and there are too many to try them all.',
    quoted: (name) => `“${name}”`,
    rest: 'the rest',
    range: (from, to) => `${from} to ${to}`,
    atLeast: (from) => `at least ${from}`,
    upTo: (day) => `up to ${day}`,
    excluded: (name, numbers) => `the values stated of ${name} (No. ${numbers}) exclude each other.`,
    programmes: {
      fit: ({ name, whole, parts }) =>
        `The figures agree with each other: what is stated of ${name} for single programmes (No. ${parts}) lies within what is stated for all (No. ${whole}).`,
      exceed: ({ name, whole, parts }, least, most) =>
        `what is stated of ${name} for single programmes (No. ${parts}) comes to at least ${least}, and for all (No. ${whole}) it is no more than ${most}.`,
    },
    spans: {
      fit: ({ name, whole, parts, span }) =>
        `The figures agree with each other: what is stated of ${name} for shorter spans (No. ${parts}) lies within the span of ${span} (No. ${whole}).`,
      exceed: ({ name, whole, parts, span }, least, most) =>
        `what is stated of ${name} for shorter spans (No. ${parts}) comes to at least ${least}, and for the span of ${span} that holds them (No. ${whole}) it is no more than ${most}.`,
      fallShort: ({ name, whole, parts, span }, most, least) =>
        `the spans that make up ${span} come to no more than ${most} of ${name} (No. ${parts}), and for all of it (No. ${whole}) at least ${least} is stated.`,
    },
    grows: ({ name, now, nowWords, before, beforeWords, title, asOf }) =>
      `${name} has not fallen: this report states ${now} (${nowWords}), and the earlier report ${title} as of ${asOf} stated ${before} (${beforeWords}).`,
    falls: ({ name, now, nowWords, before, beforeWords, title, asOf }) =>
      `${name} can only grow within a year, and has fallen: this report states ${now} (${nowWords}), and the earlier report ${title} as of ${asOf} stated ${before} (${beforeWords}).`,
  },
};
