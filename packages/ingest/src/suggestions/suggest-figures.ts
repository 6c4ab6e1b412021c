import type { IsoDate } from '@oblys/domain';
import type { Measure, Topic } from '@oblys/rollups';
import { statedUnit } from '../reports/stated-unit.js';
import type { Counted, Cues, Subject } from './cues/cues.js';
import { kazakh } from './cues/kazakh.js';
import { russian } from './cues/russian.js';
import { defaultFrom, families, measureOf, type Family, type FamilyName, type Status } from './families.js';
import { foldInPlace } from './fold-in-place.js';
import { findMasks } from './masks.js';
import { findProgrammes, type ProgrammeMention } from './named-programmes.js';
import { namedPeriod } from './periods.js';
import { Places } from './places.js';
import { readQuantities, type Quantity } from './read-quantities.js';
import { resolveFamily } from './resolve-family.js';
import { splitSentences, type Sentence } from './sentences.js';
import type {
  FigureSuggestion,
  PassedOver,
  PassedOverReason,
  Span,
  SuggestOptions,
  Suggestions,
  TextLanguage,
} from './suggestion.js';

const cuesOf: Readonly<Record<TextLanguage, Cues>> = { KK: kazakh, RU: russian };

/**
 * Proposes the figures that a text in Kazakh or Russian states, for a person to confirm: numbers with what qualifies
 * them, each with the measure that the words around it speak of. Nothing is proposed where no measure fits, and every
 * number that is passed over is told with the reason. Pure, and linear in the length of the text.
 * @param text composed (NFC), as the places of what is proposed are those in it
 */
export function suggestFigures(text: string, options: SuggestOptions): Suggestions {
  const folded = foldInPlace(text);
  const nouns = Object.values(cuesOf).map(({ programmeNoun }) => programmeNoun);
  const shared: Shared = {
    text,
    folded,
    options,
    places: new Places(options.area),
    suggestions: [],
    passedOver: [],
  };
  const programmes = findProgrammes(text, folded, options.programmes, nouns);
  const [masksOf, programmesOf] = [inPlaces(findMasks(folded)), inPlaces(programmes)];
  let carried: Carried | null = null;
  for (const sentence of splitSentences(folded)) {
    const quantities = readQuantities(folded, sentence, masksOf(sentence));
    carried = new SentenceReader(shared, sentence, quantities, programmesOf(sentence), carried).read();
  }
  return { suggestions: shared.suggestions, passedOver: shared.passedOver };
}

interface Shared {
  readonly text: string;
  readonly folded: string;
  readonly options: SuggestOptions;
  readonly places: Places;
  readonly suggestions: FigureSuggestion[];
  readonly passedOver: PassedOver[];
}

/** What a sentence leaves to the next one, for numbers that lean on what was said. */
interface Carried {
  readonly family: FamilyName | null;
  readonly programme: ProgrammeMention | null;
  readonly paragraph: number;
  readonly isOtherPlace: boolean;
  /** The heading of a list, for the items of it. */
  readonly heading: Heading | null;
}

interface Heading {
  readonly words: string;
  readonly family: FamilyName | null;
  readonly programme: ProgrammeMention | null;
}

interface Hit extends Span {
  readonly status: Status;
}

class SentenceReader {
  private readonly cues: Cues;
  private readonly folded: string;
  private readonly words: string;
  private readonly hits: readonly Hit[];
  private readonly isOtherPlace: boolean;
  private readonly leans: boolean;
  private readonly heading: Heading | null;
  /** What the number before counted, in this sentence or the one before. */
  private family: FamilyName | null;
  /** What was found out of a clause, for the numbers of it that come after. */
  private readonly known = new Map<string, unknown>();
  private last: (Found & { readonly quantity: Quantity }) | null = null;

