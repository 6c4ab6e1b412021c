import type { Locale } from '@oblys/domain';

type Params = Readonly<Record<string, string>>;
type Sentence = (params: Params) => string;

/** What is wrong with a stated figure, as the end of a sentence about the value. */
const english = {
  NO_NUMBER: () => 'is no number of a figure: they count 1, 2, 3 …',
  NUMBER_TWICE: ({ line }) => `is the number of line ${line} already.`,
  TOO_MANY: ({ most }) => `is one figure too many: a report states at most ${most}.`,
  NO_WORDING: () => 'is missing: a figure is given with the words that state it.',
  WRONG_UNIT: ({ measure, unit }) => `is not what ${measure} is stated in, which is ${unit}.`,
  NOT_BY_PROGRAMME: ({ topic }) => `cannot be asked for: ${topic} is not counted by programme.`,
  UNKNOWN_MEASURE: ({ reason }) => `is no measure. ${reason}`,
  NOT_A_DECIMAL: () => 'is no number: it is written with digits, such as 1848.5.',
  NEGATIVE: () => 'is below 0, which no count, sum or share is.',
  NOT_WHOLE: ({ unit }) => `is no whole number of ${unit}.`,
  UNKNOWN_QUALIFIER: ({ known }) => `is no qualifier. The qualifiers are ${known}.`,
  ROUNDING_UNWANTED: ({ qualifier }) => `is for ROUNDED figures; this one is ${qualifier}.`,
  ROUNDING_MISSING: () => 'is missing: a ROUNDED figure names what it is rounded to.',
  ROUNDING_IMPOSSIBLE: ({ reason }) => `cannot be. ${reason}`,
  AFTER_LAST_DAY: ({ day }) => `is after the last day of the figure, ${day}.`,
  AFTER_AS_OF: ({ day }) => `is after the as-of day of the report, ${day}.`,
  NOT_A_DAY: () => 'is no date: a date is written YYYY-MM-DD, such as 2025-11-05.',
  UNKNOWN_PROGRAMME: () => 'is no programme that is known.',
} satisfies Record<string, Sentence>;

export type FigureProblemCode = keyof typeof english;

export interface FigureProblem {
  readonly code: FigureProblemCode;
  readonly params: Params;
}

const russian: Record<FigureProblemCode, Sentence> = {
  NO_NUMBER: () => 'не номер показателя: они считаются 1, 2, 3 …',
  NUMBER_TWICE: ({ line }) => `уже номер строки ${line}.`,
  TOO_MANY: ({ most }) => `лишний показатель: в отчёте их не больше ${most}.`,
  NO_WORDING: () => 'нет: показатель даётся вместе со словами, в которых он назван.',
  WRONG_UNIT: ({ measure, unit }) => `не единица показателя ${measure}: он даётся в ${unit}.`,
  NOT_BY_PROGRAMME: ({ topic }) => `не подходит: ${topic} не считается по программам.`,
  UNKNOWN_MEASURE: () => 'не известный показатель.',
  NOT_A_DECIMAL: () => 'не число: оно пишется цифрами, например 1848.5.',
  NEGATIVE: () => 'меньше нуля, чего не бывает.',
  NOT_WHOLE: () => 'не целое число, а считаются целые.',
  UNKNOWN_QUALIFIER: ({ known }) => `не точность. Возможны: ${known}.`,
  ROUNDING_UNWANTED: ({ qualifier }) => `только для округлённых (ROUNDED); здесь ${qualifier}.`,
  ROUNDING_MISSING: () => 'нет: у округлённого показателя (ROUNDED) указывается, до чего он округлён.',
  ROUNDING_IMPOSSIBLE: () => 'не может быть единицей округления этого значения.',
  AFTER_LAST_DAY: ({ day }) => `позже последнего дня показателя, ${day}.`,
  AFTER_AS_OF: ({ day }) => `позже отчётного дня, ${day}.`,
  NOT_A_DAY: () => 'не дата; напишите, например, 2025-11-05.',
  UNKNOWN_PROGRAMME: () => 'не известная программа.',
};

const kazakh: Record<FigureProblemCode, Sentence> = {
  NO_NUMBER: () => 'көрсеткіш нөмірі емес: олар 1, 2, 3 … деп саналады.',
  NUMBER_TWICE: ({ line }) => `${line}-жолдың нөмірі болып тұр.`,
  TOO_MANY: ({ most }) => `артық көрсеткіш: есепте ең көбі ${most} көрсеткіш болады.`,
  NO_WORDING: () => 'жоқ: көрсеткіш ол айтылған сөздермен бірге беріледі.',
  WRONG_UNIT: ({ measure, unit }) => `${measure} көрсеткішінің өлшем бірлігі емес: ол ${unit} арқылы беріледі.`,
  NOT_BY_PROGRAMME: ({ topic }) => `келмейді: ${topic} бағдарлама бойынша есептелмейді.`,
  UNKNOWN_MEASURE: () => 'белгілі көрсеткіш емес.',
  NOT_A_DECIMAL: () => 'сан емес: ол цифрмен жазылады, мысалы 1848.5.',
  NEGATIVE: () => 'нөлден кем, ондай болмайды.',
  NOT_WHOLE: () => 'бүтін сан емес, ал бүтін сан саналады.',
  UNKNOWN_QUALIFIER: ({ known }) => `дәлдік белгісі емес. Мүмкін белгілер: ${known}.`,
  ROUNDING_UNWANTED: ({ qualifier }) => `тек дөңгелектелген (ROUNDED) көрсеткіш үшін; мұнда ${qualifier}.`,
  ROUNDING_MISSING: () => 'жоқ: дөңгелектелген (ROUNDED) көрсеткіштің неге дейін дөңгелектелгені көрсетіледі.',
  ROUNDING_IMPOSSIBLE: () => 'бұл мәннің дөңгелектеу бірлігі бола алмайды.',
  AFTER_LAST_DAY: ({ day }) => `көрсеткіштің соңғы күнінен (${day}) кейін.`,
  AFTER_AS_OF: ({ day }) => `есептің күнінен (${day}) кейін.`,
  NOT_A_DAY: () => 'күн емес; мысалы, 2025-11-05 деп жазыңыз.',
  UNKNOWN_PROGRAMME: () => 'белгілі бағдарлама емес.',
};

const words: Readonly<Record<Locale, Record<FigureProblemCode, Sentence>>> = { KK: kazakh, RU: russian, EN: english };

/** What is wrong, in the reader's language. */
export function describeProblem({ code, params }: FigureProblem, locale: Locale): string {
  return words[locale][code](params);
}
