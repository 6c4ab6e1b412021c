import type { IsoDate } from '@oblys/domain';
import type { Measure, Topic } from '@oblys/rollups';
import { statedUnit } from '../reports/stated-unit.js';
import type { Cues, Subject } from './cues/cues.js';
import { kazakh } from './cues/kazakh.js';
import { russian } from './cues/russian.js';
import { defaultFrom, families, measureOf, type Family, type FamilyName, type Status } from './families.js';
import type { ProgrammeMention } from './named-programmes.js';
import { Nouns } from './nouns.js';
import { has } from './patterns.js';
import { namedPeriod } from './periods.js';
import type { Places } from './places.js';
import type { Quantity } from './read-quantities.js';
import { ReasonsAgainst } from './reasons-against.js';
import { resolveFamily } from './resolve-family.js';
import { SentenceView } from './sentence-view.js';
import type { Sentence } from './sentences.js';
import { Statuses } from './statuses.js';
import { nearestSubject } from './subjects.js';
import type {
  FigureSuggestion,
  PassedOver,
  PassedOverReason,
  Span,
  SuggestOptions,
  TextLanguage,
} from './suggestion.js';

const cuesOf: Readonly<Record<TextLanguage, Cues>> = { KK: kazakh, RU: russian };

export interface Shared {
  readonly text: string;
  readonly folded: string;
  readonly options: SuggestOptions;
  readonly places: Places;
  readonly suggestions: FigureSuggestion[];
  readonly passedOver: PassedOver[];
}

/** What a sentence leaves to the next one, for numbers that lean on what was said. */
export interface Carried {
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

/** Reads one sentence; what it leaves to the next one it gives. */
export class SentenceReader {
  private readonly view: SentenceView;
  private readonly statuses: Statuses;
  private readonly nouns: Nouns;
  private readonly against: ReasonsAgainst;
  private readonly isOtherPlace: boolean;
  private readonly leans: boolean;
  private readonly heading: Heading | null;
  /** What the number before counted, in this sentence or the one before. */
  private family: FamilyName | null;
  private last: (Found & { readonly quantity: Quantity }) | null = null;

  constructor(
    private readonly shared: Shared,
    sentence: Sentence,
    quantities: readonly Quantity[],
    private readonly programmes: readonly ProgrammeMention[],
    private readonly before: Carried | null,
  ) {
    this.view = new SentenceView(shared.folded, sentence, quantities, cuesOf[sentence.language]);
    this.statuses = new Statuses(this.view);
    this.nouns = new Nouns(this.view, this.statuses);
    this.against = new ReasonsAgainst(this.view, shared.options.asOf);
    this.leans = this.view.cues.anaphora.test(this.view.words);
    const isNear = before !== null && before.paragraph === sentence.paragraph;
    this.heading = /^\s*(?:[—•*-]|\d{1,2}[.)])/u.test(this.view.words) ? (before?.heading ?? null) : null;
    const carried = before !== null && (isNear || this.leans || this.heading !== null) ? before.family : null;
    this.family = carried ?? this.heading?.family ?? null;
    this.isOtherPlace = isNear && before.isOtherPlace && (this.leans || this.view.cues.elsewhere.test(this.view.words));
  }

  read(): Carried {
    const isPlaceOther = this.isAbroad(this.view.sentence);
    let found = false;
    for (const [index, quantity] of this.view.quantities.entries()) {
      found = this.take(quantity, isPlaceOther, this.view.quantities[index - 1]) || found;
    }
    if (!found) found = this.takeNamedFacilities(isPlaceOther);
    const mentioned = this.mentionedFamily();
    const heading = this.asHeading(mentioned);
    if (heading !== null) {
      const { family, programme } = heading;
      return { family, programme, paragraph: this.view.sentence.paragraph, isOtherPlace: isPlaceOther, heading };
    }
    return {
      heading: this.heading,
      family: found ? this.family : (mentioned ?? (this.leans ? this.family : null)),
      programme: this.programmeOf(this.view.sentence.end) ?? (this.leans ? (this.before?.programme ?? null) : null),
      paragraph: this.view.sentence.paragraph,
      isOtherPlace: isPlaceOther,
    };
  }

