import type { Counted } from './cues/cues.js';
import { matchAt } from './patterns.js';
import type { Quantity } from './read-quantities.js';
import type { SentenceView } from './sentence-view.js';
import type { Statuses } from './statuses.js';

export interface Noun {
  readonly counted: Counted;
  readonly word: string;
}

/** What the numbers of a sentence count, by the nouns around them. */
export class Nouns {
  constructor(
    private readonly view: SentenceView,
    private readonly statuses: Statuses,
  ) {}

  /** Ahead only of a number that is not of something else: "жалоб — на дороги (412)", "в том числе онлайн — 540". */
  nounOf(quantity: Quantity): Noun | 'FOREIGN' | null {
    const behind = this.nounBehind(quantity);
    if (behind !== null) return behind;
    const { wordsStart } = quantity;
    if (this.view.folded[wordsStart - 1] === '(') return 'FOREIGN';
    const ahead = this.view.folded.slice(this.view.limitAhead(wordsStart, this.view.sentence.start), wordsStart);
    const isBreakdown = /(?:в том числе|ішінде) [^:]*—\s*$/u.test(ahead) && this.statuses.hitFor(quantity) === null;
    return isBreakdown ? 'FOREIGN' : this.nounAhead(quantity);
  }

  /** "50-і", "екеуі": so many of what was counted before. */
  isPartOfWhole({ ending, start, end }: Quantity): boolean {
    return (
      /^(?:і|ы|сі|сы|ін|ын|сін|сын|іне|ына|сіне|сына|інің|ының|еуі)/u.test(ending) ||
      /еуі\p{L}{0,4}$/u.test(this.view.folded.slice(start, end))
    );
  }

  genitiveAhead(quantity: Quantity): Noun | null {
    const noun = this.nounAhead(quantity);
    return noun !== null && noun !== 'FOREIGN' && this.view.cues.genitive.test(noun.word) ? noun : null;
  }

  /** The first noun behind the number that is counted; FOREIGN where another noun stands there. */
  nounBehind({ end, wordsEnd }: Quantity): Noun | 'FOREIGN' | null {
    const limit = Math.min(this.view.limitBehind(end), this.view.sentence.end);
    if (/^ (?:из|от) (?:них|этих|общего|всех|которых)(?!\p{L})/u.test(this.view.folded.slice(wordsEnd, wordsEnd + 12)))
      return null;
    let place = this.skipHedge(end, wordsEnd);
    let genitive: Noun | null = null;
    for (let words = 0; words < 8 && place < limit; words += 1) {
      const gap = /^[ «"“(]{1,3}/u.exec(this.view.folded.slice(place, place + 4))?.[0];
      if (gap === undefined || gap.includes('(')) break;
      place += gap.length;
      if (place >= limit || !/\p{L}|₸/u.test(this.view.folded[place]!)) break;
      const noun = this.nounAt(place);
      if (noun !== null) {
        if (!this.view.cues.genitive.test(noun.word)) return noun;
        genitive ??= noun;
        place += noun.word.length;
        continue;
      }
      const isVerb = this.view.isStatusAt(place) || matchAt(this.view.cues.verb, this.view.folded, place) !== null;
      if (words === 0 && isVerb) return null;
      const modifier = matchAt(this.view.cues.modifier, this.view.folded, place);
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
  nounAhead({ wordsStart, isPercent }: Quantity): Noun | 'FOREIGN' | null {
    const clause = this.view.clauseOf({ start: wordsStart, end: wordsStart });
    // "Количество обращений, поступивших за год, — 120": what stands between the commas is said of the noun.
    const isApart = this.view.isApart(wordsStart);
    const limit = this.view.limitAhead(wordsStart, isApart ? this.view.sentence.start : clause.start);
    const ahead = this.view.folded.slice(limit, wordsStart);
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
      if (!isPercent && this.view.sentence.language === 'KK' && !isTold) return null;
    }
    return null;
  }

  /** A whole that a share is of, and that is none of ours; a plan and a map are spoken of by what they are called. */
  private isForeignWhole(word: string): boolean {
    if (!this.view.cues.genitive.test(word) || this.view.cues.anaphora.test(` ${word} `)) return false;
    return !/^(?:жоспар|карта)/u.test(word);
  }

  private nounAt(place: number): Noun | null {
    if (/[\p{L}\d]/u.test(this.view.folded[place - 1] ?? ' ')) return null;
    for (const [counted, pattern] of this.view.cues.nouns) {
      const word = matchAt(pattern, this.view.folded, place);
      if (word !== null) return { counted, word };
    }
    return null;
  }

  private skipHedge(end: number, wordsEnd: number): number {
    const hedge = this.view.folded.slice(end, wordsEnd);
    // A noun may stand within the words of the hedge: "200 жобадан астам".
    const within = /^ (?:[\p{L}-]+) /u.exec(hedge);
    return within !== null && this.nounAt(end + 1) !== null ? end : wordsEnd;
  }
}
