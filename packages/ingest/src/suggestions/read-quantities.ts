import type { Qualifier } from '@oblys/domain';
import type { Mask } from './masks.js';
import { fractionAt, numeralOf } from './numerals.js';
import type { Sentence } from './sentences.js';
import type { PassedOverReason, Span, TextLanguage } from './suggestion.js';

/** A number of the text, as it is qualified there. */
export interface Quantity extends Span {
  /** With the words that qualify it. */
  readonly wordsStart: number;
  readonly wordsEnd: number;
  /** A plain decimal. */
  readonly value: string;
  readonly isPercent: boolean;
  readonly qualifier: Qualifier;
  /** What it is rounded to; null where it is not rounded. */
  readonly roundingUnit: string | null;
  /** Said in words alone; those below ten say little without their noun. */
  readonly isInWords: boolean;
  /** The ending behind the digits, such as "і" of "50-і". */
  readonly ending: string;
  /** Set where the form alone says that it is no figure. */
  readonly reason: PassedOverReason | null;
}

/**
 * Every number of a sentence, in its order.
 * @param own the masks that reach into the sentence
 */
export function readQuantities(folded: string, sentence: Sentence, own: readonly Mask[]): Quantity[] {
  const quantities: Quantity[] = [];
  let index = sentence.start;
  while (index < sentence.end) {
    const mask = own.find(({ start, end }) => start <= index && end > index);
    if (mask !== undefined) {
      quantities.push(masked(folded, mask));
      index = mask.end;
      continue;
    }
    const read = startsToken(folded, index) ? readAt(folded, index, sentence, own) : null;
    if (read === null) {
      index += 1;
      continue;
    }
    quantities.push(read);
    index = Math.max(read.end, index + 1);
  }
  return supersede(quantities, folded);
}

function masked(folded: string, { start, end, reason }: Mask): Quantity {
  const plain = { value: '0', isPercent: false, qualifier: 'EXACT', roundingUnit: null } as const;
  return {
    ...plain,
    start,
    end,
    wordsStart: start,
    wordsEnd: end,
    isInWords: !/\d/.test(folded.slice(start, end)),
    ending: '',
    reason,
  };
}

function startsToken(folded: string, index: number): boolean {
  return /[\p{L}\d]/u.test(folded[index]!) && !/[\p{L}\d]/u.test(folded[index - 1] ?? ' ');
}

const group = '[ \\u00a0]';
const digits = new RegExp(`^(?:\\d{1,3}(?:${group}\\d{3})+(?!\\d)|\\d+)(?:[.,]\\d+(?![\\d.]))?`, 'u');
const kazakhEnding =
  /^-(?:дің|дың|тің|тың|нің|ның|ден|дан|тен|тан|нен|нан|інен|ынан|сінен|сынан|інің|ының|сінің|сының|іне|ына|сіне|сына|еуі|еуінің|сі|сы|ін|ын|сін|сын|ге|ға|ке|қа|де|да|те|та|ні|ны|ді|ды|ті|ты|не|на|і|ы|мен|бен|пен)(?!\p{L})/u;
const russianEnding = /^-(?:ти|ми|ух|ех|ью|юх|х|и|ю|та)(?!\p{L})/u;

function readAt(folded: string, start: number, sentence: Sentence, masks: readonly Mask[]): Quantity | null {
  const { language } = sentence;
  const limit = masks.find((mask) => mask.start > start)?.start ?? sentence.end;
  const rest = folded.slice(start, Math.min(limit, start + 200));
  const fraction = fractionAt(rest, language);
  if (fraction !== null) {
    const isHalfOfTime = /(?:перв|втор|бірінші|екінші)\p{L}{0,5} $/u.test(folded.slice(Math.max(0, start - 12), start));
    if (!isHalfOfTime) return fractionQuantity(folded, sentence, start, fraction);
  }
  const number = new NumberReader(rest, language).read();
  return number === null ? null : qualify(folded, sentence, start, number);
}

interface ReadNumber {
  readonly length: number;
  readonly value: bigint;
  /** How many of the last digits stand behind the point. */
  readonly places: number;
  /** What the last word multiplied; 1 where none did. */
  readonly lastUnit: bigint;
  readonly isInWords: boolean;
  readonly ending: string;
  readonly isVague: boolean;
}

