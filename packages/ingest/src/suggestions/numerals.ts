import type { TextLanguage } from './suggestion.js';

/** What a word counts: a number, or one that multiplies what stands before it. */
export interface Numeral {
  readonly value: bigint;
  readonly isMultiplier: boolean;
}

/** Kazakh numerals, each whole: only endings of cases and of "so many of them" may follow. */
const kazakh: readonly [string, bigint][] = [
  ['бір', 1n],
  ['екі', 2n],
  ['үш', 3n],
  ['төрт', 4n],
  ['бес', 5n],
  ['алты', 6n],
  ['жеті', 7n],
  ['сегіз', 8n],
  ['тоғыз', 9n],
  ['он', 10n],
  ['жиырма', 20n],
  ['отыз', 30n],
  ['қырық', 40n],
  ['елу', 50n],
  ['алпыс', 60n],
  ['жетпіс', 70n],
  ['сексен', 80n],
  ['тоқсан', 90n],
  ['жүз', 100n],
];
const kazakhEndings =
  /^(?:і|ы|ге|ға|ке|қа|ден|дан|тен|тан|нен|нан|нің|ның|дің|дың|тің|тың|ні|ны|ді|ды|ті|ты|сі|сы|уі|еуі|еуін|сін|сын|інің|ін)?$/u;
/** "Two of them" has a stem of its own. */
const kazakhCollectives: readonly [RegExp, bigint][] = [
  [/^біреу/u, 1n],
  [/^екеу/u, 2n],
  [/^үшеу/u, 3n],
  [/^төртеу/u, 4n],
  [/^бесеу/u, 5n],
  [/^алтау/u, 6n],
  [/^жетеу/u, 7n],
];
/** Words of other meanings that look like numerals with an ending. */
const kazakhOthers = new Set(['жүзеге', 'жүзі', 'жүзін', 'оны', 'онан', 'оның', 'тоқсаны', 'тоқсанның', 'тоқсанға']);

const russian: readonly [RegExp, bigint][] = [
  [/^од(?:ин|на|но|ного|ной|ному|ним|ну)$/u, 1n],
  [/^дв(?:а|е|ух|ум|умя)$|^двое$|^двоих$/u, 2n],
  [/^тр(?:и|ех|ем|емя)$|^трое$|^троих$/u, 3n],
  [/^четыр(?:е|ех|ем|ьмя)$|^четверо$/u, 4n],
  [/^пят(?:ь|и|ью)$|^пятеро$/u, 5n],
  [/^шест(?:ь|и|ью)$/u, 6n],
  [/^сем(?:ь|и|ью)$/u, 7n],
  [/^вос(?:емь|ьми|емью|ьмью)$/u, 8n],
  [/^девят(?:ь|и|ью)$/u, 9n],
  [/^десят(?:ь|и|ью)$/u, 10n],
  [/^одиннадцат(?:ь|и|ью)$/u, 11n],
  [/^двенадцат(?:ь|и|ью)$/u, 12n],
  [/^тринадцат(?:ь|и|ью)$/u, 13n],
  [/^четырнадцат(?:ь|и|ью)$/u, 14n],
  [/^пятнадцат(?:ь|и|ью)$/u, 15n],
  [/^шестнадцат(?:ь|и|ью)$/u, 16n],
  [/^семнадцат(?:ь|и|ью)$/u, 17n],
  [/^восемнадцат(?:ь|и|ью)$/u, 18n],
  [/^девятнадцат(?:ь|и|ью)$/u, 19n],
  [/^двадцат(?:ь|и|ью)$/u, 20n],
  [/^тридцат(?:ь|и|ью)$/u, 30n],
  [/^сорока?$/u, 40n],
  [/^п(?:ять|яти|ятью)десят[и]?$|^пятьюдесятью$/u, 50n],
  [/^шест(?:ь|и)десяти?$/u, 60n],
  [/^сем(?:ь|и)десяти?$/u, 70n],
  [/^восем(?:ь|и)десяти?$|^восьмидесяти$/u, 80n],
  [/^девяност[оа]$/u, 90n],
  [/^ст[оа]$|^сотн[яиюе]$/u, 100n],
  [/^двести$|^двухсот$|^двумстам$/u, 200n],
  [/^триста$|^трехсот$|^тремстам$/u, 300n],
  [/^четыреста$|^четырехсот$/u, 400n],
  [/^пятьсот$|^пятисот$/u, 500n],
  [/^шестьсот$|^шестисот$/u, 600n],
  [/^семьсот$|^семисот$/u, 700n],
  [/^восемьсот$|^восьмисот$/u, 800n],
  [/^девятьсот$|^девятисот$/u, 900n],
];