  /** A line by itself, without a number and without a stop at its end. */
  private asHeading(family: FamilyName | null): Heading | null {
    const isLine =
      this.view.words.length <= 100 && !/[.!?;,]\s*$/u.test(this.view.words) && /\n\s*$/u.test(this.view.words);
    if (!isLine || this.view.quantities.some(({ reason }) => reason === null)) return null;
    return { words: this.view.words, family, programme: this.programmes[0] ?? null };
  }

  /** A sentence may name what the next one counts: "At the reception they wrote of roads. 40 were resolved." */
  private mentionedFamily(): FamilyName | null {
    return nearestSubject(this.view.cues, this.view.words, this.view.words.length);
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
    if (!/^[^()\d]{0,40}\($/u.test(this.view.folded.slice(previous.wordsEnd, quantity.wordsStart))) return false;
    if (!/^ ?\)/u.test(this.view.folded.slice(quantity.wordsEnd, quantity.wordsEnd + 2))) return false;
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
    if (isPlaceOther || this.isOtherPlace || this.isAbroad(this.view.clauseOf(quantity))) return 'OTHER_AREA';
    return this.against.reasonAgainst(quantity, this.family);
  }

  private isAbroad(part: Span): boolean {
    return this.view.once('abroad', part, () => {
      return this.shared.places.placeOf(this.shared.text, this.view.folded, part, this.view.cues) === 'OTHER';
    });
  }

  private findMeasure(quantity: Quantity): Found | { reason: PassedOverReason } {
    const resolved = quantity.isPercent ? this.familyOfShare(quantity) : this.familyOfCount(quantity);
    if (resolved === null) return { reason: 'NO_MEASURE' };
    // Also where nothing is measured of it: "Из 14 кандидатов победили 12" tells of what the second number is.
    this.family = resolved.family;
    const status = this.statuses.statusOf(quantity, resolved.family);
    const found = measureOf(resolved.family, status, quantity.isPercent);
    if (found === null) return { reason: 'NO_MEASURE' };
    const isWhole = !quantity.value.includes('.');
    if (found.measure.valueType === 'count' && !isWhole) return { reason: 'NO_MEASURE' };
    return { ...found, ...resolved, status };
  }

  private familyOfCount(quantity: Quantity): { family: FamilyName; isSure: boolean } | null {
    const noun = this.nouns.isPartOfWhole(quantity) ? this.nouns.genitiveAhead(quantity) : this.nouns.nounOf(quantity);
    if (noun === 'FOREIGN') return null;
    if (noun !== null) {
      const family = resolveFamily(noun.counted, this.surroundings(quantity, noun.word));
      if (family === null || (isOne(quantity) && !isOfParts(family))) return null;
      return { family, isSure: true };
    }
    if (this.isSmallWord(quantity) && !this.leans && this.last === null) return null;
    const family =
      this.family ?? nearestSubject(this.view.cues, this.view.words, quantity.start - this.view.sentence.start);
    return family === null || this.statuses.hitFor(quantity) === null ? null : { family, isSure: this.family !== null };
  }

  /** A word such as "two" says little by itself. */
  private isSmallWord({ isInWords, value, ending }: Quantity): boolean {
    return isInWords && Number(value) < 10 && ending === '';
  }

  /** The whole of a share stands before it; where nothing does, it is what the sentence or the one before speaks of. */
  private familyOfShare(quantity: Quantity): { family: FamilyName; isSure: boolean } | null {
    const ahead = this.nouns.nounAhead(quantity);
    if (ahead === 'FOREIGN') return null;
    if (ahead !== null) {
      const family = resolveFamily(ahead.counted, this.surroundings(quantity, ahead.word));
      if (family !== null) return { family, isSure: true };
    }
    const behind = this.view.sentence.language === 'RU' ? this.nouns.nounBehind(quantity) : null;
    if (behind === 'FOREIGN') return null;
    if (behind !== null) {
      const family = resolveFamily(behind.counted, this.surroundings(quantity, behind.word));
      return family === null ? null : { family, isSure: true };
    }
    const nearest = nearestSubject(this.view.cues, this.view.words, quantity.start - this.view.sentence.start);
    const family = nearest === 'appeal' && this.family === 'legalAid' ? this.family : (nearest ?? this.family);
    return family === null ? null : { family, isSure: true };
  }

