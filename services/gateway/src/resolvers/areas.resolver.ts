import { Area, District, Region } from '@oblys/database';
import { assertAreaCode } from '@oblys/domain';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { graph } from '../graph/index.js';
import type { TypeClass } from '../read-path/kind.js';

@Resolver()
export class AreasResolver {
  @Query(() => Region, { nullable: true, description: 'The region with a code; null when there is none.' })
  region(
    @Arg('code', () => ID, { description: 'KATO code, such as 110000000.' }) code: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<object | null> {
    return findArea(Region, code, info, context);
  }

  @Query(() => District, { nullable: true, description: 'The district with a code; null when there is none.' })
  district(
    @Arg('code', () => ID, { description: 'KATO code, such as 116600000.' }) code: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<object | null> {
    return findArea(District, code, info, context);
  }

  @Query(() => Area, { nullable: true, description: 'The area of any level with a code; null when there is none.' })
  area(
    @Arg('code', () => ID, { description: 'KATO code; 000000000 is the country.' }) code: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<object | null> {
    return findArea(Area, code, info, context);
  }
}

async function findArea(
  type: TypeClass,
  code: string,
  info: GraphQLResolveInfo,
  { readPath }: GatewayContext,
): Promise<object | null> {
  assertAreaCode(code);
  return readPath.findOne(graph.kindsOf(type), info, (rows, statement) => [
    `${rows.column('code')} = ${statement.bind(code, 'text')}`,
  ]);
}
