import { families, type FamilyName, type Status } from './families.js';
import type { Quantity } from './read-quantities.js';
import type { Hit, SentenceView } from './sentence-view.js';

/** What became of what the numbers of a sentence count. */
export class Statuses {
  constructor(private readonly view: SentenceView) {}

  statusOf(quantity: Quantity, family: FamilyName): Status {
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
        this.view.folded.slice(Math.max(this.view.sentence.start, start - 30), start),
      )
    ) {
      return true;
    }
    const next = this.view.quantities.find((quantity) => quantity.start >= end);
    if (next === undefined || next.reason !== null) return false;
    const between = this.view.folded.slice(end, next.wordsStart);
    return (
      this.view.hitsIn({ start: end, end: next.wordsStart }).length === 0 &&
      /^ ?[^,.;:]*$/u.test(between) &&
      this.view.cues.genitive.test(between.trim())
    );
  }

  /**
   * What became of a number. Kazakh says it behind, up to the next number, and in brackets for both; Russian says it on
   * either side within the clause, before the numbers or behind them alike.
   */
  hitFor(quantity: Quantity, fits: (hit: Hit) => boolean = () => true): Hit | null {
    const clause = this.view.clauseOf(quantity);
    const [from, to] = [this.view.limitAhead(quantity.wordsStart, clause.start), this.view.limitBehind(quantity.end)];
    if (this.view.isApart(quantity.wordsStart)) {
      const start = this.view.limitAhead(quantity.wordsStart, this.view.sentence.start);
      const told = this.view.hitsIn({ start, end: quantity.wordsStart }).filter(fits).at(-1);
      if (told !== undefined) return told;
    }
    const reach = this.view.hitsIn({ start: quantity.end, end: this.reachBehind(quantity, to) }).filter(fits);
    // "По 905 принято положительное решение": that something was taken in says less than what became of it.
    const behind = reach.find(({ status }) => status !== 'RECEIVED') ?? reach[0] ?? null;
    const ahead = this.view.hitsIn({ start: from, end: quantity.wordsStart }).filter(fits).at(-1) ?? null;
    const around = this.view.hits.find((hit) => hit.start < quantity.start && hit.end > quantity.end);
    if (around !== undefined && fits(around)) return around;
    if (this.view.sentence.language === 'KK') return behind ?? this.hitOfBrackets(quantity, fits) ?? ahead;
    if (behind === null || ahead === null) return ahead ?? behind ?? this.hitOfBrackets(quantity, fits);
    const isVerbFirst = this.view.quantities.every(
      ({ start, end }) => end <= clause.start || start >= ahead.start || start >= clause.end,
    );
    return isVerbFirst ? ahead : behind;
  }

  /** A Kazakh sentence may end in one verb for all: "73 отырыс, 204 ұсыныс қабылданды". */
  private reachBehind({ end }: Quantity, to: number): number {
    if (this.view.sentence.language === 'RU') return to;
    const next = this.view.quantities.find(({ start }) => start >= end);
    return next === undefined ? this.view.sentence.end : next.wordsStart;
  }

  /** "1% (74 өтініш) орындалуда": what follows the brackets is said of both. */
  private hitOfBrackets({ end }: Quantity, fits: (hit: Hit) => boolean): Hit | null {
    const brackets = /^\s?\([^()]{0,60}\)/u.exec(this.view.folded.slice(end, end + 70));
    if (brackets === null) return null;
    const start = end + brackets[0].length;
    const next = this.view.quantities.find((quantity) => quantity.start >= start)?.start ?? this.view.sentence.end;
    return this.view.hitsIn({ start, end: next }).find(fits) ?? null;
  }
}