/** Reads the number at the beginning of a text: digits, words, and what multiplies them, from large to small. */
class NumberReader {
  private position = 0;
  /** In thousandths, so that 17.25 thousand has no rest. */
  private total = 0n;
  private lastUnit = 0n;
  private places = 0;
  private isInWords = true;
  private ending = '';

  constructor(
    private readonly text: string,
    private readonly language: TextLanguage,
  ) {}

  read(): ReadNumber | null {
    let isFirst = true;
    while (this.readPart(isFirst)) isFirst = false;
    if (isFirst) return null;
    const isVague = /^(?:тысячи|миллионы|миллиарды|сотни)(?!\p{L})/u.test(this.text);
    const { position: length, total: value, places, lastUnit, isInWords, ending } = this;
    return { length, value, places, lastUnit, isInWords, ending, isVague };
  }

  /** One number with what multiplies it; false where there is none that goes on from what was read. */
  private readPart(isFirst: boolean): boolean {
    const gap = isFirst ? 0 : /^(?: |-)(?=\S)/u.exec(this.text.slice(this.position))?.[0].length;
    if (gap === undefined) return false;
    const rest = this.text.slice(this.position + gap);
    const count = withHalf(this.readDigits(rest, isFirst) ?? this.readWords(rest), rest);
    const behind = count === null ? rest : rest.slice(count.length);
    const multiplier = this.readMultiplier(behind, count !== null);
    if (count === null && multiplier === null) return false;
    const scaled = (count?.value ?? 1_000n) * (multiplier?.value ?? 1n);
    const unit = multiplier?.value ?? 1n;
    if (!isFirst && (this.lastUnit <= unit || scaled >= this.lastUnit * 1_000n)) return false;
    // Two numbers in digits beside each other are two, unless a word of the first says of what.
    if (!isFirst && this.lastUnit === 1n) return false;
    this.total += scaled;
    this.lastUnit = unit;
    this.places = count?.places ?? 0;
    this.ending = count?.ending ?? '';
    this.position += gap + (count?.length ?? 0) + (multiplier?.length ?? 0);
    return unit > 1n || isFirst;
  }

  private readDigits(rest: string, isFirst: boolean) {
    const [found] = digits.exec(rest) ?? [];
    if (found === undefined) return null;
    const plain = found.replace(/[ \u00a0]/gu, '');
    const [whole = '', fraction = ''] = plain.split(/[.,]/);
    const [ending = ''] = (this.language === 'KK' ? kazakhEnding : russianEnding).exec(rest.slice(found.length)) ?? [];
    if (isFirst) this.isInWords = false;
    const isThousands =
      fraction.length === 3 &&
      whole.length <= 3 &&
      whole !== '0' &&
      !/^ ?(?:млн|млрд|мың|тыс|милли)/u.test(rest.slice(found.length));
    const value = isThousands ? BigInt(whole + fraction) * 1_000n : BigInt(whole + fraction.slice(0, 3).padEnd(3, '0'));
    return {
      value,
      places: isThousands ? 0 : fraction.length,
      length: found.length + ending.length,
      ending: ending.slice(1),
    };
  }

  /** Words below a thousand that follow each other: "екі жүз елу", "двести пятьдесят". */
  private readWords(rest: string) {
    const [oneAndAHalf] = /^полтор[аы](?!\p{L})|^полутора(?!\p{L})/u.exec(rest) ?? [];
    if (oneAndAHalf !== undefined) return { value: 1_500n, places: 1, length: oneAndAHalf.length, ending: '' };
    let value = 0n;
    let last = 0n;
    let length = 0;
    for (let gap = 0; ; gap = 1) {
      const behind = rest.slice(length + gap);
      if (gap === 1 && rest[length] !== ' ') break;
      const [word] = /^[\p{L}]+/u.exec(behind) ?? [];
      const numeral = word === undefined ? null : numeralOf(word, this.language);
      if (numeral === null || numeral.isMultiplier) break;
      const isTimes = numeral.value === 100n && value > 0n && value < 10n;
      if (last !== 0n && !isTimes && numeral.value >= last) break;
      if (last !== 0n && last < 20n && !isTimes && !(last === 10n && numeral.value < 10n)) break;
      value = isTimes ? value * 100n : value + numeral.value;
      last = isTimes ? 100n : numeral.value;
      length += gap + word!.length;
    }
    return length === 0 ? null : { value: value * 1_000n, places: 0, length, ending: '' };
  }