const multipliers: readonly [RegExp, bigint][] = [
  [/^мың(?:нан|ға|ды|ның|ы|дан|да|дай|тай)?$|^тыс$|^тысяч(?:а|и|е|у|ей|ами)?$/u, 1_000n],
  [/^млн$|^миллион(?:нан|ға|ды|ның|ы|дан|да|а|ов|у|ом|ам)?$/u, 1_000_000n],
  [/^млрд$|^миллиард(?:тан|қа|ты|тың|ы|тан|та|а|ов|у|ом|ам)?$/u, 1_000_000_000n],
  [/^трлн$|^триллион(?:нан|ға|ды|ның|ы|а|ов)?$/u, 1_000_000_000_000n],
];

/** The number that a folded word is; null where it is none. */
export function numeralOf(word: string, language: TextLanguage): Numeral | null {
  const multiplier = multipliers.find(([pattern]) => pattern.test(word));
  if (multiplier !== undefined) return { value: multiplier[1], isMultiplier: true };
  const value = language === 'KK' ? kazakhNumeral(word) : russian.find(([pattern]) => pattern.test(word))?.[1];
  return value === undefined ? null : { value, isMultiplier: false };
}

function kazakhNumeral(word: string): bigint | undefined {
  if (kazakhOthers.has(word)) return undefined;
  const collective = kazakhCollectives.find(([stem]) => stem.test(word));
  if (collective !== undefined) return collective[1];
  return kazakh.find(([stem]) => word.startsWith(stem) && kazakhEndings.test(word.slice(stem.length)))?.[1];
}

/** Shares that are said in words, in whole percent. */
const fractions: Readonly<Record<TextLanguage, readonly [RegExp, bigint][]>> = {
  KK: [
    [/^(?:тең )?жартысы(?:на|нан|ның|н)?(?!\p{L})(?! жыл)/u, 50n],
    [/^үштен екісі\p{L}{0,4}/u, 67n],
    [/^үштен бірі\p{L}{0,4}/u, 33n],
    [/^төрттен үші\p{L}{0,4}/u, 75n],
    [/^төрттен бірі\p{L}{0,4}|^ширегі\p{L}{0,3}/u, 25n],
    [/^бестен бірі\p{L}{0,4}/u, 20n],
    [/^оннан бірі\p{L}{0,4}/u, 10n],
  ],
  RU: [
    [/^половин(?:а|у|ы|е|ой)(?!\p{L})(?! (?:год|месяц|дня|\p{L}+ год))/u, 50n],
    [/^две трети|^двух третей/u, 67n],
    [/^(?:одна |одну )?треть(?!\p{L})|^трети(?!\p{L})/u, 33n],
    [/^три четверти|^трех четвертей/u, 75n],
    [/^(?:одна |одну )?четверть(?!\p{L})|^четверти(?!\p{L})/u, 25n],
    [/^пят(?:ая|ую) часть/u, 20n],
    [/^десят(?:ая|ую) часть/u, 10n],
  ],
};

/** A share in words at the beginning of a folded text, and how long it is. */
export function fractionAt(folded: string, language: TextLanguage): { percent: bigint; length: number } | null {
  for (const [pattern, percent] of fractions[language]) {
    const found = pattern.exec(folded);
    if (found !== null) return { percent, length: found[0].length };
  }
  return null;
}
