import { CalendarDate, Country, District, GrainEnum, Needs, Region } from '@oblys/database';
import type { Area } from '@oblys/database';
import { AsOfInFutureError, type Grain, type IsoDate, type SummaryLevel, type Tree } from '@oblys/domain';
import type { ClassType } from 'type-graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { AreaSummary } from '../summaries/area-summary.js';
import { Period, PeriodInput, periodsBetween } from '../summaries/period.js';
import { SummarySeries } from '../summaries/summary-series.js';
import { TreeEnum } from '../summaries/summary-enums.js';

/** Figures are kept for the country, its regions and their districts: the same fields on each. */
export const summaryResolvers = [Country, Region, District].map((type) => createSummaryResolver(type));

function createSummaryResolver(type: ClassType) {
  @Resolver(() => type)
  class SummaryResolver {
    @FieldResolver(() => AreaSummary, { description: 'The figures of one period.' })
    @Needs('code', 'level')
    summary(
      @Root() { code, level }: Area,
      @Arg('period', () => PeriodInput, { description: 'The period.' }) period: PeriodInput,
      @Arg('asOf', () => CalendarDate, {
        nullable: true,
        description: 'What the records now say about that day; the day of the current build unless given.',
      })
      asOf: IsoDate | null | undefined,
      @Arg('tree', () => TreeEnum, { defaultValue: 'AS_RECORDED', description: 'The tree of areas to count in.' })
      tree: Tree,
      @Ctx() { today }: GatewayContext,
    ): AreaSummary {
      if (asOf && asOf > today) throw new AsOfInFutureError(asOf, today);
      return new AreaSummary(
        new SummarySeries(code, level as SummaryLevel, [new Period(period)], asOf ?? null, tree),
        0,
      );
    }

    @FieldResolver(() => [AreaSummary], {
      description:
        'The figures of every period of a grain that touches the days from..to, as of the day of the current build.',
    })
    @Needs('code', 'level')
    summaries(
      @Root() { code, level }: Area,
      @Arg('grain', () => GrainEnum, { description: 'The length of the periods.' }) grain: Grain,
      @Arg('from', () => CalendarDate, { description: 'A day in the first period.' }) from: IsoDate,
      @Arg('to', () => CalendarDate, { description: 'A day in the last period.' }) to: IsoDate,
      @Arg('tree', () => TreeEnum, { defaultValue: 'AS_RECORDED', description: 'The tree of areas to count in.' })
      tree: Tree,
    ): AreaSummary[] {
      const series = new SummarySeries(code, level as SummaryLevel, periodsBetween(grain, from, to), null, tree);
      return series.periods.map((_period, index) => new AreaSummary(series, index));
    }
  }
  return SummaryResolver;
}
