import { Decimal, LocaleEnum, Needs, ReportCheck, StatedFigure, VerdictEnum } from '@oblys/database';
import type { Locale, ToldVerdict } from '@oblys/domain';
import { explain, explainCheck, explainWithheld, type CheckBasis, type FigureVerdict } from '@oblys/ingest';
import { getMeasure } from '@oblys/rollups';
import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Measure } from './measure.js';
import { NotComputableReasonEnum } from './not-computable-reason.js';

/** What the latest reconciliation found of a figure, as the read path brings it. */
type FoundVerdict = Pick<FigureVerdict, 'verdict' | 'computed' | 'difference' | 'reason' | 'basis'> | WithheldVerdict;

interface WithheldVerdict {
  readonly verdict: 'WITHHELD';
  readonly computed: null;
  readonly difference: null;
  readonly reason: 'SUPPRESSED';
}

/** Null before the first reconciliation, and for a figure that is stated otherwise since the latest. */
type FigureWithVerdict = StatedFigure & { found: FoundVerdict | null };

@Resolver(() => StatedFigure)
export class StatedFigureResolver {
  @FieldResolver(() => Measure, { description: 'The measure it states.' })
  @Needs('topic', 'measureCode')
  measure(@Root() figure: StatedFigure): Measure {
    const { topic, measure } = getMeasure(`${figure.topic}.${figure.measureCode}`);
    return new Measure(topic, measure);
  }

  @FieldResolver(() => VerdictEnum, { description: 'What the latest reconciliation found; NOT_COMPUTABLE before one.' })
  @Needs('found')
  verdict(@Root() { found }: FigureWithVerdict): ToldVerdict {
    return found?.verdict ?? 'NOT_COMPUTABLE';
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      'The value computed from records, in the unit of the figure; null where it is not computable or not told.',
  })
  @Needs('found')
  computed(@Root() { found }: FigureWithVerdict): string | null {
    return found?.computed ?? null;
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'Computed less stated, in the unit of the figure; null where it is not computable or not told.',
  })
  @Needs('found')
  difference(@Root() { found }: FigureWithVerdict): string | null {
    return found?.difference ?? null;
  }

  @FieldResolver(() => NotComputableReasonEnum, {
    nullable: true,
    description: 'Why the figure is not computable, or not told; null where it is both.',
  })
  @Needs('found')
  reason(@Root() { found }: FigureWithVerdict): string | null {
    return found === null ? NotComputableReasonEnum.NOT_RECONCILED : found.reason;
  }

  @FieldResolver(() => Int, {
    description:
      'Counts what people said of it as a mismatch and took back; what explains it names the version it read.',
  })
  @Needs('explanationVersion')
  explanationVersion(@Root() { explanationVersion }: StatedFigure & { explanationVersion: number }): number {
    return explanationVersion;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What was stated, what was computed from what, and by which rule the two agree, or that it is not told; null before a reconciliation.',
  })
  @Needs('topic', 'measureCode', 'value', 'unit', 'qualifier', 'roundingUnit', 'found')
  explanation(
    @Root() { found, topic, measureCode: measure, value, unit, qualifier, roundingUnit }: FigureWithVerdict,
    @Arg('locale', () => LocaleEnum, { nullable: true, description: 'The language; Kazakh unless given.' })
    locale: Locale | null,
  ): string | null {
    if (found === null) return null;
    const stated = { topic, measure, value, unit, qualifier, roundingUnit };
    if (found.verdict === 'WITHHELD') return explainWithheld(stated, locale ?? 'KK');
    return explain({ ...stated, ...found }, locale ?? 'KK');
  }
}

@Resolver(() => ReportCheck)
export class ReportCheckResolver {
  @FieldResolver(() => [Int], {
    description:
      'The figures of the report that were held against each other, or against an earlier report, by their number.',
  })
  @Needs('basis')
  figures(@Root() { basis }: ReportCheck): number[] {
    return (basis as unknown as CheckBasis).figures;
  }

  @FieldResolver(() => String, {
    description: 'What fits what is stated, such as whole counts; or what contradicts what.',
  })
  @Needs('topic', 'kind', 'basis')
  explanation(
    @Root() { topic, kind, basis }: ReportCheck,
    @Arg('locale', () => LocaleEnum, { nullable: true, description: 'The language; Kazakh unless given.' })
    locale: Locale | null,
  ): string {
    return explainCheck({ topic, kind, basis: basis as unknown as CheckBasis }, locale ?? 'KK');
  }
}
