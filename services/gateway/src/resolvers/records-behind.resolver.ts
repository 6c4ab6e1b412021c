import { Needs, StatedFigure } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { getMeasure, type BehindAsk } from '@oblys/rollups';
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { assertMay } from '../access/operation-rights.js';
import { BehindArguments, FigureBehindArguments, spanOf } from '../behind/behind-arguments.js';
import { assertSeesRecords, findBehind, rightToRecords } from '../behind/find-behind.js';
import { RecordsBehindConnection } from '../behind/records-behind.js';
import type { GatewayContext } from '../context.js';

/** Properties that the read path works out of the report. */
type FigureOfReport = StatedFigure & { reportAreaCode: string; reportAsOf: IsoDate };

@Resolver()
export class RecordsBehindResolver {
  @Query(() => RecordsBehindConnection, {
    description:
      'The records that make up a figure: those that its live count counts, of those that who asks may see. Of what several records make up together, such as a sum, each edge tells what its record adds.',
  })
  recordsBehind(
    @Args(() => BehindArguments) asked: BehindArguments,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const { measure, area: areaCode, programme, asOf, tree, part } = asked;
    const ask: BehindAsk = {
      ...{ measure, areaCode, tree, asOf: asOf ?? null, programmeCode: programme ?? null, part: part ?? null },
      ...spanOf(asked),
    };
    assertMay(context.viewer, rightToRecords(ask), `the records behind ${measure}`);
    return findBehind(ask, info, context);
  }
}

@Resolver(() => StatedFigure)
export class FigureRecordsResolver {
  @FieldResolver(() => RecordsBehindConnection, {
    nullable: true,
    description:
      'The records that the computed figure is made of: those that the records now say of the area and the day of the report. Null to who may not see them.',
  })
  @Needs('topic', 'measureCode', 'programmeCode', 'periodFrom', 'periodTo', 'reportAreaCode', 'reportAsOf')
  recordsBehind(
    @Root() figure: FigureOfReport,
    @Args(() => FigureBehindArguments) { part }: FigureBehindArguments,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const measure = `${figure.topic}.${figure.measureCode}`;
    const isRate = getMeasure(measure).measure.kind === 'rate';
    const ask: BehindAsk = {
      measure,
      areaCode: figure.reportAreaCode,
      from: figure.periodFrom,
      to: figure.periodTo,
      asOf: figure.reportAsOf,
      programmeCode: figure.programmeCode,
      part: isRate ? (part ?? 'NUMERATOR') : null,
    };
    assertSeesRecords(ask, context);
    return findBehind(ask, info, context);
  }
}
