import type { Cues } from './cues/cues.js';
import type { Status } from './families.js';
import type { Quantity } from './read-quantities.js';
import type { Sentence } from './sentences.js';
import type { Span } from './suggestion.js';

/** Words that say what became of something, and what they say. */
export interface Hit extends Span {
  readonly status: Status;
}

/** A sentence with its numbers and the words that say what became of them; places are those in the whole text. */
export class SentenceView {
  readonly words: string;
  readonly hits: readonly Hit[];
  /** What was found out of a clause, for the numbers of it that come after. */
  private readonly known = new Map<string, unknown>();

  constructor(
    readonly folded: string,
    readonly sentence: Sentence,
    readonly quantities: readonly Quantity[],
    readonly cues: Cues,
  ) {
    this.words = folded.slice(sentence.start, sentence.end);
    this.hits = this.findHits();
  }

  once<Value>(what: string, { start, end }: Span, find: () => Value): Value {
    const key = `${what} ${start} ${end}`;
    if (!this.known.has(key)) this.known.set(key, find());
    return this.known.get(key) as Value;
  }

  clauseOf({ start }: Span): Span {
    return this.sentence.clauses.find((clause) => clause.start <= start && clause.end >= start) ?? this.sentence;
  }

  hitsIn({ start, end }: Span): Hit[] {
    return this.hits.filter((hit) => hit.start >= start && hit.end <= end);
  }

  isStatusAt(place: number): boolean {
    return this.hits.some(({ start, end }) => start <= place && end > place);
  }

  /** "Заседаний — 73", "отырыстар: 73": what a number counts stands before the sign that it follows. */
  isApart(start: number): boolean {
    return /(?:—|:)\s*$/u.test(this.folded.slice(Math.max(this.sentence.start, start - 4), start));
  }

  /** Numbers behind belong to themselves: no further than the next one. */
  limitBehind(end: number): number {
    const clause = this.clauseOf({ start: end, end });
    const next = this.quantities.find(({ start }) => start >= end)?.wordsStart ?? clause.end;
    return Math.min(next, clause.end);
  }

  limitAhead(start: number, from: number): number {
    const previous = this.quantities.filter(({ end }) => end <= start).at(-1)?.wordsEnd ?? from;
    return Math.max(previous, from);
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

function overlaps(one: Span, other: Span): boolean {
  return one !== other && one.start < other.end && other.start < one.end;
}

function isStronger(one: Span, other: Span, isEarlier: boolean): boolean {
  const [length, otherLength] = [one.end - one.start, other.end - other.start];
  return length > otherLength || (length === otherLength && isEarlier);
}
