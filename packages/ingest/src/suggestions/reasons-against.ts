import type { IsoDate } from '@oblys/domain';
import type { FamilyName } from './families.js';
import { has } from './patterns.js';
import type { Quantity } from './read-quantities.js';
import type { SentenceView } from './sentence-view.js';
import type { PassedOverReason, Span } from './suggestion.js';

/** Why numbers of a sentence are no figures of the report, wherever they are about: another year, a plan, a change. */
export class ReasonsAgainst {
  constructor(
    private readonly view: SentenceView,
    private readonly asOf: IsoDate,
  ) {}

  /** @param family what the number before counted */
  reasonAgainst(quantity: Quantity, family: FamilyName | null): PassedOverReason | null {
    const clause = this.view.clauseOf(quantity);
    const words = this.view.folded.slice(clause.start, clause.end);
    const otherYear = this.otherYearOf(quantity);
    if (otherYear !== null) return otherYear;
    if (this.isPlanned(quantity, family)) return 'PLANNED';
    if (quantity.isPercent && this.view.cues.change.test(words)) return 'CHANGE';
    if (!quantity.isPercent && this.isGrowth(quantity)) return 'CHANGE';
    return null;
  }

  /** "12-ге артты", "выросло на 12": by how much, and not how many. */
  private isGrowth({ start, end }: Quantity): boolean {
    const [ahead, behind] = [
      this.view.folded.slice(Math.max(this.view.sentence.start, start - 14), start),
      this.view.folded.slice(end, end + 30),
    ];
    return this.view.sentence.language === 'RU'
      ? / на $/u.test(ahead) &&
          has(this.view.cues.change, this.view.folded.slice(Math.max(this.view.sentence.start, start - 40), end + 20))
      : /^(?:-?\p{L}{0,3})? ?(?:[\p{L}]+ )?(?:артық|көп|аз|кем)?\s?(?:өсті|артты|көбейд|азайд|төмендед|кеміді)/u.test(
          behind,
        );
  }

  /** The last year that was named before the number speaks for it, in its own clause or an earlier one. */
  private otherYearOf({ start, end }: Quantity): PassedOverReason | null {
    const clause = this.view.clauseOf({ start, end });
    const own = this.view.once('years', clause, () => this.yearsIn(clause));
    if (own.length > 0) return (own.filter((year) => year.start < start).at(-1) ?? own[0]!).reason;
    const ahead = { start: this.view.sentence.start, end: clause.start };
    return this.view.once('years', ahead, () => this.yearsIn(ahead)).at(-1)?.reason ?? null;
  }

  private yearsIn({ start, end }: Span): { start: number; reason: PassedOverReason | null }[] {
    const part = this.view.folded.slice(start, end);
    const ofReport = this.asOf.slice(0, 4);
    const named = (pattern: RegExp, reason: PassedOverReason | null) =>
      [...part.matchAll(pattern)].map(({ index }) => ({ start: start + index, reason }));
    const inDigits = [...part.matchAll(/(?<!\d)((?:19|20)\d{2})(?=[ -]?(?:\p{L}{0,3} )?(?:жыл|ж\.|год|г\.))/gu)].map(
      ({ index, 1: year = '' }) => ({
        start: start + index,
        reason: year === ofReport ? null : year < ofReport ? ('EARLIER_YEAR' as const) : ('PLANNED' as const),
      }),
    );
    return [...named(this.view.cues.earlier, 'EARLIER_YEAR'), ...named(this.view.cues.current, null), ...inDigits].sort(
      (one, other) => one.start - other.start,
    );
  }

  /** Plans are told in their own clause, or by the verb at the end of the sentence where that has one number. */
  private isPlanned(quantity: Quantity, family: FamilyName | null): boolean {
    const clause = this.view.clauseOf(quantity);
    const isOfPlan = family === 'roadmap' || family === 'commissionPlan';
    return !isOfPlan && this.view.once('planned', clause, () => this.isClausePlanned(clause));
  }

  private isClausePlanned(clause: Span): boolean {
    const isItem =
      has(this.view.cues.about.roadmap, this.view.words) || has(this.view.cues.about.commissionPlan, this.view.words);
    if (isItem) return false;
    if (has(this.view.cues.planned, this.view.folded.slice(clause.start, clause.end))) return true;
    const isVerbLast = this.view.sentence.language === 'KK' && this.view.hitsIn(clause).length === 0;
    return isVerbLast && has(this.view.cues.planned, this.view.folded.slice(clause.end, this.view.sentence.end));
  }
}
