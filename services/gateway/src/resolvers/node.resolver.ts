import { Node, Report } from '@oblys/database';
import { isRecordId } from '@oblys/domain';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import { graph } from '../graph/index.js';
import { decodeNodeId, keyProperty } from '../graph/node-id.js';
import type { Kind } from '../read-path/kind.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'The object with a global id; null when there is none any more.' })
  node(
    @Arg('id', () => ID, { description: 'Global id, as any object gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<object | null> {
    return findNode(graph.nodeKinds, id, info, context);
  }

  @Query(() => Report, { nullable: true, description: 'The report with a global id; null when there is none.' })
  report(
    @Arg('id', () => ID, { description: 'Global id, as `reports` gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<object | null> {
    return findNode([graph.kindOf(Report)], id, info, context);
  }
}

async function findNode(
  kinds: readonly Kind[],
  id: string,
  info: GraphQLResolveInfo,
  { readPath }: GatewayContext,
): Promise<object | null> {
  const { kindName, regionCode, key } = decodeNodeId(id);
  const kind = kinds.find(({ name }) => name === kindName);
  if (kind === undefined || kind.key.includes('regionCode') !== (regionCode !== '')) throw new InvalidNodeIdError(id);
  const property = keyProperty(kind);
  if (property === 'id' && !isRecordId(key)) throw new InvalidNodeIdError(id);
  return readPath.findOne([kind], info, (rows, statement) => [
    `${rows.column(property)} = ${statement.bind(key, property === 'id' ? 'uuid' : 'text')}`,
    ...(rows.has('regionCode') ? [`${rows.column('regionCode')} = ${statement.bind(regionCode, 'text')}`] : []),
  ]);
}
