import { topics } from '@oblys/rollups';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { GatewayContext } from '../context.js';
import type { AreaSummary } from '../summaries/area-summary.js';

/**
 * Resolves at once what an answer has hundreds of, the periods and topics of summaries: type-graphql makes a promise or
 * two for each field of each object before it calls the method.
 */
export function attachSummaries(schema: GraphQLSchema): void {
  const type = schema.getType('AreaSummary');
  if (!isObjectType(type)) throw new Error('The schema has no object type AreaSummary.');
  const fields = type.getFields();
  delete fields['period']!.resolve;
  for (const topic of topics) {
    const resolve: GraphQLFieldResolver<AreaSummary, GatewayContext, { programme?: string | null }> = (
      summary,
      { programme },
      context,
    ) => summary.figures(topic, context, programme ?? null);
    fields[topic.code]!.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
  }
}