  private readMultiplier(behind: string, hasCount: boolean) {
    const start = hasCount && behind.startsWith(' ') ? 1 : 0;
    const [found] = /^[\p{L}]+/u.exec(behind.slice(start)) ?? [];
    const numeral = found === undefined ? null : numeralOf(found, this.language);
    if (numeral?.isMultiplier !== true) return null;
    const stop = /^\.(?! ?\p{Lu})/u.test(behind.slice(start + found!.length)) && found!.length <= 4 ? 1 : 0;
    return { value: numeral.value, length: start + found!.length + stop };
  }
}

interface Count {
  readonly value: bigint;
  readonly places: number;
  readonly length: number;
  readonly ending: string;
}

/** "үш жарым мың", "пять с половиной тысяч": the half of what the next word multiplies. */
function withHalf(count: Count | null, rest: string): Count | null {
  if (count === null) return null;
  const half = /^ (?:жарым|с половиной)(?= (?:мың|миллион|млн|миллиард|млрд|тысяч|тыс))/u.exec(
    rest.slice(count.length),
  );
  if (half === null) return count;
  return { ...count, value: count.value + 500n, places: 1, length: count.length + half[0].length };
}

function qualify(
  folded: string,
  { start: from, end: to, language }: Sentence,
  start: number,
  number: ReadNumber,
): Quantity {
  const end = start + number.length;
  const percent = /^(?: ?%| ?(?:пайыз|процент)\p{L}*)(?:-?(?:ға|ке|ын|ы|дан|ін|і|на|ды))?(?!\p{L})/u.exec(
    folded.slice(end, to),
  );
  const valueEnd = end + (percent?.[0].length ?? 0);
  const hedge = findHedge(folded, { from, to, start, end: valueEnd }, language);
  const isPercent = percent !== null;
  const value = formatThousandths(number.value);
  const unit = roundingUnitOf(number, isPercent);
  return {
    start,
    end: valueEnd,
    wordsStart: hedge?.start ?? start,
    wordsEnd: Math.max(hedge?.end ?? valueEnd, valueEnd),
    value,
    isPercent,
    qualifier: hedge?.qualifier ?? (unit === null ? 'EXACT' : 'ROUNDED'),
    roundingUnit: hedge === null ? unit : null,
    isInWords: number.isInWords,
    ending: number.ending,
    reason: number.isVague && hedge === null ? 'VAGUE' : null,
  };
}

function fractionQuantity(
  folded: string,
  { start: from, end: to, language }: Sentence,
  start: number,
  { percent, length }: { percent: bigint; length: number },
): Quantity {
  const end = start + length;
  const hedge = findHedge(folded, { from, to, start, end }, language);
  return {
    start,
    end,
    wordsStart: hedge?.start ?? start,
    wordsEnd: Math.max(hedge?.end ?? end, end),
    value: percent.toString(),
    isPercent: true,
    qualifier: hedge?.qualifier ?? 'ROUNDED',
    roundingUnit: hedge === null ? '1' : null,
    isInWords: true,
    ending: '',
    reason: null,
  };
}

/** The value of the last place that is said: 100 of "17,2 thousand"; null of a number that is said to its last unit. */
function roundingUnitOf({ places, lastUnit, value }: ReadNumber, isPercent: boolean): string | null {
  if (!isPercent && lastUnit === 1n) return null;
  const thousandths = (lastUnit * 1_000n) / 10n ** BigInt(Math.min(places, 3));
  return value % thousandths === 0n ? formatThousandths(thousandths) : null;
}

function formatThousandths(value: bigint): string {
  const text = value.toString().padStart(4, '0');
  const fraction = text.slice(-3).replace(/0+$/, '');
  return `${text.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`;
}

interface Hedge extends Span {
  readonly qualifier: Qualifier;
}

