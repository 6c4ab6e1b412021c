import { Area, District, Region } from '@oblys/database';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { rootReads } from '../graph/root-reads.js';

@Resolver()
export class AreasResolver {
  @Query(() => Region, { nullable: true, description: 'The region with a code; null when there is none.' })
  region(
    @Arg('code', () => ID, { description: 'KATO code, such as 110000000.' }) code: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return context.readPath.read(rootReads['region']!({ code }), info);
  }

  @Query(() => District, { nullable: true, description: 'The district with a code; null when there is none.' })
  district(
    @Arg('code', () => ID, { description: 'KATO code, such as 116600000.' }) code: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return context.readPath.read(rootReads['district']!({ code }), info);
  }

  @Query(() => Area, { nullable: true, description: 'The area of any level with a code; null when there is none.' })
  area(
    @Arg('code', () => ID, { description: 'KATO code; 000000000 is the country.' }) code: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return context.readPath.read(rootReads['area']!({ code }), info);
  }
}