  private surroundings(quantity: Quantity, noun: string) {
    const clause = this.view.clauseOf(quantity);
    const about = (subject: Subject, part: Span) =>
      this.view.once(subject, part, () =>
        has(this.view.cues.about[subject], this.view.folded.slice(part.start, part.end)),
      );
    return {
      noun,
      carried: this.family,
      hasProgramme: this.programmes.length > 0 || (this.leans && (this.before?.programme ?? null) !== null),
      hasMoney: this.view.quantities.some(
        (other) =>
          other !== quantity &&
          other.reason === null &&
          /^ ?(?:теңге|тенге|тг|₸)/u.test(this.view.folded.slice(other.wordsEnd, other.wordsEnd + 8)),
      ),
      inClause: (subject: Subject) => about(subject, clause),
      inSentence: (subject: Subject) =>
        about(subject, this.view.sentence) || has(this.view.cues.about[subject], this.heading?.words ?? ''),
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
    const named = namedPeriod(this.view.words, this.view.sentence.language, asOf);
    const from = defaultFrom(topic, measure, asOf);
    if (named === null) return { periodFrom: from, periodTo: asOf };
    return { periodFrom: from === null ? null : named.from, periodTo: named.to };
  }

  /** The number with the words around it that say what it is: to the next number or the end of the clause. */
  private wordingOf(quantity: Quantity): Span {
    const clause = this.view.clauseOf(quantity);
    const start = this.trimmed(this.view.limitAhead(quantity.wordsStart, clause.start), quantity.wordsStart);
    const limit = Math.max(this.view.limitBehind(quantity.end), quantity.wordsEnd);
    const end = limit - (/[\s(«"—-]*$/u.exec(this.view.folded.slice(quantity.wordsEnd, limit))?.[0].length ?? 0);
    return { start, end: Math.max(end, quantity.wordsEnd) };
  }

  private trimmed(from: number, to: number): number {
    return from + (/^[\s,;:.)»"—-]*/u.exec(this.view.folded.slice(from, to))?.[0].length ?? 0);
  }

  /** The programme that was named last before the number; in the sentence, or in the one that it leans on. */
  private programmeFor({ start }: Quantity, isOfCourse: boolean): ProgrammeMention | null {
    const clause = this.view.clauseOf({ start, end: start });
    const inClause = this.programmes.find((mention) => mention.start >= clause.start && mention.start < clause.end);
    const own = this.programmeOf(start) ?? inClause ?? null;
    return own ?? this.heading?.programme ?? (this.leans || isOfCourse ? (this.before?.programme ?? null) : null);
  }

  private programmeOf(place: number): ProgrammeMention | null {
    return this.programmes.filter((mention) => mention.start < place).at(-1) ?? null;
  }

  private takeNamedFacilities(isPlaceOther: boolean): boolean {
    const written = this.shared.text.slice(this.view.sentence.start, this.view.sentence.end);
    const isOurs = has(this.view.cues.about.longStalled, this.view.words) && !isPlaceOther;
    for (const found of isOurs ? written.matchAll(this.view.cues.namedFacilities) : []) {
      const start = this.view.sentence.start + found.index;
      const end = start + found[0].length;
      const hit = this.view
        .hitsIn({ start: end, end: this.view.sentence.end })
        .find(({ status }) => status === 'COMMISSIONED');
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
}

interface Found {
  readonly family: FamilyName;
  readonly status: Status;
  readonly topic: Topic;
  readonly measure: Measure;
  readonly isSure: boolean;
}

/** "One" in words is as often an article. */
function isOne({ isInWords, value }: Quantity): boolean {
  return isInWords && value === '1';
}

function isOfParts(family: FamilyName): boolean {
  return Object.keys((families[family] as Family).counts).length > 1;
}
