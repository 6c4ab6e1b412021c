import { Decimal, Needs, StatedFigure, VerdictEnum, type FigureVerdictCode } from '@oblys/database';
import { getMeasure } from '@oblys/rollups';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Measure } from './measure.js';

/** What the latest reconciliation found of a figure, as the read path brings it. */
export interface FoundVerdict {
  verdict: FigureVerdictCode;
  computed: string | null;
  difference: string | null;
  reason: string | null;
  basis: Record<string, unknown>;
}

export type FigureWithVerdict = StatedFigure & { found: FoundVerdict | null };

const neverReconciled = 'The report has not been reconciled yet.';

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
  verdict(@Root() { found }: FigureWithVerdict): FigureVerdictCode {
    return found?.verdict ?? 'NOT_COMPUTABLE';
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'The value computed from records, in the unit of the figure; null where it is not computable.',
  })
  @Needs('found')
  computed(@Root() { found }: FigureWithVerdict): string | null {
    return found?.computed ?? null;
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'Computed less stated, in the unit of the figure; null where it is not computable.',
  })
  @Needs('found')
  difference(@Root() { found }: FigureWithVerdict): string | null {
    return found?.difference ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why the figure is not computable; null where it is.',
  })
  @Needs('found')
  reason(@Root() { found }: FigureWithVerdict): string | null {
    return found === null ? neverReconciled : found.reason;
  }
}