const hedgesBefore: Readonly<Record<TextLanguage, readonly [Qualifier, RegExp][]>> = {
  KK: [
    ['ABOUT', /(?:шамамен|жуықтап алғанда|жуық шамамен|орта есеппен) $/u],
    ['MORE_THAN', /(?:кемінде|кем дегенде) $/u],
    ['LESS_THAN', /(?:ең көбі|көп дегенде) $/u],
  ],
  RU: [
    ['MORE_THAN', /(?:более(?: чем)?|свыше|больше(?: чем)?|не менее(?: чем)?|не меньше) $/u],
    ['LESS_THAN', /(?:не более(?: чем)?|не больше|менее(?: чем)?|меньше(?: чем)?|не свыше) $/u],
    ['ABOUT', /(?:около|порядка|примерно|приблизительно|почти|приближается к|ориентировочно|где-то) $/u],
  ],
};

/** A noun in the case that the hedge asks for may stand between. */
const noun = '(?: [\\p{L}-]{2,20}(?:ға|ге|қа|ке|на|не|дан|ден|тан|тен|нан|нен))?';
const isIn = (endings: string): string => `(?:(?<=(?:${endings}))| [\\p{L}-]{2,20}(?:${endings}))`;
const ablative = isIn('дан|ден|тан|тен|нан|нен');
const dative = isIn('ға|ге|қа|ке|на|не');
const hedgesAfter: Readonly<Record<TextLanguage, readonly [Qualifier, RegExp][]>> = {
  KK: [
    ['MORE_THAN', new RegExp(`(?:${noun} астам\\p{L}{0,5}|${ablative} (?:аса|артық|көп)\\p{L}{0,4})(?!\\p{L})`, 'uy')],
    ['LESS_THAN', new RegExp(`(?:${ablative} (?:кем|аз)\\p{L}{0,3}|${dative} (?:дейін|жетпейтін))(?!\\p{L})`, 'uy')],
    [
      'ABOUT',
      new RegExp(`${noun} (?:жуық|жуығы|таяу|шақты|шамасында|жақын|жақыны|жетеқабыл|тарта)\\p{L}{0,4}(?!\\p{L})`, 'uy'),
    ],
  ],
  RU: [
    ['MORE_THAN', /(?: [\p{L}]{2,20})? с лишним(?!\p{L})/uy],
    ['MORE_THAN', / и более(?!\p{L})/uy],
  ],
};

function findHedge(
  folded: string,
  { from, to, start, end }: { from: number; to: number; start: number; end: number },
  language: TextLanguage,
): Hedge | null {
  const before = folded.slice(Math.max(from, start - 24), start);
  // "Not more than" ends in "more than": the longer words are those that count.
  const ahead = hedgesBefore[language]
    .flatMap(([qualifier, pattern]) => {
      const found = pattern.exec(before);
      return found === null || /\p{L}$/u.test(before.slice(0, found.index))
        ? []
        : [{ qualifier, length: found[0].length }];
    })
    .sort((one, other) => other.length - one.length)[0];
  if (ahead !== undefined) return { qualifier: ahead.qualifier, start: start - ahead.length, end };
  for (const [qualifier, pattern] of hedgesAfter[language]) {
    // From the end of the number on, with what stands before that in sight: its own ending counts.
    pattern.lastIndex = end;
    const found = pattern.exec(folded);
    if (found !== null && end + found[0].length <= to) return { qualifier, start, end: end + found[0].length };
  }
  return null;
}

/** A round number with a hedge, and the number itself right behind it: only the latter counts. */
function supersede(quantities: readonly Quantity[], folded: string): Quantity[] {
  return quantities.map((quantity, index) => {
    const next = quantities[index + 1];
    if (next === undefined || quantity.reason !== null || next.reason !== null) return quantity;
    const isRestated =
      ['ABOUT', 'MORE_THAN', 'LESS_THAN'].includes(quantity.qualifier) &&
      next.qualifier === 'EXACT' &&
      /^[ (,—-]{1,4}(?:атап айтқанда,? |нақты(?:рақ)? |точнее,? |а именно,? )?$/u.test(
        folded.slice(quantity.wordsEnd, next.start),
      ) &&
      !next.isPercent;
    return isRestated ? { ...quantity, reason: 'RESTATED' } : quantity;
  });
}
