import { Node, Report } from '@oblys/database';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { rootReads } from '../graph/root-reads.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'The object with a global id; null when there is none any more.' })
  node(
    @Arg('id', () => ID, { description: 'Global id, as any object gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return context.readPath.read(rootReads['node']!({ id }), info);
  }

  @Query(() => Report, { nullable: true, description: 'The report with a global id; null when there is none.' })
  report(
    @Arg('id', () => ID, { description: 'Global id, as `reports` gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return context.readPath.read(rootReads['report']!({ id }), info);
  }
}
