import type { Locale } from '@oblys/domain';

/** The sentences on a report held against itself. Numbers and ranges come written already. */
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
  },
};
