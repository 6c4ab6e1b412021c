import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { getMetadataArgsStorage } from 'typeorm';
import { graph } from '../graph/index.js';
import type { Kind } from '../read-path/kind.js';
import { AreasResolver } from '../resolvers/areas.resolver.js';
import { ConnectionsResolver } from '../resolvers/connections.resolver.js';
import { MeasureQueryResolver } from '../resolvers/measure-query.resolver.js';
import { MeasuresResolver } from '../resolvers/measures.resolver.js';
import { NodeResolver } from '../resolvers/node.resolver.js';
import { ReportCheckResolver, StatedFigureResolver } from '../resolvers/stated-figure.resolver.js';
import { summaryResolvers } from '../resolvers/summaries.resolver.js';
import { attachReadPath } from './attach-read-path.js';

let built: GraphQLSchema | undefined;

/** The whole schema, made once: it holds nothing of a request. */
export function buildGatewaySchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AreasResolver,
      ConnectionsResolver,
      MeasureQueryResolver,
      MeasuresResolver,
      NodeResolver,
      ReportCheckResolver,
      StatedFigureResolver,
      ...summaryResolvers,
    ],
    // GraphQL checks the types; what it cannot, the domain does.
    validate: false,
  });
  attachReadPath(schema, graph, hasColumn);
  const query = schema.getQueryType();
  // The root has no class that a decorator could describe.
  if (query) query.description = 'Where every question starts.';
  return schema;
}

/** As the decorators say, for a schema is made without a database. */
function hasColumn({ entity }: Kind, property: string): boolean {
  return getMetadataArgsStorage().columns.some(
    ({ target, propertyName }) =>
      propertyName === property &&
      typeof target === 'function' &&
      (target === entity || entity.prototype instanceof target),
  );
}
