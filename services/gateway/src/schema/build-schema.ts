import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { getMetadataArgsStorage } from 'typeorm';
import { graph } from '../graph/index.js';
import type { Kind } from '../read-path/kind.js';
import { AreasResolver } from '../resolvers/areas.resolver.js';
import { ConnectionsResolver } from '../resolvers/connections.resolver.js';
import { MeasuresResolver } from '../resolvers/measures.resolver.js';
import { MutationsResolver } from '../resolvers/mutations.resolver.js';
import { NodeResolver } from '../resolvers/node.resolver.js';
import { RecordChangeResolver } from '../resolvers/record-change.resolver.js';
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
      MeasuresResolver,
      MutationsResolver,
      NodeResolver,
      RecordChangeResolver,
      ReportCheckResolver,
      StatedFigureResolver,
      ...summaryResolvers,
    ],
    // GraphQL checks the types; what it cannot, the domain does.
    validate: false,
  });
  attachReadPath(schema, graph, hasColumn);
  // The roots have no class that a decorator could describe.
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'Where every question starts.';
  if (mutation) mutation.description = 'Where records are written: each field by itself, one after the other.';
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
