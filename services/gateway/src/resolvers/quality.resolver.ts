import { CalendarDate, QualityFinding } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import {
  acknowledgeFinding,
  qualityRules,
  readQualityTrend,
  reopenFinding,
  resolveFinding,
  type Answerer,
  type FindingKey,
} from '@oblys/rollups';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { decodeNodeId } from '../graph/node-id.js';
import { rootReads } from '../graph/root-reads.js';
import { confinesOf } from '@oblys/access';
import { QualityRule } from './quality-rule.js';

@ObjectType({ description: 'How many findings stood after the check as of a day.', simpleResolvers: true })
export class QualityTrendPoint {
  @Field(() => CalendarDate, { description: 'The day.' })
  asOf!: IsoDate;

  @Field(() => Int, { description: 'Findings that nobody had answered.' })
  open!: number;

  @Field(() => Int, { description: 'Findings that somebody had acknowledged.' })
  acknowledged!: number;
}

const ofFinding = 'Global id of the finding.';
const refused = 'Null where it was refused; the error says why.';

@Resolver()
export class QualityResolver {
  @Query(() => [QualityRule], { description: 'The rules that records are checked by, in the order of their topics.' })
  qualityRules(): QualityRule[] {
    return qualityRules.map((rule) => new QualityRule(rule));
  }

  @Query(() => QualityFinding, {
    nullable: true,
    description: 'The finding with a global id; null when there is none.',
  })
  qualityFinding(
    @Arg('id', () => ID, { description: 'Global id, as `qualityFindings` gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<unknown> {
    return readPath.read(rootReads['qualityFinding']!({ id }), info);
  }

  @Query(() => [QualityTrendPoint], {
    description: 'How many findings stood day by day, a point for each day that was checked as of, oldest first.',
  })
  qualityTrend(
    @Arg('from', () => CalendarDate, { description: 'The first day.' }) from: IsoDate,
    @Arg('to', () => CalendarDate, { description: 'The last day.' }) to: IsoDate,
    @Arg('area', () => ID, { nullable: true, description: 'Code of a region; the whole country unless given.' })
    areaCode: string | null,
    @Arg('rule', () => ID, { nullable: true, description: 'Code of one rule; all unless given.' }) rule: string | null,
    @Ctx() { database, viewer }: GatewayContext,
  ): Promise<QualityTrendPoint[]> {
    const asked = { areaCode: areaCode ?? null, rule: rule ?? null, within: confinesOf(viewer) };
    return readQualityTrend(database, { from, to, ...asked });
  }

  @Mutation(() => QualityFinding, {
    nullable: true,
    description: `Lets an open finding stand, for a reason. It stays acknowledged for as long as it is found. ${refused}`,
  })
  acknowledgeFinding(
    @Arg('id', () => ID, { description: ofFinding }) id: string,
    @Arg('note', () => String, { description: 'Why it stands, in at most 1000 letters and without personal data.' })
    note: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return answer(id, info, context, (key, by) => acknowledgeFinding(context.database, key, by, note));
  }

  @Mutation(() => QualityFinding, {
    nullable: true,
    description: `Says that a finding is done with. The next check opens it again where it still finds it. ${refused}`,
  })
  resolveFinding(
    @Arg('id', () => ID, { description: ofFinding }) id: string,
    @Arg('note', () => String, { description: 'How, in at most 1000 letters and without personal data.' })
    note: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return answer(id, info, context, (key, by) => resolveFinding(context.database, key, by, note));
  }

  @Mutation(() => QualityFinding, {
    nullable: true,
    description: `Opens a finding again that was acknowledged or resolved, and takes those answers back. ${refused}`,
  })
  reopenFinding(
    @Arg('id', () => ID, { description: ofFinding }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return answer(id, info, context, (key, by) => reopenFinding(context.database, key, by));
  }
}

/** The finding as it is after its answer. @throws {InvalidNodeIdError} when the id is none of a finding */
async function answer(
  id: string,
  info: GraphQLResolveInfo,
  { readPath, viewer }: GatewayContext,
  give: (key: FindingKey, by: Answerer) => Promise<void>,
): Promise<unknown> {
  const read = rootReads['qualityFinding']!({ id });
  const { key, regionCode } = decodeNodeId(id);
  await give({ id: key, regionCode }, { name: viewer.name, within: confinesOf(viewer) });
  return readPath.read(read, info);
}