  constructor(
    private readonly shared: Shared,
    private readonly sentence: Sentence,
    private readonly quantities: readonly Quantity[],
    private readonly programmes: readonly ProgrammeMention[],
    private readonly before: Carried | null,
  ) {
    this.cues = cuesOf[sentence.language];
    this.folded = shared.folded;
    this.words = this.folded.slice(sentence.start, sentence.end);
    this.hits = this.findHits();
    this.leans = this.cues.anaphora.test(this.words);
    const isNear = before !== null && before.paragraph === sentence.paragraph;
    this.heading = /^\s*(?:[—•*-]|\d{1,2}[.)])/u.test(this.words) ? (before?.heading ?? null) : null;
    const carried = before !== null && (isNear || this.leans || this.heading !== null) ? before.family : null;
    this.family = carried ?? this.heading?.family ?? null;
    this.isOtherPlace = isNear && before.isOtherPlace && (this.leans || this.cues.elsewhere.test(this.words));
  }

  read(): Carried {
    const isPlaceOther = this.isAbroad(this.sentence);
    let found = false;
    for (const [index, quantity] of this.quantities.entries()) {
      found = this.take(quantity, isPlaceOther, this.quantities[index - 1]) || found;
    }
    if (!found) found = this.takeNamedFacilities(isPlaceOther);
    const mentioned = this.mentionedFamily();
    const heading = this.asHeading(mentioned);
    if (heading !== null) {
      const { family, programme } = heading;
      return { family, programme, paragraph: this.sentence.paragraph, isOtherPlace: isPlaceOther, heading };
    }
    return {
      heading: this.heading,
      family: found ? this.family : (mentioned ?? (this.leans ? this.family : null)),
      programme: this.programmeOf(this.sentence.end) ?? (this.leans ? (this.before?.programme ?? null) : null),
      paragraph: this.sentence.paragraph,
      isOtherPlace: isPlaceOther,
    };
  }

  /** A line by itself, without a number and without a stop at its end. */
  private asHeading(family: FamilyName | null): Heading | null {
    const isLine = this.words.length <= 100 && !/[.!?;,]\s*$/u.test(this.words) && /\n\s*$/u.test(this.words);
    if (!isLine || this.quantities.some(({ reason }) => reason === null)) return null;
    return { words: this.words, family, programme: this.programmes[0] ?? null };
  }

  /** A sentence may name what the next one counts: "At the reception they wrote of roads. 40 were resolved." */
  private mentionedFamily(): FamilyName | null {
    return nearestSubject(this.cues, this.words, this.words.length);
  }

  private take(quantity: Quantity, isPlaceOther: boolean, previous: Quantity | undefined): boolean {
    if (previous !== undefined && this.takeBracketed(quantity, previous)) return true;
    const reason = quantity.reason ?? this.reasonAgainst(quantity, isPlaceOther);
    if (reason !== null) {
      this.passOver(quantity, reason);
      return false;
    }
    const found = this.findMeasure(quantity);
    if ('reason' in found) {
      this.passOver(quantity, found.reason);
      return false;
    }
    this.suggest(quantity, found);
    this.last = { quantity, ...found };
    return true;
  }

  /** "71 пункт (35,9 %)", "4 мыңнан астам өтініш (4 018)": the number before, as a share or to the unit. */
  private takeBracketed(quantity: Quantity, previous: Quantity): boolean {
    const last = this.last;
    if (last?.quantity !== previous || quantity.reason !== null) return false;
    if (!/^[^()\d]{0,40}\($/u.test(this.folded.slice(previous.wordsEnd, quantity.wordsStart))) return false;
    if (!/^ ?\)/u.test(this.folded.slice(quantity.wordsEnd, quantity.wordsEnd + 2))) return false;
    if (quantity.isPercent) {
      const share = previous.isPercent ? null : measureOf(last.family, last.status, true);
      if (share === null) return false;
      this.suggest(quantity, { ...share, isSure: true });
      return true;
    }
    if (previous.isPercent || previous.qualifier === 'EXACT' || quantity.qualifier !== 'EXACT') return false;
    this.shared.suggestions.pop();
    this.passOver(previous, 'RESTATED');
    this.suggest(quantity, last);
    return true;
  }

  private reasonAgainst(quantity: Quantity, isPlaceOther: boolean): PassedOverReason | null {
    const clause = this.clauseOf(quantity);
    const words = this.folded.slice(clause.start, clause.end);
    if (isPlaceOther || this.isOtherPlace || this.isAbroad(clause)) return 'OTHER_AREA';
    const otherYear = this.otherYearOf(quantity);
    if (otherYear !== null) return otherYear;
    if (this.isPlanned(quantity)) return 'PLANNED';
    if (quantity.isPercent && this.cues.change.test(words)) return 'CHANGE';
    if (!quantity.isPercent && this.isGrowth(quantity)) return 'CHANGE';
    return null;
  }

  /** "12-ге артты", "выросло на 12": by how much, and not how many. */
  private isGrowth({ start, end }: Quantity): boolean {
    const [ahead, behind] = [
      this.folded.slice(Math.max(this.sentence.start, start - 14), start),
      this.folded.slice(end, end + 30),
    ];
    return this.sentence.language === 'RU'
      ? / на $/u.test(ahead) &&
          has(this.cues.change, this.folded.slice(Math.max(this.sentence.start, start - 40), end + 20))
      : /^(?:-?\p{L}{0,3})? ?(?:[\p{L}]+ )?(?:артық|көп|аз|кем)?\s?(?:өсті|артты|көбейд|азайд|төмендед|кеміді)/u.test(
          behind,
        );
  }

  private isAbroad(part: Span): boolean {
    return this.once('abroad', part, () => {
      return this.shared.places.placeOf(this.shared.text, this.folded, part, this.cues) === 'OTHER';
    });
  }

  private once<Value>(what: string, { start, end }: Span, find: () => Value): Value {
    const key = `${what} ${start} ${end}`;
    if (!this.known.has(key)) this.known.set(key, find());
    return this.known.get(key) as Value;
  }

  /** The last year that was named before the number speaks for it, in its own clause or an earlier one. */
  private otherYearOf({ start, end }: Quantity): PassedOverReason | null {
    const clause = this.clauseOf({ start, end });
    const own = this.once('years', clause, () => this.yearsIn(clause));
    if (own.length > 0) return (own.filter((year) => year.start < start).at(-1) ?? own[0]!).reason;
    const ahead = { start: this.sentence.start, end: clause.start };
    return this.once('years', ahead, () => this.yearsIn(ahead)).at(-1)?.reason ?? null;
  }

  private yearsIn({ start, end }: Span): { start: number; reason: PassedOverReason | null }[] {
    const part = this.folded.slice(start, end);
    const ofReport = this.shared.options.asOf.slice(0, 4);
    const named = (pattern: RegExp, reason: PassedOverReason | null) =>
      [...part.matchAll(pattern)].map(({ index }) => ({ start: start + index, reason }));
    const inDigits = [...part.matchAll(/(?<!\d)((?:19|20)\d{2})(?=[ -]?(?:\p{L}{0,3} )?(?:жыл|ж\.|год|г\.))/gu)].map(
      ({ index, 1: year = '' }) => ({
        start: start + index,
        reason: year === ofReport ? null : year < ofReport ? ('EARLIER_YEAR' as const) : ('PLANNED' as const),
      }),
    );
    return [...named(this.cues.earlier, 'EARLIER_YEAR'), ...named(this.cues.current, null), ...inDigits].sort(
      (one, other) => one.start - other.start,
    );
  }

  /** Plans are told in their own clause, or by the verb at the end of the sentence where that has one number. */
  private isPlanned(quantity: Quantity): boolean {
    const clause = this.clauseOf(quantity);
    const isOfPlan = this.family === 'roadmap' || this.family === 'commissionPlan';
    return !isOfPlan && this.once('planned', clause, () => this.isClausePlanned(clause));
  }

  private isClausePlanned(clause: Span): boolean {
    const isItem = has(this.cues.about.roadmap, this.words) || has(this.cues.about.commissionPlan, this.words);
    if (isItem) return false;
    if (has(this.cues.planned, this.folded.slice(clause.start, clause.end))) return true;
    const isVerbLast = this.sentence.language === 'KK' && this.hitsIn(clause).length === 0;
    return isVerbLast && has(this.cues.planned, this.folded.slice(clause.end, this.sentence.end));
  }

  private findMeasure(quantity: Quantity): Found | { reason: PassedOverReason } {
    const resolved = quantity.isPercent ? this.familyOfShare(quantity) : this.familyOfCount(quantity);
    if (resolved === null) return { reason: 'NO_MEASURE' };
    // Also where nothing is measured of it: "Из 14 кандидатов победили 12" tells of what the second number is.
    this.family = resolved.family;
    const status = this.statusOf(quantity, resolved.family);
    const found = measureOf(resolved.family, status, quantity.isPercent);
    if (found === null) return { reason: 'NO_MEASURE' };
    const isWhole = !quantity.value.includes('.');
    if (found.measure.valueType === 'count' && !isWhole) return { reason: 'NO_MEASURE' };
    return { ...found, ...resolved, status };
  }

  private familyOfCount(quantity: Quantity): { family: FamilyName; isSure: boolean } | null {
    const noun = this.isPartOfWhole(quantity) ? this.genitiveAhead(quantity) : this.nounOf(quantity);
    if (noun === 'FOREIGN') return null;
    if (noun !== null) {
      const family = resolveFamily(noun.counted, this.surroundings(quantity, noun.word));
      if (family === null || (isOne(quantity) && !isOfParts(family))) return null;
      return { family, isSure: true };
    }
    if (this.isSmallWord(quantity) && !this.leans && this.last === null) return null;
    const family = this.family ?? nearestSubject(this.cues, this.words, quantity.start - this.sentence.start);
    return family === null || !this.hasStatusNear(quantity) ? null : { family, isSure: this.family !== null };
  }

  /** Ahead only of a number that is not of something else: "жалоб — на дороги (412)", "в том числе онлайн — 540". */
  private nounOf(quantity: Quantity): Noun | 'FOREIGN' | null {
    const behind = this.nounBehind(quantity);
    if (behind !== null) return behind;
    const { wordsStart } = quantity;
    if (this.folded[wordsStart - 1] === '(') return 'FOREIGN';
    const ahead = this.folded.slice(this.limitAhead(wordsStart, this.sentence.start), wordsStart);
    const isBreakdown = /(?:в том числе|ішінде) [^:]*—\s*$/u.test(ahead) && this.hitFor(quantity) === null;
    return isBreakdown ? 'FOREIGN' : this.nounAhead(quantity);
  }

  /** A word such as "two" says little by itself. */
  private isSmallWord({ isInWords, value, ending }: Quantity): boolean {
    return isInWords && Number(value) < 10 && ending === '';
  }

  /** "50-і", "екеуі": so many of what was counted before. */
  private isPartOfWhole({ ending, start, end }: Quantity): boolean {
    return (
      /^(?:і|ы|сі|сы|ін|ын|сін|сын|іне|ына|сіне|сына|інің|ының|еуі)/u.test(ending) ||
      /еуі\p{L}{0,4}$/u.test(this.folded.slice(start, end))
    );
  }

  private genitiveAhead(quantity: Quantity): Noun | null {
    const noun = this.nounAhead(quantity);
    return noun !== null && noun !== 'FOREIGN' && this.cues.genitive.test(noun.word) ? noun : null;
  }

  /** The whole of a share stands before it; where nothing does, it is what the sentence or the one before speaks of. */
  private familyOfShare(quantity: Quantity): { family: FamilyName; isSure: boolean } | null {
    const ahead = this.nounAhead(quantity);
    if (ahead === 'FOREIGN') return null;
    if (ahead !== null) {
      const family = resolveFamily(ahead.counted, this.surroundings(quantity, ahead.word));
      if (family !== null) return { family, isSure: true };
    }
    const behind = this.sentence.language === 'RU' ? this.nounBehind(quantity) : null;
    if (behind === 'FOREIGN') return null;
    if (behind !== null) {
      const family = resolveFamily(behind.counted, this.surroundings(quantity, behind.word));
      return family === null ? null : { family, isSure: true };
    }
    const nearest = nearestSubject(this.cues, this.words, quantity.start - this.sentence.start);
    const family = nearest === 'appeal' && this.family === 'legalAid' ? this.family : (nearest ?? this.family);
    return family === null ? null : { family, isSure: true };
  }

  /** The first noun behind the number that is counted; FOREIGN where another noun stands there. */
  private nounBehind({ end, wordsEnd }: Quantity): Noun | 'FOREIGN' | null {
    const limit = Math.min(this.limitBehind(end), this.sentence.end);
    if (/^ (?:из|от) (?:них|этих|общего|всех|которых)(?!\p{L})/u.test(this.folded.slice(wordsEnd, wordsEnd + 12)))
      return null;
    let place = this.skipHedge(end, wordsEnd);
    let genitive: Noun | null = null;
    for (let words = 0; words < 8 && place < limit; words += 1) {
      const gap = /^[ «"“(]{1,3}/u.exec(this.folded.slice(place, place + 4))?.[0];
      if (gap === undefined || gap.includes('(')) break;
      place += gap.length;
      if (place >= limit || !/\p{L}|₸/u.test(this.folded[place]!)) break;
      const noun = this.nounAt(place);
      if (noun !== null) {
        if (!this.cues.genitive.test(noun.word)) return noun;
        genitive ??= noun;
        place += noun.word.length;
        continue;
      }
      const isVerb = this.isStatusAt(place) || matchAt(this.cues.verb, this.folded, place) !== null;
      if (words === 0 && isVerb) return null;
      const modifier = matchAt(this.cues.modifier, this.folded, place);
      if (modifier !== null) {
        place += modifier.length;
        continue;
      }
      if (isVerb || genitive !== null) break;
      return 'FOREIGN';
    }
    return genitive;
  }

  /** A noun that the number follows: "обращений — 120", "өтініштердің 48 пайызы", "саны 120". */
  private nounAhead({ wordsStart, isPercent }: Quantity): Noun | 'FOREIGN' | null {
    const clause = this.clauseOf({ start: wordsStart, end: wordsStart });
    // "Количество обращений, поступивших за год, — 120": what stands between the commas is said of the noun.
    const isApart = this.isApart(wordsStart);
    const limit = this.limitAhead(wordsStart, isApart ? this.sentence.start : clause.start);
    const ahead = this.folded.slice(limit, wordsStart);
    const words = [...ahead.matchAll(/[\p{L}-]+/gu)].map(({ 0: word, index }) => ({ word, place: limit + index }));
    let isTold = isApart;
    for (const [index, { word, place }] of words
      .reverse()
      .slice(0, isApart ? 12 : isPercent ? 3 : 6)
      .entries()) {
      const noun = this.nounAt(place);
      if (noun !== null) return noun;
      if (isPercent && index === 0 && this.isForeignWhole(word)) return 'FOREIGN';
      isTold ||= /^(?:саны|жалпы|барлығы|жалпысы)$/u.test(word);
      if (!isPercent && this.sentence.language === 'KK' && !isTold) return null;
    }
    return null;
  }

  /** A whole that a share is of, and that is none of ours; a plan and a map are spoken of by what they are called. */
  private isForeignWhole(word: string): boolean {
    if (!this.cues.genitive.test(word) || this.cues.anaphora.test(` ${word} `)) return false;
    return !/^(?:жоспар|карта)/u.test(word);
  }

  /** "Заседаний — 73", "отырыстар: 73": what a number counts stands before the sign that it follows. */
  private isApart(start: number): boolean {
    return /(?:—|:)\s*$/u.test(this.folded.slice(Math.max(this.sentence.start, start - 4), start));
  }

  private nounAt(place: number): Noun | null {
    if (/[\p{L}\d]/u.test(this.folded[place - 1] ?? ' ')) return null;
    for (const [counted, pattern] of this.cues.nouns) {
      const word = matchAt(pattern, this.folded, place);
      if (word !== null) return { counted, word };
    }
    return null;
  }

  private skipHedge(end: number, wordsEnd: number): number {
    const hedge = this.folded.slice(end, wordsEnd);
    // A noun may stand within the words of the hedge: "200 жобадан астам".
    const within = /^ (?:[\p{L}-]+) /u.exec(hedge);
    return within !== null && this.nounAt(end + 1) !== null ? end : wordsEnd;
  }

  /** Numbers behind belong to themselves: no further than the next one. */
  private limitBehind(end: number): number {
    const clause = this.clauseOf({ start: end, end });
    const next = this.quantities.find(({ start }) => start >= end)?.wordsStart ?? clause.end;
    return Math.min(next, clause.end);
  }

  private limitAhead(start: number, from: number): number {
    const previous = this.quantities.filter(({ end }) => end <= start).at(-1)?.wordsEnd ?? from;
    return Math.max(previous, from);
  }

  private isStatusAt(place: number): boolean {
    return this.hits.some(({ start, end }) => start <= place && end > place);
  }

  private hasStatusNear(quantity: Quantity): boolean {
    return this.hitFor(quantity) !== null;
  }

  private statusOf(quantity: Quantity, family: FamilyName): Status {
    if (this.isWholeOfParts(quantity)) return 'BASE';
    const { counts, shares } = families[family] as { counts: object; shares: object };
    const speaks = (status: Status) => status in (quantity.isPercent ? shares : counts) || status === 'NEGATED';
    const hit = this.hitFor(quantity, ({ status }) => speaks(status)) ?? this.hitFor(quantity);
    return hit?.status ?? 'BASE';
  }

  /** "127 тармақтың 50-і", "из 127 пунктов исполнено 50": the whole, of which parts follow. */
  private isWholeOfParts({ start, end, isPercent }: Quantity): boolean {
    if (isPercent) return false;
    if (
      /(?:^|[^\p{L}])из (?:общего числа |всех |общего количества )?$/u.test(
        this.folded.slice(Math.max(this.sentence.start, start - 30), start),
      )
    ) {
      return true;
    }
    const next = this.quantities.find((quantity) => quantity.start >= end);
    if (next === undefined || next.reason !== null) return false;
    const between = this.folded.slice(end, next.wordsStart);
    return (
      this.hitsIn({ start: end, end: next.wordsStart }).length === 0 &&
      /^ ?[^,.;:]*$/u.test(between) &&
      this.cues.genitive.test(between.trim())
    );
  }

  /**
   * What became of a number. Kazakh says it behind, up to the next number, and in brackets for both; Russian says it on
   * either side within the clause, before the numbers or behind them alike.
   */
  private hitFor(quantity: Quantity, fits: (hit: Hit) => boolean = () => true): Hit | null {
    const clause = this.clauseOf(quantity);
    const [from, to] = [this.limitAhead(quantity.wordsStart, clause.start), this.limitBehind(quantity.end)];
    if (this.isApart(quantity.wordsStart)) {
      const start = this.limitAhead(quantity.wordsStart, this.sentence.start);
      const told = this.hitsIn({ start, end: quantity.wordsStart }).filter(fits).at(-1);
      if (told !== undefined) return told;
    }
    const reach = this.hitsIn({ start: quantity.end, end: this.reachBehind(quantity, to) }).filter(fits);
    // "По 905 принято положительное решение": that something was taken in says less than what became of it.
    const behind = reach.find(({ status }) => status !== 'RECEIVED') ?? reach[0] ?? null;
    const ahead = this.hitsIn({ start: from, end: quantity.wordsStart }).filter(fits).at(-1) ?? null;
    const around = this.hits.find((hit) => hit.start < quantity.start && hit.end > quantity.end);
    if (around !== undefined && fits(around)) return around;
    if (this.sentence.language === 'KK') return behind ?? this.hitOfBrackets(quantity, fits) ?? ahead;
    if (behind === null || ahead === null) return ahead ?? behind ?? this.hitOfBrackets(quantity, fits);
    const isVerbFirst = this.quantities.every(
      ({ start, end }) => end <= clause.start || start >= ahead.start || start >= clause.end,
    );
    return isVerbFirst ? ahead : behind;
  }

  /** A Kazakh sentence may end in one verb for all: "73 отырыс, 204 ұсыныс қабылданды". */
  private reachBehind({ end }: Quantity, to: number): number {
    if (this.sentence.language === 'RU') return to;
    const next = this.quantities.find(({ start }) => start >= end);
    return next === undefined ? this.sentence.end : next.wordsStart;
  }

  /** "1% (74 өтініш) орындалуда": what follows the brackets is said of both. */
  private hitOfBrackets({ end }: Quantity, fits: (hit: Hit) => boolean): Hit | null {
    const brackets = /^\s?\([^()]{0,60}\)/u.exec(this.folded.slice(end, end + 70));
    if (brackets === null) return null;
    const start = end + brackets[0].length;
    const next = this.quantities.find((quantity) => quantity.start >= start)?.start ?? this.sentence.end;
    return this.hitsIn({ start, end: next }).find(fits) ?? null;
  }

  private surroundings(quantity: Quantity, noun: string) {
    const clause = this.clauseOf(quantity);
    const about = (subject: Subject, part: Span) =>
      this.once(subject, part, () => has(this.cues.about[subject], this.folded.slice(part.start, part.end)));
    return {
      noun,
      carried: this.family,
      hasProgramme: this.programmes.length > 0 || (this.leans && (this.before?.programme ?? null) !== null),
      hasMoney: this.quantities.some(
        (other) =>
          other !== quantity &&
          other.reason === null &&
          /^ ?(?:теңге|тенге|тг|₸)/u.test(this.folded.slice(other.wordsEnd, other.wordsEnd + 8)),
      ),
      inClause: (subject: Subject) => about(subject, clause),
      inSentence: (subject: Subject) =>
        about(subject, this.sentence) || has(this.cues.about[subject], this.heading?.words ?? ''),
    };
  }

  private suggest(
    quantity: Quantity,
    { topic, measure, isSure }: { topic: Topic; measure: Measure; isSure: boolean },
  ): void {
    const { start, end, value, qualifier, roundingUnit } = quantity;
    const programme = topic.dimensions.includes('programme')
      ? this.programmeFor(quantity, topic.code === 'course')
      : null;
    const wording = this.wordingOf(quantity);
    this.shared.suggestions.push({
      measure: `${topic.code}.${measure.code}`,
      programmeCode: programme?.code ?? null,
      unknownProgramme: programme !== null && programme.code === null ? programme.name : null,
      value,
      unit: statedUnit(measure),
      qualifier,
      roundingUnit,
      ...this.periodOf(topic, measure),
      wording: this.shared.text.slice(wording.start, wording.end),
      start: wording.start,
      end: wording.end,
      confidence: isSure && programme?.code !== null && start < end ? 'HIGH' : 'LOW',
    });
  }

  private periodOf(topic: Topic, measure: Measure): { periodFrom: IsoDate | null; periodTo: IsoDate } {
    const { asOf } = this.shared.options;
    const named = namedPeriod(this.words, this.sentence.language, asOf);
    const from = defaultFrom(topic, measure, asOf);
    if (named === null) return { periodFrom: from, periodTo: asOf };
    return { periodFrom: from === null ? null : named.from, periodTo: named.to };
  }

  /** The number with the words around it that say what it is: to the next number or the end of the clause. */
  private wordingOf(quantity: Quantity): Span {
    const clause = this.clauseOf(quantity);
    const start = this.trimmed(this.limitAhead(quantity.wordsStart, clause.start), quantity.wordsStart);
    const limit = Math.max(this.limitBehind(quantity.end), quantity.wordsEnd);
    const end = limit - (/[\s(«"—-]*$/u.exec(this.folded.slice(quantity.wordsEnd, limit))?.[0].length ?? 0);
    return { start, end: Math.max(end, quantity.wordsEnd) };
  }

  private trimmed(from: number, to: number): number {
    return from + (/^[\s,;:.)»"—-]*/u.exec(this.folded.slice(from, to))?.[0].length ?? 0);
  }

  /** The programme that was named last before the number; in the sentence, or in the one that it leans on. */
  private programmeFor({ start }: Quantity, isOfCourse: boolean): ProgrammeMention | null {
    const clause = this.clauseOf({ start, end: start });
    const inClause = this.programmes.find((mention) => mention.start >= clause.start && mention.start < clause.end);
    const own = this.programmeOf(start) ?? inClause ?? null;
    return own ?? this.heading?.programme ?? (this.leans || isOfCourse ? (this.before?.programme ?? null) : null);
  }

  private programmeOf(place: number): ProgrammeMention | null {
    return this.programmes.filter((mention) => mention.start < place).at(-1) ?? null;
  }

  private takeNamedFacilities(isPlaceOther: boolean): boolean {
    const written = this.shared.text.slice(this.sentence.start, this.sentence.end);
    const isOurs = has(this.cues.about.longStalled, this.words) && !isPlaceOther;
    for (const found of isOurs ? written.matchAll(this.cues.namedFacilities) : []) {
      const start = this.sentence.start + found.index;
      const end = start + found[0].length;
      const hit = this.hitsIn({ start: end, end: this.sentence.end }).find(({ status }) => status === 'COMMISSIONED');
      const measure = hit === undefined ? null : measureOf('facility', hit.status, false);
      if (measure === null) continue;
      const count = found.groups!['names']!.split(/, | және | мен | пен | бен | и /u).length;
      const plain = { start, end: hit!.end, wordsStart: start, wordsEnd: hit!.end, value: String(count) };
      this.family = 'facility';
      this.suggest(
        {
          ...plain,
          isPercent: false,
          qualifier: 'EXACT',
          roundingUnit: null,
          isInWords: true,
          ending: '',
          reason: null,
        },
        { ...measure, isSure: false },
      );
      return true;
    }
    return false;
  }

  private passOver({ start, end }: Quantity, reason: PassedOverReason): void {
    this.shared.passedOver.push({ text: this.shared.text.slice(start, end), start, end, reason });
  }

  private clauseOf({ start }: Span): Span {
    return this.sentence.clauses.find((clause) => clause.start <= start && clause.end >= start) ?? this.sentence;
  }

  private hitsIn({ start, end }: Span): Hit[] {
    return this.hits.filter((hit) => hit.start >= start && hit.end <= end);
  }

  /** Where two overlap the longer one says more: "орындалу үстінде" is no "орындал". */
  private findHits(): Hit[] {
    const all = this.cues.statuses.flatMap(([status, pattern]) =>
      [...this.words.matchAll(pattern)].map(({ 0: found, index }) => ({
        status,
        start: this.sentence.start + index,
        end: this.sentence.start + index + found.length,
      })),
    );
    return all
      .filter(
        (hit, index) => !all.some((other, place) => overlaps(hit, other) && isStronger(other, hit, place < index)),
      )
      .sort((one, other) => one.start - other.start);
  }
}

interface Found {
  readonly family: FamilyName;
  readonly status: Status;
  readonly topic: Topic;
  readonly measure: Measure;
  readonly isSure: boolean;
}

interface Noun {
  readonly counted: Counted;
  readonly word: string;
}

/** "One" in words is as often an article. */
function isOne({ isInWords, value }: Quantity): boolean {
  return isInWords && value === '1';
}

function isOfParts(family: FamilyName): boolean {
  return Object.keys((families[family] as Family).counts).length > 1;
}

function overlaps(one: Span, other: Span): boolean {
  return one !== other && one.start < other.end && other.start < one.end;
}

function isStronger(one: Span, other: Span, isEarlier: boolean): boolean {
  const [length, otherLength] = [one.end - one.start, other.end - other.start];
  return length > otherLength || (length === otherLength && isEarlier);
}

/** Patterns that go through a text keep where they are; a search looks from the beginning. */
function has(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

function matchAt(pattern: RegExp, text: string, place: number): string | null {
  pattern.lastIndex = place;
  const found = pattern.exec(text);
  return found === null || found[0] === '' ? null : found[0];
}

const subjects: readonly (readonly [Subject, FamilyName])[] = [
  ['roadmap', 'roadmap'],
  ['commissionPlan', 'commissionPlan'],
  ['legalAid', 'legalAid'],
  ['appeal', 'appeal'],
  ['proposal', 'proposal'],
  ['election', 'election'],
];

/** What is spoken of last before a place; what has numbers of its own there is told apart by their nouns. */
function nearestSubject(cues: Cues, words: string, place: number): FamilyName | null {
  const mentions = subjects.flatMap(([subject, family], rank) =>
    [...words.slice(0, place).matchAll(cues.about[subject])].map(({ index }) => ({ family, index, rank })),
  );
  return mentions.sort((one, other) => other.index - one.index || one.rank - other.rank)[0]?.family ?? null;
}

/** Of parts in the order of their places, those that reach into a span; asked for one span after the other. */
function inPlaces<Part extends Span>(parts: readonly Part[]): (span: Span) => Part[] {
  let next = 0;
  return ({ start, end }) => {
    while (next < parts.length && parts[next]!.end <= start) next += 1;
    const found: Part[] = [];
    for (let index = next; index < parts.length && parts[index]!.start < end; index += 1) found.push(parts[index]!);
    return found;
  };
}
